import { lex } from "./lex";
import { renderTokens } from "./render-tokens";

/** The first paragraph of a text, without a block of its own. */
export function InlineBlock({ text }: { readonly text: string }) {
  const [first] = lex(text, false);
  return first?.type === "paragraph" ? renderTokens(first.tokens) : text;
}
