import { hideParts, scanMath } from "../../math/scan-math";
import { plainSigns } from "./plain-signs";

/** A piece of Markdown. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  /** A code span or block, as it stands. */
  | { readonly kind: "code"; readonly text: string }
  /** `cell`: its line has bars around it, as a table's have. */
  | {
      readonly kind: "formula";
      readonly tex: string;
      readonly display: boolean;
      readonly cell: boolean;
    };

/** Cuts Markdown into its formulas, in any of the ways to write them, its code, and the rest. */
export function splitMath(markdown: string): readonly Piece[] {
  return splitFences(markdown).flatMap(({ code, text }) =>
    code ? [{ kind: "code" as const, text }] : splitFormulas(text),
  );
}

interface Stretch {
  readonly code: boolean;
  readonly text: string;
}

/** Blocks of code to their closing fences or the end, and what stands between them. */
function splitFences(markdown: string): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let fence = "";
  let lines: string[] = [];
  const flush = (code: boolean) => {
    if (lines.length > 0) stretches.push({ code, text: lines.join("") });
    lines = [];
  };
  for (const line of markdown.split(/(?<=\n)/)) {
    const mark = /^[ \t]*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === "" && mark) {
      flush(false);
      fence = mark;
      lines.push(line);
    } else {
      lines.push(line);
      if (fence === "" || !mark?.startsWith(fence)) continue;
      flush(true);
      fence = "";
    }
  }
  flush(fence !== "");
  return stretches;
}

function splitFormulas(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const found = scanMath(text);
  const masked = hideParts(text, found);
  const signs = plainSigns(masked);
  let at = 0;
  const flush = (to: number) => {
    if (to > at) pieces.push({ kind: "text", text: escapeAt(text, at, to, signs) });
  };
  for (const part of found) {
    flush(part.from);
    at = part.to;
    if (part.kind === "code") pieces.push({ kind: "code", text: text.slice(part.from, part.to) });
    else {
      const { tex, display } = part;
      pieces.push({ kind: "formula", tex, display, cell: lineAt(masked, part.from).includes("|") });
    }
  }
  flush(text.length);
  return pieces;
}

function lineAt(text: string, at: number): string {
  const end = text.indexOf("\n", at);
  return text.slice(text.lastIndexOf("\n", at) + 1, end < 0 ? undefined : end);
}

function escapeAt(text: string, from: number, to: number, places: readonly number[]): string {
  let escaped = "";
  let at = from;
  for (const place of places) {
    if (place < from || place >= to) continue;
    escaped += `${text.slice(at, place)}\\`;
    at = place;
  }
  return escaped + text.slice(at, to);
}
