import { partLatex } from "../history/export/latex";
import { partBlocks } from "../history/export/markdown";
import { dollarFormula } from "../history/export/markdown-text";
import { blocksText } from "../math/blocks-text";
import { formulaText } from "../math/formula-text";
import { normaliseFormula } from "../math/normalise-formula";
import type { Part } from "../solve/transcript";
import type { Texts } from "../texts/texts";
import type { CopyForm } from "./copy-form";

/** What is copied: an answer in LaTeX, or what a sample wrote. */
export type CopySource =
  | { readonly kind: "answer"; readonly tex: string }
  | { readonly kind: "parts"; readonly parts: readonly Part[] };

/** What goes into the clipboard. */
export function inForm(source: CopySource, form: CopyForm, words: Texts["report"]): string {
  if (source.kind === "answer") return answerIn(source.tex, form);
  const { parts } = source;
  switch (form) {
    case "latex":
      return join(parts.flatMap((part) => partLatex(part, words)));
    case "markdown":
      return join(parts.flatMap((part) => partBlocks(part, words)));
    case "text":
      return join(parts.map(partText));
  }
}

function answerIn(tex: string, form: CopyForm): string {
  switch (form) {
    case "latex":
      return normaliseFormula(tex, false);
    case "markdown":
      return dollarFormula(tex, false);
    case "text":
      return formulaText(tex);
  }
}

function partText(part: Part): string {
  if (part.kind !== "code") return blocksText(part.text);
  const { code, state } = part;
  if (state.kind !== "finished") return code;
  const output = `${state.result.stdout}${state.result.stderr}`.trimEnd();
  return output ? `${code}\n\n${output}` : code;
}

function join(blocks: readonly string[]): string {
  return blocks
    .map((block) => block.trim())
    .filter(Boolean)
    .join("\n\n");
}
