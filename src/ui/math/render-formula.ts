import katex from "katex";
import { formulaOptions, isTooMuch } from "./formula-limits";
import { normaliseFormula } from "./normalise-formula";

/** In em: a matrix of two hundred rows. */
const maxHeight = 300;
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
  if (isTooMuch(tex)) return source(tex);
  const node = document.createElement("span");
  try {
    katex.render(normaliseFormula(tex, display), node, {
      ...formulaOptions,
      displayMode: display,
      throwOnError: false,
      errorColor: "var(--formula-error)",
    });
    return isTooHigh(node) ? source(tex) : node;
  } catch {
    return source(tex);
  }
}

/** KaTeX limits sizes, but not negative ones: what is lowered far enough is as high as one likes. */
function isTooHigh(node: HTMLElement): boolean {
  const struts = node.querySelectorAll<HTMLElement>(".strut");
  return [...struts].some(({ style }) => Number.parseFloat(style.height) > maxHeight);
}

function source(tex: string): HTMLElement {
  const node = document.createElement("code");
  node.className = "formula-source";
  node.textContent = tex;
  return node;
}
