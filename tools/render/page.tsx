import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { MathText } from "../../src/ui/math/math-text";
import { AnswerFormula } from "../../src/ui/solve/answer-value";
import "../../src/ui/styles/base.css";
import "../../src/ui/solve/working.css";
import { type Shown, visibleText } from "./visible-text";

// Runs in the page: shows a text as the app does, and reads what a person sees of it.

declare global {
  interface Window {
    renderPage: {
      /** Resolves when what typesets is there. */
      readonly ready: Promise<void>;
      /** The text, come in pieces of `step` characters as a model writes it. */
      streamed(text: string, step: number): Promise<Shown>;
      /** The text as it stands in the history. */
      atOnce(text: string): Promise<Shown>;
      /** An answer as the card shows it. */
      answer(tex: string): Shown;
    };
  }
}

const place = document.createElement("div");
place.className = "working";
document.body.append(place);
const root = createRoot(place);

function draw(text: string, streaming: boolean): void {
  flushSync(() => root.render(<MathText text={text} streaming={streaming} />));
}

/** A long text is drawn in several turns. */
async function allDrawn(): Promise<void> {
  while (place.querySelector("[aria-busy]")) {
    await new Promise((resolve) => {
      setTimeout(resolve);
    });
  }
}

function clear(): void {
  flushSync(() => root.render(null));
}

const ready = new Promise<void>((resolve, reject) => {
  draw("$\\frac{1}{2}$", false);
  const timer = setInterval(() => {
    if (place.querySelector(".math-waiting") && !place.querySelector(".math-hidden")) {
      clearInterval(timer);
      reject(new Error("What typesets formulas could not be loaded."));
    }
    if (!place.querySelector(".katex")) return;
    clearInterval(timer);
    resolve();
  }, 20);
});

window.renderPage = {
  ready,
  async streamed(text, step) {
    clear();
    for (let length = step; length < text.length; length += step) draw(text.slice(0, length), true);
    draw(text, true);
    draw(text, false);
    await allDrawn();
    return visibleText(place);
  },
  async atOnce(text) {
    clear();
    draw(text, false);
    await allDrawn();
    return visibleText(place);
  },
  answer(tex) {
    flushSync(() => root.render(<AnswerFormula answer={tex} display />));
    return visibleText(place);
  },
};
