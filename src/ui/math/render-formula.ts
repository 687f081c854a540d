import katex from "katex";

/** Longer or deeper formulas are shown as source: they could cost seconds. */
const maxLength = 4000;
const maxDepth = 50;
const cacheSize = 500;

const cache = new Map<string, HTMLElement>();

/**
 * A DOM node for a formula that a model or a visitor wrote. Never throws; what KaTeX can't read
 * is shown as source. Equal formulas are typeset once.
 */
export function renderFormula(tex: string, display: boolean): Node {
  const key = `${display}${tex}`;
  const node = cache.get(key) ?? typeset(tex, display);
  // The map keeps insertion order, so the first key is the one used longest ago.
  cache.delete(key);
  cache.set(key, node);
  const oldest = cache.keys().next().value;
  if (cache.size > cacheSize && oldest !== undefined) cache.delete(oldest);
  return node.cloneNode(true);
}

function typeset(tex: string, display: boolean): HTMLElement {
  if (tex.length > maxLength || depth(tex) > maxDepth) return source(tex);
  const node = document.createElement("span");
  try {
    katex.render(tex, node, {
      displayMode: display,
      throwOnError: false,
      errorColor: "var(--formula-error)",
      // No links, images, HTML attributes or classes from a formula.
      trust: false,
      strict: "ignore",
      maxSize: 20,
      maxExpand: 300,
    });
    return node;
  } catch {
    return source(tex);
  }
}

function source(tex: string): HTMLElement {
  const node = document.createElement("code");
  node.className = "formula-source";
  node.textContent = tex;
  return node;
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
