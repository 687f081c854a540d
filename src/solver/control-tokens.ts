import { wireFormat } from "./wire-format";

const { codeBegin, codeEnd } = wireFormat.codeTags;

/** `<|im_end|>` and its like, which tokenizers read as one token wherever they stand. */
const control = /<(?=\|\w+\|>)/g;
const codeTag = new RegExp(
  [codeBegin, codeEnd].map((tag) => `<(?=${tag.slice(1)})`).join("|"),
  "g",
);

/**
 * Makes control strings in foreign text (a problem, code output) harmless by a space after their
 * `<`: `< |im_end|>`. Otherwise a problem could end its own turn, and printed text could open a code
 * block. A space, because readers and models see it, and because `a <|x|> b` means the same with it.
 */
export function neutralise(text: string): string {
  return text.replace(control, "< ").replace(codeTag, "< ");
}
