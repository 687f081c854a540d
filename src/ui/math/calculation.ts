/** The first line of a calculation may have words; it ends with a number. */
const endsInNumber = /\d[ ]?(?:[)%°€$]|[A-Za-z]{1,2}²?)?$/;

/** Longer lines are no steps of a calculation. */
const longestLine = 200;

/** A line that Markdown takes for a list's item or a quote, and what stands behind its sign. */
const signed = /^ {0,3}([-+*>])[ \t]*(\S.*)$/;

/** Where another kind of block begins. */
const blockStart =
  /^ {0,3}(?:#{1,6}\s|```|~~~|\||\\\[|\$\$|\\begin\{|(?:\d{1,9}[.)]|[-+*])\s|>|(?:[-_*][ \t]*){3,}$)/;

/**
 * A calculation written below each other at the beginning of `text`, with the lines that belong to
 * its paragraph: `10`, `- 3`, `- 5`, `= 2`. Markdown would take its signs for bullets. Nothing where
 * there is none.
 */
export function calculationLines(text: string): string | undefined {
  // Asked wherever a block begins: mostly the first line says that it is none.
  if (isBlockStart(firstLine(text))) return undefined;
  const lines = paragraphLines(text);
  let length = 0;
  let last = "";
  let found = false;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (isBlockStart(line)) {
      const run = at > 0 ? calculationRun(lines, at, last) : 0;
      if (run === 0) break;
      found = true;
      for (const one of lines.slice(at, at + run)) length += one.length + 1;
      at += run - 1;
      last = lines[at] ?? "";
      continue;
    }
    length += line.length + 1;
    last = line;
  }
  return found ? text.slice(0, length) : undefined;
}

function isBlockStart(line: string): boolean {
  return blockStart.test(line) || signed.test(line);
}

function firstLine(text: string): string {
  const end = text.indexOf("\n");
  return end < 0 ? text : text.slice(0, end);
}

/** The lines up to a blank one. */
function paragraphLines(text: string): readonly string[] {
  const blank = text.search(/\n[ \t]*(?:\n|$)/);
  const paragraph = blank < 0 ? text : text.slice(0, blank);
  return paragraph.split("\n");
}

/** How many lines from `at` on go on with the calculation of the line `before`; 0 for none. */
function calculationRun(lines: readonly string[], at: number, before: string): number {
  if (!endsInNumber.test(before.slice(-10).trimEnd())) return 0;
  let end = at;
  while (end < lines.length && isStep(lines[end] ?? "")) end += 1;
  if (end === at) return 0;
  // Behind words a list of numbers is one, unless its lines say what they come to.
  const counts =
    isArithmetic(before) || /^\s*[=>]/.test(lines[end - 1] ?? "") || /^\s*=/.test(lines[end] ?? "");
  return counts ? end - at : 0;
}

function isStep(line: string): boolean {
  const rest = signed.exec(line)?.[2];
  return rest !== undefined && /\d/.test(rest) && isArithmetic(rest);
}

/** Numbers, single letters and signs between them. */
function isArithmetic(line: string): boolean {
  if (line.length > longestLine) return false;
  return /^[\s\p{N}A-Za-z.,+\-−*/×÷·:=<>≤≥≈()^%°€$|]+$/u.test(line) && !/[A-Za-z]{2}/.test(line);
}
