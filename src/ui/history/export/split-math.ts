import { matchFormula } from "../../math/formula-syntax";

/** A piece of Markdown. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  /** A code span or block, as it stands. */
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "formula"; readonly tex: string; readonly display: boolean };

/** A block to its closing fence or the end, or a span in backticks. */
const code =
  /(?:^|(?<=\n))(```+|~~~+)[^\n]*\n[\s\S]*?(?:\n\1[^\n]*|$)|(?<!`)(`+)(?!`)[^\n]*?(?<!`)\2(?!`)/g;

/** Cuts Markdown into its formulas, in any of the ways to write them, its code, and the rest. */
export function splitMath(markdown: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of markdown.matchAll(code)) {
    pieces.push(...splitFormulas(markdown.slice(from, found.index)));
    pieces.push({ kind: "code", text: found[0] });
    from = found.index + found[0].length;
  }
  pieces.push(...splitFormulas(markdown.slice(from)));
  return pieces;
}

function splitFormulas(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  let at = 0;
  const flush = () => {
    if (at > from) pieces.push({ kind: "text", text: text.slice(from, at) });
  };
  while (at < text.length) {
    const sign = text[at];
    const match = sign === "$" || sign === "\\" ? matchFormula(text.slice(at, at + 4100)) : null;
    if (match && match !== "open") {
      flush();
      pieces.push({ kind: "formula", tex: match.tex, display: match.display });
      at += match.raw.length;
      from = at;
    } else {
      // An escaped sign begins nothing.
      at += sign === "\\" ? 2 : 1;
    }
  }
  at = text.length;
  flush();
  return pieces;
}
