import { hasWord, isProse } from "./is-prose";

// One dollar sign begins a formula or names a price. What lies between two of them decides: prices
// have prose between them, and stand at numbers.

const amount = /^\d[\d.,]*/;

/**
 * Whether what stands between two dollar signs is a formula.
 * @param before the character before the first one; "" for none
 * @param after the character behind the second one
 */
export function isDollarFormula(inside: string, before: string, after: string): boolean {
  const tex = inside.trim();
  if (tex === "" || !mayBeDollarFormula(inside)) return false;
  // The next price begins; but `3$\times$4` has none.
  if (/^\d/.test(after) && (!/^\\[A-Za-z]/.test(tex) || isProse(tex))) return false;
  // `5$ or 6$`: signs behind numbers.
  if (/\d/.test(before) && !/[\\A-Za-z]/.test(tex)) return false;
  if (!spacesFit(inside)) return false;
  // A display in between was begun by something else.
  if (/(?<!\\)(?:\\\\)*\\[([]/.test(tex.replace(/\\text\s*\{[^{}]*\}/g, ""))) return false;
  return !isPrice(tex);
}

/** Whether what stands behind a dollar sign may become a formula, as far as it goes. */
export function mayBeDollarFormula(inside: string): boolean {
  // `Price ($): 5`
  if (/^[)\]},;:?!]/.test(inside) || /^\.(?!\d)/.test(inside)) return false;
  if (/^\s/.test(inside) && !/^\s?[\\\p{L}\p{N}(|+\-−{[]/u.test(inside)) return false;
  if (isProse(inside)) return /\\[a-zA-Z]{2,}/.test(inside) && !amount.test(inside.trim());
  return !/^\s?\d[\d.,]*(?:\/|\s+)[A-Za-z]{3,}\s/.test(inside);
}

/** Formulas have no space at their ends, or one at both, or a command that no price has. */
function spacesFit(inside: string): boolean {
  const begins = /^\s/.test(inside);
  const ends = /\s$/.test(inside);
  if (!begins && !ends) return true;
  const tex = inside.trim();
  if (/\\[a-zA-Z]+/.test(tex)) return !isProse(tex) && !/[-+*/=(,]$/.test(tex);
  return begins && ends && looksLikeMath(tex);
}

/** One letter, one number, or what has operators and no words. */
function looksLikeMath(tex: string): boolean {
  if (hasWord(tex) || /[-+*/=(,;:.]$|^[*/=,;:.)]/.test(tex)) return false;
  return (
    /^(?:[A-Za-z]'*|[-−+]?\d[\d.,]*|\([^()]*\))$/.test(tex) ||
    /[=+<>^_/*|≤≥≠·×÷−-]|[A-Za-z]\(/.test(tex)
  );
}

/** An amount and what people say of it: `7/child (or 9`, `40 (i.e. 40`, `15** and now **12`. */
function isPrice(tex: string): boolean {
  const found = amount.exec(tex)?.[0];
  if (found === undefined) return false;
  const rest = tex.slice(found.length);
  // A unit is no word.
  if (/^\s*[A-Za-z°]{1,3}(?:\^\{?-?\d\}?|[²³])?$/.test(rest)) return false;
  if (/\\[a-zA-Z]/.test(rest)) return isProse(rest);
  return hasWord(rest) || /[-+*/=(,–]$/.test(rest) || (/\([^)]*$/.test(rest) && /\d$/.test(rest));
}
