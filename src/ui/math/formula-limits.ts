import type { KatexOptions } from "katex";

/** Longer or deeper formulas are shown as source: they could cost seconds. */
const maxLength = 4000;
const maxDepth = 50;

/** How KaTeX reads what a model or a visitor wrote. */
export const formulaOptions: KatexOptions = {
  // No links, images, HTML attributes or classes from a formula.
  trust: false,
  strict: "ignore",
  maxSize: 20,
  maxExpand: 300,
};

export function isTooMuch(tex: string): boolean {
  return tex.length > maxLength || depth(tex) > maxDepth;
}

/** The deepest nesting of groups, environments and fences. */
function depth(tex: string): number {
  let now = 0;
  let deepest = 0;
  for (const [found] of tex.matchAll(/\\left\b|\\right\b|\\begin\b|\\end\b|\\.|[{}]/gs)) {
    if (found === "{" || found === "\\left" || found === "\\begin") now += 1;
    else if (found === "}" || found === "\\right" || found === "\\end") now -= 1;
    deepest = Math.max(deepest, now);
  }
  return deepest;
}
