import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { MathText } from "../../src/ui/math/math-text";

// Runs in the page: renders texts as the app does, and looks at what came out.

declare global {
  interface Window {
    hacked?: unknown;
    /** Renders a text and returns what of it is not harmless. */
    renderText(text: string, streaming: boolean): string[];
    /** What is not harmless of raw HTML: shows that the check itself works. */
    checkHtml(html: string): string[];
    /** Renders a growing text step by step; the HTML after each. */
    renderSteps(text: string, step: number): string[];
  }
}

const place = document.createElement("div");
document.body.append(place);
const root = createRoot(place);

const harmlessElements = new Set(
  (
    "div span p br hr strong em del code pre ul ol li blockquote table thead tbody tr th td a " +
    "h4 h5 h6 svg path line math semantics annotation"
  ).split(" "),
);
const harmlessAttributes = new Set(
  (
    "class style href title target rel start aria-hidden encoding xmlns width height viewBox " +
    "preserveAspectRatio d x1 x2 y1 y2 stroke-width"
  ).split(" "),
);

window.renderText = (text, streaming) => {
  flushSync(() => root.render(<MathText key={Math.random()} text={text} streaming={streaming} />));
  return [...place.querySelectorAll("*")].flatMap(faults);
};

window.checkHtml = (html) => {
  const holder = document.implementation.createHTMLDocument().createElement("div");
  holder.innerHTML = html;
  return [...holder.querySelectorAll("*")].flatMap(faults);
};

window.renderSteps = (text, step) => {
  flushSync(() => root.render(null));
  const steps: string[] = [];
  for (let length = step; length < text.length + step; length += step) {
    const whole = length >= text.length;
    flushSync(() => root.render(<MathText text={text.slice(0, length)} streaming={!whole} />));
    steps.push(place.innerHTML);
  }
  return steps;
};

function faults(element: Element): string[] {
  const name = element.localName;
  const found: string[] = [];
  const isMathMl = element.namespaceURI === "http://www.w3.org/1998/Math/MathML";
  if (!harmlessElements.has(name) && !isMathMl) found.push(`<${name}>`);
  for (const attribute of element.attributes) {
    const { value } = attribute;
    if (!harmlessAttributes.has(attribute.name) && !isMathMl)
      found.push(`${name} ${attribute.name}`);
    if (/^on|^src|^action|^formaction|^xlink/.test(attribute.name)) found.push(attribute.name);
    if (attribute.name === "href" && !/^https?:\/\//.test(value)) found.push(`href=${value}`);
    if (attribute.name === "style" && /url|fixed|absolute|sticky|expression/.test(value)) {
      found.push(`style=${value}`);
    }
  }
  return found;
}
