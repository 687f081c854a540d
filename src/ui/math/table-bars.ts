import { scanMath } from "./scan-math";

/** Stands for a bar that divides no cells. */
const bar = "\uE002";

/**
 * A table at the beginning of `text` with the bars of its formulas and code hidden; null where no
 * table begins. Escaped bars stay: they are bars of a cell already.
 */
export function hideBars(text: string): string | null {
  if (!/^[^\n]*\n {0,3}[|:-][-|: \t]*(?:\n|$)/.test(text)) return null;
  const blank = text.search(/\n[ \t]*\n/);
  const table = blank < 0 ? text : text.slice(0, blank);
  const lines = table.split("\n").map(hideInLine).join("\n");
  return lines + text.slice(table.length);
}

export function showBars(text: string): string {
  return text.replaceAll(bar, "|");
}

function hideInLine(line: string): string {
  if (!line.includes("|") || !/[$\\`]/.test(line)) return line;
  let shown = "";
  let from = 0;
  for (const part of scanMath(line)) {
    const inside = line.slice(part.from, part.to);
    if (!inside.includes("|") || (part.kind === "formula" && !belongs(part.tex))) continue;
    shown += line.slice(from, part.from) + inside.replace(/(?<!\\)\|/g, bar);
    from = part.to;
  }
  return shown + line.slice(from);
}

/** Prices in neighbouring cells have a bar between them too: a formula's are pairs, or in brackets. */
function belongs(tex: string): boolean {
  const bare = tex.replace(/\\[a-zA-Z]+|\\./g, " ");
  if (/^\d[\d.,]*\||\|$/.test(bare) && (bare.match(/\|/g) ?? []).length % 2 === 1) return false;
  const withoutBrackets = bare.replace(/[([{][^()[\]{}]*[)\]}]/g, "");
  return (withoutBrackets.match(/\|/g) ?? []).length % 2 === 0 || /\S\s*\|\s*\S/.test(bare);
}
