/** What a person sees of a part of the page. */
export interface Shown {
  /** Line by line. */
  readonly text: string;
  /** Formulas that could not be typeset and are shown as source. */
  readonly failed: readonly string[];
  /** The elements themselves, to compare more than text. */
  readonly html: string;
}

/** Elements that begin a line of their own. */
const blocks = new Set([
  "P",
  "DIV",
  "H4",
  "H5",
  "H6",
  "PRE",
  "UL",
  "OL",
  "BLOCKQUOTE",
  "TABLE",
  "HR",
]);

/** The visible text of a part of the page. Only for pages that are laid out. */
export function visibleText(place: Element): Shown {
  const failed = [
    ...place.querySelectorAll(".formula .formula-source, .katex-error, .formula .katex"),
  ]
    .filter((formula) => isFailed(formula))
    .map((formula) => sourceOf(formula));
  const text = read(place)
    .replace(/[\u200b\u2060\u2061]/g, "")
    .replace(/[^\S\n\t]+/g, " ")
    .replace(/ *\n */g, "\n")
    .replace(/\n{2,}/g, "\n")
    .trim();
  return { text, failed, html: place.innerHTML };
}

/** KaTeX writes commands that it lacks in the colour of errors, amid the formula. */
function isFailed(formula: Element): boolean {
  if (!formula.classList.contains("katex")) return true;
  return [...formula.querySelectorAll<HTMLElement>(".katex-html [style]")].some((part) =>
    (part.getAttribute("style") ?? "").includes("--formula-error"),
  );
}

function sourceOf(formula: Element): string {
  return (formula.querySelector("annotation") ?? formula).textContent ?? "";
}

function read(node: Node): string {
  if (node instanceof Text) return node.data;
  if (!(node instanceof Element)) return "";
  if (node.classList.contains("katex")) return formulaText(node);
  if (node instanceof HTMLElement && getComputedStyle(node).visibility === "hidden") return "";
  const inside = [...node.childNodes].map(read).join("");
  switch (node.tagName) {
    case "BR":
      return "\n";
    case "LI":
      return `\n${markerOf(node)} ${inside.trim()}\n`;
    case "TR":
      return `\n${[...node.children].map((cell) => read(cell).trim()).join("\t")}\n`;
    case "HR":
      return "\n———\n";
    default:
      return blocks.has(node.tagName) || node.classList.contains("formula-display")
        ? `\n${inside}\n`
        : inside;
  }
}

/** As the browser counts: lists go on, and begin where they say. */
function markerOf(item: Element): string {
  const list = item.parentElement;
  if (!(list instanceof HTMLOListElement)) return "•";
  return `${list.start + [...list.children].indexOf(item)}.`;
}

/** The letters of a formula from left to right and top to bottom, each once. */
function formulaText(formula: Element): string {
  const html = formula.querySelector(".katex-html");
  return html ? drawn(html) : (formula.textContent ?? "");
}

/** Parts that KaTeX sets above each other stand in its elements from bottom to top. */
function drawn(node: Node): string {
  if (node instanceof Text) return node.data;
  if (!(node instanceof Element)) return "";
  if (node.classList.contains("vlist-s") || node.classList.contains("mspace")) {
    return node.classList.contains("mspace") ? " " : "";
  }
  if (node.classList.contains("vlist")) {
    const rows = [...node.children].map((row) => ({ top: topOf(row), text: drawn(row).trim() }));
    return rows
      .filter(({ text }) => text !== "")
      .sort((one, other) => one.top - other.top)
      .map(({ text }) => text)
      .join(" ");
  }
  return [...node.childNodes].map(drawn).join("");
}

function topOf(element: Element): number {
  const solid = [...element.children].find((child) => !child.classList.contains("pstrut"));
  return (solid ?? element).getBoundingClientRect().top;
}
