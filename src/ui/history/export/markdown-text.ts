import { normaliseFormula } from "../../math/normalise-formula";

/** Text in which no sign means anything to Markdown, on one line. */
export function plainText(text: string): string {
  return text
    .replace(/\s*\n\s*/g, " ")
    .replace(/[\\`*_{}[\]<>#$|~]/g, "\\$&")
    .replace(/&(?=[#\w])/g, "\\&");
}

/**
 * Text of a model as the text that it is: no HTML, image, link, code or formula comes of it, and what
 * needs no escaping stays readable.
 */
export function proseText(text: string): string {
  return (
    text
      .replace(/[\\`*<>$~]/g, "\\$&")
      .replace(/&(?=[#\w])/g, "\\&")
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
      // Of a link, an image or a definition.
      .replace(/\](?=[[(:])/g, "\\]")
  );
}

/** The lines of a paragraph: none of them begins a heading, a list, a table or a rule. */
export function paragraphLines(text: string): string {
  return text
    .split("\n")
    .map((line) =>
      line
        .trim()
        .replace(/^(?=#{1,6}(?:\s|$)|[-+](?:\s|$)|[\s|:=-]+$)(?=.)/, "\\")
        .replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2"),
    )
    .filter((line) => line !== "")
    .join("\n");
}

/** A fence that the text can't close. */
export function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...backticks(text));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/, "")}\n${fence}`;
}

/** A span of code that the text can't close. */
export function codeSpan(text: string): string {
  const line = text.replace(/\s*\n\s*/g, " ");
  const lengths = new Set(backticks(line));
  let length = 1;
  while (lengths.has(length)) length += 1;
  const mark = "`".repeat(length);
  const space = /^`|`$/.test(line) ? " " : "";
  return `${mark}${space}${line}${space}${mark}`;
}

function backticks(text: string): number[] {
  // Not more than a call takes as arguments.
  return [...new Set((text.match(/`+/g) ?? []).map(({ length }) => length))];
}

/**
 * A formula in dollar signs. Readers that know no formulas, or end this one earlier, find no HTML,
 * code or image in it: signs that could begin one are set apart by a space, which formulas ignore.
 */
export function dollarFormula(tex: string, display: boolean): string {
  const inner = between(tex, display)
    .replace(/\\(begin|end)\{(align|gather)\*?\}/g, "\\$1{$2ed}")
    .replace(/\\(begin|end)\{alignat\*?\}/g, "\\$1{alignedat}")
    .replace(/\\(?:begin|end)\{equation\*?\}/g, "")
    .replace(/<(?=[A-Za-z/!?])/g, "< ")
    .replaceAll("`", "‘")
    .replace(/\](?=[[(:])/g, "] ")
    // Lines that would end the paragraph, or begin a block.
    .replace(/\n\s*\n/g, "\n")
    .replace(/\n(?=\s*(?:[-+*>#|~:]|\d+[.)]|=+\s*(?:\n|$)))/g, " ");
  return display ? `$$${inner}$$` : `$${inner.trim()}$`;
}

/** The formula with the line ends that stood around it. */
function between(tex: string, display: boolean): string {
  const [, before = "", inside = "", after = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(tex) ?? [];
  return before + normaliseFormula(inside, display) + after;
}
