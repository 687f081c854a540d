import { matchFormula, searchLimit } from "./formula-syntax";

/** A part of Markdown that is read as it stands. */
export type Found =
  | { readonly kind: "code"; readonly from: number; readonly to: number }
  | {
      readonly kind: "formula";
      readonly from: number;
      readonly to: number;
      readonly tex: string;
      readonly display: boolean;
    };

/**
 * The formulas and code spans of a text, in order. Takes time in proportion to its length.
 * @param ended nothing comes behind the text
 */
export function scanMath(text: string, ended = true): Found[] {
  const found: Found[] = [];
  const sign = /[\\$`]/g;
  const spans = codeSpans(text);
  const closes = openers(text);
  for (let next = sign.exec(text); next; next = sign.exec(text)) {
    const at = next.index;
    if (next[0] === "`") {
      const { length } = /`+/y.exec(text.slice(at, at + searchLimit))?.[0] ?? "`";
      const to = spans.get(at);
      if (to !== undefined) found.push({ kind: "code", from: at, to });
      sign.lastIndex = to ?? at + length;
      continue;
    }
    const match = closes(at) ? matchFormula(text.slice(at), ended, text.slice(at - 1, at)) : null;
    if (match && match !== "open") {
      const to = at + match.raw.length;
      found.push({ kind: "formula", from: at, to, tex: match.tex, display: match.display });
      sign.lastIndex = to;
    } else {
      // An escaped sign begins nothing; of two dollars the second may.
      sign.lastIndex = at + (next[0] === "\\" ? 2 : 1);
    }
  }
  return found;
}

/** Where spans of code end, by where they begin: at the next run of as many backticks. */
function codeSpans(text: string): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  if (!text.includes("`")) return ends;
  const runs = [...text.matchAll(/`+/g)];
  const next = new Map<number, number>();
  for (const { 0: run, index } of runs.reverse()) {
    const closer = next.get(run.length);
    if (
      closer !== undefined &&
      !/\n[ \t]*\n/.test(text.slice(index, Math.min(closer, index + searchLimit)))
    ) {
      ends.set(index, closer + run.length);
    }
    next.set(run.length, index);
  }
  return ends;
}

const closers = { "\\(": "\\)", "\\[": "\\]", $: "$" } as const;

/** Whether a closer follows an opener near enough: looked for once, not from each opener. */
function openers(text: string): (at: number) => boolean {
  const known = new Map<string, number>();
  return (at) => {
    const opener = text[at] === "$" ? "$" : text.slice(at, at + 2);
    if (!(opener in closers)) return true;
    const closer = closers[opener as keyof typeof closers];
    const from = at + opener.length;
    let next = known.get(opener) ?? 0;
    if (next >= 0 && next < from) {
      next = text.indexOf(closer, from);
      known.set(opener, next);
    }
    return next >= 0 && next - at < searchLimit;
  };
}

/** Stands for each character of a formula where only what is around it matters. */
export const hidden = "\uE000";

/** The text with its formulas hidden, character by character. */
export function hideFormulas(text: string): string {
  if (!/[\\$]/.test(text)) return text;
  return hideParts(
    text,
    scanMath(text).filter(({ kind }) => kind === "formula"),
  );
}

/** The text with parts of it hidden, character by character. */
export function hideParts(text: string, parts: readonly Found[]): string {
  let shown = "";
  let from = 0;
  for (const part of parts) {
    shown += text.slice(from, part.from) + hidden.repeat(part.to - part.from);
    from = part.to;
  }
  return shown + text.slice(from);
}
