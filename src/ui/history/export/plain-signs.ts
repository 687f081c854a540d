import { calculationLines } from "../../math/calculation";
import { findEmphasis } from "../../math/emphasis";

/**
 * Where signs stand that this app shows as they are and other readers of Markdown don't: asterisks
 * of products and powers, and signs at the beginning of a calculation's lines.
 * @param text with formulas and code hidden
 * @returns places, in order
 */
export function plainSigns(text: string): readonly number[] {
  const signs = new Set<number>();
  let from = 0;
  for (const part of text.split(/(\n[ \t]*\n)/)) {
    for (const at of [...products(part), ...lineSigns(part)]) signs.add(from + at);
    from += part.length;
  }
  return [...signs].sort((a, b) => a - b);
}

function products(paragraph: string): readonly number[] {
  const emphasis = new Set<number>();
  for (const { from, to, size } of findEmphasis(paragraph).pairs.values()) {
    for (let step = 0; step < size; step += 1) emphasis.add(from + step).add(to - 1 - step);
  }
  // Not those of a list, a rule or a product with spaces: they are what they are everywhere.
  return [...paragraph.matchAll(/\*+/g)].flatMap(({ 0: run, index }) => {
    const before = paragraph[index - 1] ?? "\n";
    const after = paragraph[index + run.length] ?? "\n";
    if (/\s/.test(before) && /\s/.test(after)) return [];
    if (before === "\\") return [];
    return Array.from(run, (_, step) => index + step).filter((at) => !emphasis.has(at));
  });
}

function lineSigns(paragraph: string): readonly number[] {
  const lines = calculationLines(paragraph);
  if (lines === undefined) return [];
  return [...lines.matchAll(/^ {0,3}(?=[-+*>])/gm)].map(
    ({ 0: indent, index }) => index + indent.length,
  );
}
