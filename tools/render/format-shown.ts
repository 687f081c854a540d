import type { Shown } from "./visible-text";

/** A text as both ways to draw it end. */
export interface Drawn {
  readonly streamed: Shown;
  readonly atOnce: Shown;
  readonly same: boolean;
}

/** What the command prints. */
export function formatShown({ streamed, atOnce, same }: Drawn): string {
  return [
    "== streamed ==",
    ...section(streamed),
    "== at once ==",
    ...section(atOnce),
    same ? "== same ==" : "== different ==",
  ].join("\n");
}

function section({ text, failed }: Shown): string[] {
  return [text, ...failed.map((tex) => `not typeset: ${tex.replace(/\s*\n\s*/g, " ")}`)];
}
