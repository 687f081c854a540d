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

/** Ends and beginnings of texts and turns that a model's chat template need not show. */
const otherControl = /<(?=\/?s>|[be]os>|end_of_turn>|start_of_turn>|｜[^<>\s]+｜>)/g;

/** What stands in a template's own texts as a control string would: `<|user|>`, `[INST]`. */
const controlLike = /<[^<>\s]+>|\[\/?[A-Z_]+\]/g;

/**
 * The same for any model: `neutralise`, other families' control strings, and those that stand in the
 * texts which its chat template puts around a question.
 */
export function createNeutralise(templateText: string): (text: string) => string {
  const own = new Set(templateText.match(controlLike));
  return (text) => {
    let harmless = neutralise(text).replace(otherControl, "< ");
    for (const one of own) harmless = harmless.replaceAll(one, `${one[0]} ${one.slice(1)}`);
    return harmless;
  };
}
