import katex from "katex";
import { normaliseFormula } from "../../math/normalise-formula";

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
    .replace(/[^\P{Cc}\n\t]/gu, "")
    .replace(/[\\{}$&#%_^~<>|`"]/g, (sign) => named[sign] ?? sign)
    .replace(/\n\s*\n/g, "\n");
}

/** What KaTeX lets pass, and LaTeX could use to define, load or hide something. */
const unsafe =
  /\\(?:[gex]?def|let|futurelet|global|long|(?:re)?newcommand|providecommand|char|verb|href|url|includegraphics|html\w*|label|begin\s*\{(?:CD|darray|drcases)\})(?![A-Za-z])|(?<!\\)%/;

/** Environments that are displays of their own. */
const display = /^\\begin\{(?:align|alignat|gather|equation|multline)\*?\}/;

/**
 * A formula that a model wrote. What KaTeX can't read, or what is more than a formula, is set as the
 * source that it is: it could break the whole document, or read files where it is compiled.
 */
export function latexFormula(tex: string, displayed: boolean): string {
  const source = normaliseFormula(tex, displayed);
  if (!isFormula(source, displayed)) return `\\texttt{${escapeLatex(source)}}`;
  if (displayed && display.test(source)) return source;
  const inner = source
    .replace(/\\(begin|end)\{(align|alignat|gather)\*?\}/g, "\\$1{$2ed}")
    .replace(/\\(?:begin|end)\{(?:equation|multline)\*?\}/g, "");
  return displayed ? `\\[\n${inner}\n\\]` : `\\(${inner}\\)`;
}

function isFormula(tex: string, displayMode: boolean): boolean {
  if (tex === "" || tex.length > 4000 || unsafe.test(tex) || /\n\s*\n/.test(tex)) return false;
  try {
    katex.renderToString(tex, { displayMode, strict: "ignore", trust: false, maxExpand: 300 });
    return true;
  } catch {
    return false;
  }
}
