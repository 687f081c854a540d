import katex from "katex";
import { formulaOptions, isTooMuch } from "./formula-limits";
import { normaliseFormula } from "./normalise-formula";

/** A formula on one line without LaTeX, such as a letter or a search field takes: "(x + 1)/√2". */
export function formulaText(tex: string): string {
  if (isTooMuch(tex)) return tex;
  const place = document.createElement("span");
  try {
    katex.render(normaliseFormula(tex, true), place, {
      ...formulaOptions,
      displayMode: true,
      throwOnError: true,
      output: "mathml",
    });
  } catch {
    return tex;
  }
  const root = place.querySelector("semantics > :first-child");
  return root ? tidy(textOf(root)) : tex;
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

function textOf(element: Element): string {
  const { children } = element;
  const part = (index: number) => {
    const child = children[index];
    return child ? textOf(child) : "";
  };
  switch (element.localName) {
    case "mo":
      return operator(element);
    case "mi":
      return letter(element);
    case "mn":
    case "mtext":
      return element.textContent ?? "";
    case "mspace":
      return " ";
    case "mphantom":
    case "annotation":
      return "";
    case "mfrac":
      return element.getAttribute("linethickness") === "0px"
        ? `${part(0)} choose ${part(1)}`
        : `${atom(part(0))}/${atom(part(1))}`;
    case "msqrt":
      return `√${atom(inside(element))}`;
    case "mroot":
      return `${atom(part(0))}^(1/${part(1)})`;
    case "msup":
      if (children[1]?.textContent === "∘") return `${part(0)}°`;
      return isPrime(children[1]) ? part(0) + part(1) : `${part(0)}^${atom(part(1))}`;
    case "msub":
    case "munder":
      return `${part(0)}_${atom(part(1))}`;
    case "msubsup":
    case "munderover":
      return `${part(0)}_${atom(part(1))}^${atom(part(2))}`;
    case "mover":
      return element.getAttribute("accent") === "true"
        ? part(0) + part(1)
        : `${part(0)}^${atom(part(1))}`;
    case "mtable":
      return table(element);
    default:
      return inside(element);
  }
}

function inside(element: Element): string {
  return [...element.children].map(textOf).join("");
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

function letter(element: Element): string {
  const text = element.textContent ?? "";
  if (text === "∣") return "|";
  const blackboard = element.getAttribute("mathvariant") === "double-struck";
  return blackboard ? (letters[text] ?? text) : text;
}

/** In brackets, unless it reads as one thing without. */
function atom(text: string): string {
  const plain = tidy(text);
  return /^(?:√?[\p{L}\p{N}.∞]+|\([^()]*\))$/u.test(plain) ? plain : `(${plain})`;
}

function isPrime(element: Element | undefined): boolean {
  return /^[′″‴]+$/.test(element?.textContent ?? "");
}

/** Between two things, with spaces around. */
const spaced = /^(?:[=<>≤≥≠≈≡∼≅±∓×⋅·÷+−*→←↔⇒⇐⇔⟹⟺∈∉⊂⊆⊃⊇∪∩∧∨∣∥⊥:]|:=|mod)$/;

function operator(element: Element): string {
  const text = element.textContent ?? "";
  if (text === "," || text === ";") return `${text} `;
  if (!spaced.test(text)) return text;
  const before = element.previousElementSibling;
  const first =
    !before || (before.localName === "mo" && !/[)\]}|!]$/.test(before.textContent ?? ""));
  return first && /^[+−±∓]$/.test(text) ? text : ` ${text} `;
}

/** A matrix in its brackets stays on the line; equations below each other stay so. */
function table(element: Element): string {
  const fenced = element.previousElementSibling?.localName === "mo";
  const rows = [...element.children].filter(({ localName }) => localName === "mtr");
  return rows
    .map((row) => [...row.children].map((cell) => tidy(textOf(cell))).join(fenced ? ", " : " "))
    .join(fenced ? "; " : "\n");
}
