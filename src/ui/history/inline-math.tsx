import { memo } from "react";
import { lex } from "../math/lex";
import { renderTokens } from "../math/render-tokens";

/** The first paragraph of a text, on the line where it stands. */
export const InlineMath = memo(function InlineMath({ text }: { readonly text: string }) {
  const [first] = lex(text, false);
  return first?.type === "paragraph" ? renderTokens(first.tokens) : text;
});
