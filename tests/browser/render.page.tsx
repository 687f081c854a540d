import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import "../../src/ui/styles/base.css";
import { inForm } from "../../src/ui/copy/copy-forms";
import { blocksText } from "../../src/ui/math/blocks-text";
import { formulaText } from "../../src/ui/math/formula-text";
import { MathText } from "../../src/ui/math/math-text";
import { CellOutput } from "../../src/ui/solve/cell-output";
import { CodeCell } from "../../src/ui/solve/code-cell";
import "../../src/ui/solve/working.css";
import { en } from "../../src/ui/texts/en";
import { faultsOf } from "./harmless";

// Runs in the page: renders texts as the app does, and looks at what came out.

export interface Rendered {
  /** What of it is not harmless. */
  readonly faults: readonly string[];
  readonly nodes: number;
  /** In pixels, of all of it. */
  readonly height: number;
  /** It makes the page wider than the window. */
  readonly widens: boolean;
}

declare global {
  interface Window {
    hacked?: unknown;
    /** Resolves when what typesets and colours is there. */
    ready: Promise<void>;
    renderText(text: string, streaming: boolean): Promise<Rendered>;
    /** As the output of code, with the text in all of its places. */
    renderOutput(text: string): Rendered;
    /** As code that a sample wrote. */
    renderCode(text: string): Rendered;
    /** Renders a growing text step by step; the HTML after each. */
    renderSteps(text: string, step: number): Promise<string[]>;
    /** Leaves a text on the page. */
    show(text: string): Promise<void>;
    plain: { formula: typeof formulaText; blocks: typeof blocksText };
    copied: typeof copied;
  }
}

const place = document.createElement("div");
place.className = "working";
document.body.append(place);
const root = createRoot(place);

function rendered(): Rendered {
  return {
    faults: [...place.querySelectorAll("*")].flatMap(faultsOf),
    nodes: place.querySelectorAll("*").length,
    height: place.scrollHeight,
    widens: document.documentElement.scrollWidth > document.documentElement.clientWidth,
  };
}

let texts = 0;

/** A long text is drawn in several turns. */
async function allDrawn(): Promise<void> {
  while (place.querySelector("[aria-busy]")) {
    await new Promise((resolve) => {
      setTimeout(resolve);
    });
  }
}

window.renderText = async (text, streaming) => {
  texts += 1;
  flushSync(() => root.render(<MathText key={texts} text={text} streaming={streaming} />));
  await allDrawn();
  return rendered();
};

window.renderOutput = (text) => {
  const figures = [{ png: text, width: 10, height: 10, alt: text }];
  const result = { status: "raised" as const, stdout: text, stderr: text, seconds: 1, figures };
  flushSync(() => root.render(<CellOutput result={result} />));
  const { faults, ...rest } = rendered();
  // Figures are the app's own: an image with its data.
  const own = new Set(["<img>", "img src", "img alt", "<samp>"]);
  const images = [...place.querySelectorAll("img")];
  return {
    ...rest,
    faults: [
      ...faults.filter((fault) => !own.has(fault)),
      ...images
        .filter(({ src }) => !src.startsWith("data:image/png;base64,"))
        .map(({ src }) => src),
      ...(images.length === 1 ? [] : [`${images.length} images`]),
    ],
  };
};

window.renderCode = (text) => {
  const part = { kind: "code" as const, id: 0, code: text, state: { kind: "not-run" as const } };
  flushSync(() => root.render(<CodeCell part={part} blocksBefore={() => []} />));
  const { faults, ...rest } = rendered();
  const own = new Set(["<figure>", "<figcaption>", "figure aria-label"]);
  return { ...rest, faults: faults.filter((fault) => !own.has(fault)) };
};

window.renderSteps = async (text, step) => {
  flushSync(() => root.render(null));
  const steps: string[] = [];
  for (let length = step; length < text.length + step; length += step) {
    const whole = length >= text.length;
    flushSync(() => root.render(<MathText text={text.slice(0, length)} streaming={!whole} />));
    await allDrawn();
    steps.push(place.innerHTML);
  }
  return steps;
};

window.show = (text) => {
  flushSync(() => root.render(<MathText text={text} />));
  return allDrawn();
};

window.plain = { formula: formulaText, blocks: blocksText };

const copied = (text: string) => {
  const source = { kind: "parts" as const, parts: [{ kind: "solution" as const, id: 0, text }] };
  return {
    latex: inForm(source, "latex", en.report),
    markdown: inForm(source, "markdown", en.report),
    text: inForm(source, "text", en.report),
  };
};
window.copied = copied;

window.ready = new Promise((resolve) => {
  root.render(<MathText text={"$\\frac{1}{2}$\n\n```python\nx = 1\n```"} />);
  const timer = setInterval(() => {
    if (!place.querySelector(".katex") || !place.querySelector(".code-number")) return;
    clearInterval(timer);
    resolve();
  }, 20);
});
