import { parseXml, XmlElement } from "@rgrove/parse-xml";
import katex from "katex";
import { formulaOptions, isTooMuch } from "./formula-limits";
import { normaliseFormula } from "./normalise-formula";

/** A formula on one line without LaTeX, such as a letter or a search field takes: "(x + 1)/√2". */
export function formulaText(tex: string): string {
  if (isTooMuch(tex)) return tex;
  const root = mathOf(tex);
  return root ? tidy(textOf(root)) : tex;
}

/** What KaTeX makes of a formula in MathML, as a tree that a worker can read too. */
function mathOf(tex: string): XmlElement | null {
  try {
    const markup = katex.renderToString(normaliseFormula(tex, true), {
      ...formulaOptions,
      displayMode: true,
      throwOnError: true,
      output: "mathml",
    });
    // <span><math><semantics>, of which the first child is the formula.
    let element = parseXml(markup).root;
    while (element && element.name !== "semantics") element = childrenOf(element)[0] ?? null;
    return (element && childrenOf(element)[0]) ?? null;
  } catch {
    return null;
  }
}

function childrenOf(element: XmlElement): XmlElement[] {
  return element.children.filter((child) => child instanceof XmlElement);
}

function previousOf(element: XmlElement): XmlElement | undefined {
  const all = element.parent instanceof XmlElement ? childrenOf(element.parent) : [];
  return all[all.indexOf(element) - 1];
}

function tidy(text: string): string {
  return text
    .replace(/[\u00a0\u2002-\u200a]/g, " ")
    .replace(/\u2061(?! *[([])/g, " ")
    .replace(/[\u200b\u2061-\u2064]/g, "")
    .replace(/ *\n */g, "\n")
    .replace(/ {2,}/g, " ")
    .replace(/([([]) /g, "$1")
    .replace(/ ([)\],;])/g, "$1")
    .trim();
}

function textOf(element: XmlElement): string {
  const children = childrenOf(element);
  const part = (index: number) => {
    const child = children[index];
    return child ? textOf(child) : "";
  };
  switch (element.name) {
    case "mo":
      return operator(element);
    case "mi":
      return letter(element);
    case "mn":
    case "mtext":
      return element.text;
    case "mspace":
      return " ";
    case "mphantom":
    case "annotation":
      return "";
    case "mfrac":
      return element.attributes.linethickness === "0px"
        ? `${part(0)} choose ${part(1)}`
        : `${atom(part(0))}/${atom(part(1))}`;
    case "msqrt":
      return `√${atom(inside(element))}`;
    case "mroot":
      return `${atom(part(0))}^(1/${part(1)})`;
    case "msup":
      if (children[1]?.text === "∘") return `${part(0)}°`;
      return isPrime(children[1]) ? part(0) + part(1) : `${part(0)}^${atom(part(1))}`;
    case "msub":
    case "munder":
      return `${part(0)}_${atom(part(1))}`;
    case "msubsup":
    case "munderover":
      return `${part(0)}_${atom(part(1))}^${atom(part(2))}`;
    case "mover":
      return element.attributes.accent === "true"
        ? part(0) + part(1)
        : `${part(0)}^${atom(part(1))}`;
    case "mtable":
      return table(element);
    default:
      return inside(element);
  }
}

function inside(element: XmlElement): string {
  return childrenOf(element).map(textOf).join("");
}

/** Sets of numbers have letters of their own; a bar around something is one of the keyboard. */
const letters: Readonly<Record<string, string>> = {
  C: "ℂ",
  N: "ℕ",
  P: "ℙ",
  Q: "ℚ",
  R: "ℝ",
  Z: "ℤ",
};

function letter({ text, attributes }: XmlElement): string {
  if (text === "∣") return "|";
  const blackboard = attributes.mathvariant === "double-struck";
  return blackboard ? (letters[text] ?? text) : text;
}

/** In brackets, unless it reads as one thing without. */
function atom(text: string): string {
  const plain = tidy(text);
  return /^(?:√?[\p{L}\p{N}.∞]+|\([^()]*\))$/u.test(plain) ? plain : `(${plain})`;
}

function isPrime(element: XmlElement | undefined): boolean {
  return /^[′″‴]+$/.test(element?.text ?? "");
}

/** Between two things, with spaces around. */
const spaced = /^(?:[=<>≤≥≠≈≡∼≅±∓×⋅·÷+−*→←↔⇒⇐⇔⟹⟺∈∉⊂⊆⊃⊇∪∩∧∨∣∥⊥:]|:=|mod)$/;

function operator(element: XmlElement): string {
  const { text } = element;
  if (text === "," || text === ";") return `${text} `;
  if (!spaced.test(text)) return text;
  const before = previousOf(element);
  const first = !before || (before.name === "mo" && !/[)\]}|!]$/.test(before.text));
  return first && /^[+−±∓]$/.test(text) ? text : ` ${text} `;
}

/** A matrix in its brackets stays on the line; equations below each other stay so. */
function table(element: XmlElement): string {
  const fenced = previousOf(element)?.name === "mo";
  const rows = childrenOf(element).filter(({ name }) => name === "mtr");
  return rows
    .map((row) =>
      childrenOf(row)
        .map((cell) => tidy(textOf(cell)))
        .join(fenced ? ", " : " "),
    )
    .join(fenced ? "; " : "\n");
}
