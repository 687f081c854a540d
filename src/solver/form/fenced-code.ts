import { withoutBlankLines } from "./blank-lines";

/** Code as Markdown writes it: a ```python block, answered by an ```output block. */

const fence = "```";
export const outputBegin = "```output";
/** The end of a block. Nothing else has this line. */
export const blockEnd = "\n```\n";

const codeBegin = /```(?:python|py)3?[^\S\n]*\n/gi;

interface CodeBlock {
  readonly code: string;
  /** Where its code ends; null while it is still being written. */
  readonly end: number | null;
}

function lastBlock(text: string): CodeBlock | null {
  const begin = [...text.matchAll(codeBegin)].at(-1);
  if (!begin) return null;
  // With the opening line's end, which may be all that stands before the closing fence.
  const start = begin.index + begin[0].length - 1;
  const end = text.indexOf(`\n${fence}`, start);
  const code = withoutBlankLines(text.slice(start, end < 0 ? undefined : end));
  return { code, end: end < 0 ? null : end };
}

/**
 * The code of the text's last block, if its output is missing: not there, or only begun by the text's
 * last word.
 */
export function calledCode(text: string): string | null {
  const block = lastBlock(text);
  if (!block || block.end === null) return null;
  const rest = text.slice(block.end);
  const output = rest.indexOf(outputBegin);
  const missing = output < 0 || output === rest.length - outputBegin.length;
  return missing ? block.code : null;
}

/**
 * The output block of a text whose code has run, or the rest of it. What was printed can't end it, nor
 * begin a block of code.
 */
export function outputBlock(text: string, output: string): string {
  const lineEnd = text.endsWith("\n") ? "" : "\n";
  const begin = text.endsWith(outputBegin) ? "" : lineEnd + outputBegin;
  return `${begin}\n${apart(output)}\n${fence}\n`;
}

/** No three backticks in a row, however many there were. */
function apart(output: string): string {
  return output.replace(/``(?=`)/g, "`` ");
}

/** Ends a block of code that is still being written. */
export function closingFence(text: string): string {
  return lastBlock(text)?.end === null ? `\n${fence}` : "";
}
