/** A formula at the beginning of a text. */
export interface FormulaMatch {
  readonly raw: string;
  readonly tex: string;
  readonly display: boolean;
}

/** Longer ones are not looked for: a stray opener must not cost the whole text. */
const searchLimit = 4000;

/** While a `$` waits for its partner, at most this much text is held back. */
const dollarPatience = 300;

const environments =
  /^\\begin\{((?:align|alignat|gather|equation|multline|split|aligned|gathered|cases|array|[bBpvV]?matrix)\*?)\}/;

/**
 * The formula that `text` begins with; "open" when it begins one whose end is not there;
 * null when it begins none.
 */
export function matchFormula(text: string): FormulaMatch | "open" | null {
  const kind = kinds.find(({ opener }) => text.startsWith(opener));
  if (!kind) return null;
  const ended = beforeBlankLine(text.slice(0, searchLimit));
  const match = kind.match(ended);
  // Nothing that comes later can close it.
  return match === "open" && ended.length < text.length ? null : match;
}

interface Kind {
  readonly opener: string;
  readonly match: (near: string) => FormulaMatch | "open" | null;
}

/** The first whose opener fits. */
const kinds: readonly Kind[] = [
  { opener: "\\(", match: (near) => delimited(near, "\\(", "\\)", false) },
  { opener: "\\[", match: (near) => delimited(near, "\\[", "\\]", true) },
  { opener: "$$", match: (near) => delimited(near, "$$", "$$", true) },
  { opener: "$", match: dollar },
  { opener: "\\boxed{", match: boxed },
  { opener: "\\begin{", match: environment },
];

/** True when more text could still make `text` the beginning of a formula: `\`, `\box`, `\begin{al`. */
export function mayBecomeFormula(text: string): boolean {
  return /^\\[a-zA-Z]*$/.test(text) || /^\\begin\{[a-zA-Z*]*$/.test(text);
}

function beforeBlankLine(text: string): string {
  if (!text.includes("\n")) return text;
  const at = text.search(/\n[ \t]*\n/);
  return at < 0 ? text : text.slice(0, at);
}

function delimited(
  text: string,
  opener: string,
  closer: "\\)" | "\\]" | "$$",
  display: boolean,
): FormulaMatch | "open" | null {
  // Looked for in the fast way first: a text may consist of openers.
  if (!text.includes(closer, opener.length)) return "open";
  const unescaped = closers[closer];
  unescaped.lastIndex = opener.length;
  const found = unescaped.exec(text);
  if (!found?.[1]) return "open";
  const end = found.index + found[0].length;
  const tex = text.slice(opener.length, end - found[1].length).trim();
  return tex ? { raw: text.slice(0, end), tex, display } : null;
}

const closers = {
  "\\)": /(?<!\\)(?:\\\\)*(\\\))/g,
  "\\]": /(?<!\\)(?:\\\\)*(\\\])/g,
  $$: /(?<!\\)(?:\\\\)*(\$\$)/g,
};

/** One `$` is also a currency: the rules are those of pandoc, and prose is never a formula. */
function dollar(text: string): FormulaMatch | "open" | null {
  if (/^\$\s/.test(text)) return null;
  const closer = /(?<!\\)(?:\\\\)*(\$)/g;
  closer.lastIndex = 1;
  const found = closer.exec(text);
  if (!found) {
    return text.length < dollarPatience && !isProse(text.slice(1)) ? "open" : null;
  }
  const end = found.index + found[0].length;
  const tex = text.slice(1, end - 1);
  if (!tex || /\s$/.test(tex) || /^\d/.test(text.slice(end)) || isProse(tex)) return null;
  return { raw: text.slice(0, end), tex, display: false };
}

function isProse(text: string): boolean {
  return !text.includes("\\") && /[A-Za-z]{3,},?\s+[A-Za-z]{2,}/.test(text);
}

function boxed(text: string): FormulaMatch | "open" | null {
  if (!text.includes("}")) return "open";
  let depth = 0;
  for (let at = "\\boxed".length; at < text.length; at += 1) {
    const character = text[at];
    if (character === "\\") at += 1;
    else if (character === "{") depth += 1;
    else if (character === "}") {
      depth -= 1;
      if (depth === 0) {
        const raw = text.slice(0, at + 1);
        return { raw, tex: raw, display: false };
      }
    }
  }
  return "open";
}

function environment(text: string): FormulaMatch | "open" | null {
  const name = environments.exec(text)?.[1];
  if (!name) return null;
  const closer = `\\end{${name}}`;
  const at = text.indexOf(closer);
  if (at < 0) return "open";
  const raw = text.slice(0, at + closer.length);
  return { raw, tex: raw, display: true };
}
