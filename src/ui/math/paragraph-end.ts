import { matchFormula } from "./formula-syntax";

/**
 * Where a paragraph at the beginning of `text` ends because a displayed formula begins on a line of
 * its own: a `$$` that closes one of its own formulas begins none. The text's length where it
 * doesn't.
 */
export function paragraphEnd(text: string): number {
  const blank = text.search(/\n[ \t]*\n/);
  const limit = blank < 0 ? text.length : blank;
  if (!/\n {0,3}(?:\\\[|\$\$|\\begin\{)/.test(text.slice(0, limit))) return text.length;
  const sign = /\n {0,3}(?=\\\[|\$\$|\\begin\{)|[\\$]/g;
  for (let next = sign.exec(text); next && next.index < limit; next = sign.exec(text)) {
    const at = next.index + next[0].length;
    const isLine = next[0].startsWith("\n");
    const from = isLine ? at : next.index;
    const match = matchFormula(
      text.slice(from),
      // A display that is being written has ended the paragraph already.
      !isLine,
      text.slice(from - 1, from),
    );
    if (isLine && (match === "open" || match?.display)) return next.index;
    const found = match === "open" ? null : match;
    if (found) sign.lastIndex = from + found.raw.length;
    else sign.lastIndex = from + (text[from] === "\\" ? 2 : 1);
  }
  return text.length;
}

/** Whether `text` ends within a formula in `$$` that it has begun. */
export function endsInDisplay(text: string): boolean {
  if (!text.includes("$$")) return false;
  let rest = text;
  for (let at = rest.indexOf("$$"); at >= 0; at = rest.indexOf("$$")) {
    const match = matchFormula(rest.slice(at), false);
    if (match === "open") return true;
    rest = rest.slice(at + (match === null ? 2 : match.raw.length));
  }
  return false;
}
