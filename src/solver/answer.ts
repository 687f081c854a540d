const thinkEnd = "</think>";

/** `\boxed` or `\fbox`, not `\boxedtext`; the opening brace of its argument may follow. */
const boxCommand = /\\(?:boxed|fbox)(?![A-Za-z])\s*/y;

/**
 * What the text answers: the content of its last `\boxed{…}` or `\fbox{…}` with balanced braces,
 * after `</think>` if there is one. Boxes that are empty or never closed don't count.
 */
export function extractAnswer(text: string): string | null {
  const end = text.lastIndexOf(thinkEnd);
  return lastBox(end < 0 ? text : text.slice(end + thinkEnd.length));
}

interface OpenBrace {
  /** Where the argument of a box begins; null for any other brace. */
  readonly boxAt: number | null;
}

/** One pass with a stack of open braces: linear, also for text that only opens boxes. */
function lastBox(text: string): string | null {
  const open: OpenBrace[] = [];
  let best: string | null = null;
  let bestAt = -1;
  const offer = (start: number, content: string) => {
    if (content === "" || start < bestAt) return;
    best = content;
    bestAt = start;
  };
  let at = 0;
  while (at < text.length) {
    const character = text[at];
    if (character === "\\") {
      boxCommand.lastIndex = at;
      const after = boxCommand.test(text) ? boxCommand.lastIndex : null;
      if (after === null) {
        // `\{` and `\}` are signs, not braces; `\\{` is a line break and a brace.
        at += 2;
        continue;
      }
      at = after;
      if (text[at] === "{") open.push({ boxAt: ++at });
      else offer(at, bareArgument(text, at));
      continue;
    }
    if (character === "{") open.push({ boxAt: null });
    if (character === "}") {
      const boxAt = open.pop()?.boxAt ?? null;
      if (boxAt !== null) offer(boxAt, text.slice(boxAt, at).trim());
    }
    at += 1;
  }
  return best;
}

/** What can be boxed without braces. In "the \boxed format" the word is no answer. */
const bareStart = /^(?:[-+]?[\d.(]|-?\\(?!boxed|fbox)[A-Za-z{]|[A-Za-z](?![A-Za-z]))/;
const longestBare = 200;

/** The argument of `\boxed 5` or `\boxed\frac{1}{2}`: up to white space, `$` or a closing brace. */
function bareArgument(text: string, start: number): string {
  const rest = text.slice(start, start + longestBare);
  if (!bareStart.test(rest)) return "";
  let depth = 0;
  let end = 0;
  for (; end < rest.length; end += 1) {
    if (depth === 0 && /[\s$}]/.test(rest.charAt(end))) break;
    if (/^\\[)\]]/.test(rest.slice(end, end + 2))) break;
    if (rest[end] === "{") depth += 1;
    if (rest[end] === "}") depth -= 1;
  }
  // An open brace swallowed the rest: nothing that can be trusted.
  return depth === 0 ? rest.slice(0, end).replace(/[.,;:]{1,3}$/, "") : "";
}
