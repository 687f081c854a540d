import katex from "katex";
import { formulaOptions, isTooMuch } from "../../math/formula-limits";
import { normaliseFormula } from "../../math/normalise-formula";
import { isHarmless } from "./harmless-latex";
import { prepareFormula } from "./prepare-formula";

const named: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  $: "\\$",
  "&": "\\&",
  "#": "\\#",
  "%": "\\%",
  _: "\\_",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  "`": "\\textasciigrave{}",
  '"': "\\textquotedbl{}",
};

/** Text as text: no sign of it means anything to LaTeX. */
export function escapeLatex(text: string): string {
  return text
    .replace(/\p{Cs}/gu, "\ufffd")
    .replace(/[^\P{Cc}\n\t]/gu, "")
    .replace(/[\\{}$&#%_^~<>|`"]/g, (sign) => named[sign] ?? sign)
    .replace(/\n\s*\n/g, "\n");
}

/**
 * A formula that a model wrote. What KaTeX can't read, or what could do more than typeset, is set as
 * the source that it is: it could break the whole document, or read files where it is compiled.
 */
export function latexFormula(tex: string, displayed: boolean): string {
  const source = normaliseFormula(tex, displayed);
  const formula = isFormula(source, displayed) ? prepareFormula(source, displayed) : null;
  if (formula === null) return `\\texttt{${escapeLatex(source)}}`;
  if (formula.ownDisplay) return formula.tex;
  return displayed ? `\\[\n${formula.tex}\n\\]` : `\\(${formula.tex}\\)`;
}

const cacheSize = 500;
const known = new Map<string, boolean>();

/** Asked once of equal formulas: a text may repeat one thousands of times. */
function isFormula(tex: string, displayMode: boolean): boolean {
  const key = `${displayMode}${tex}`;
  const answer = known.get(key) ?? isTypeset(tex, displayMode);
  if (known.size >= cacheSize) known.clear();
  known.set(key, answer);
  return answer;
}

function isTypeset(tex: string, displayMode: boolean): boolean {
  if (tex === "" || isTooMuch(tex) || !isHarmless(tex) || /\n\s*\n/.test(tex)) return false;
  try {
    katex.renderToString(tex, { ...formulaOptions, displayMode });
    return true;
  } catch {
    return false;
  }
}
