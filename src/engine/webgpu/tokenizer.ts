import { Tokenizer as Library } from "@huggingface/tokenizers";
import * as v from "valibot";
import { ModelLoadError } from "../errors";
import { byteLevelBytes } from "./byte-level";

/** Text to token ids and back, for byte-level BPE vocabularies such as Qwen's. */
export interface Tokenizer {
  /** Ids that have a token. The model may have rows for more. */
  readonly size: number;
  /** Added tokens in the text, also control tokens such as `<|im_end|>`, become their ids. */
  encode(text: string): number[];
  /** For text that is no prompt of ours: what looks like a control token stays plain text. */
  encodePlain(text: string): number[];
  /** What a token adds to the text: no whole characters always. Empty for an id without a token. */
  bytesOf(id: number): Uint8Array;
  /** The id of an added token; null where there is none. */
  idOf(added: string): number | null;
  /** Control tokens, which are no part of the answer. */
  isControl(id: number): boolean;
}

/** Makes text of the tokens of one sequence. */
export interface TokenDecoder {
  /** The text that has become whole with this token; bytes of an unfinished character wait. */
  add(id: number): string;
  /** What waits, as replacement characters; the decoder can be used anew. */
  end(): string;
}

const id = v.pipe(v.number(), v.integer(), v.minValue(0));
const fileSchema = v.looseObject({
  model: v.looseObject({
    type: v.literal("BPE"),
    vocab: v.record(v.string(), id),
    byte_fallback: v.optional(v.literal(false)),
  }),
  decoder: v.looseObject({ type: v.literal("ByteLevel") }),
  added_tokens: v.array(v.looseObject({ id, content: v.string(), special: v.boolean() })),
});

/**
 * Opens a tokenizer.
 * @param json a `tokenizer.json` of Hugging Face's form, parsed
 * @throws {@link ModelLoadError} when it is damaged or of another kind
 */
export function openTokenizer(json: unknown): Tokenizer {
  const parsed = v.safeParse(fileSchema, json);
  if (!parsed.success) {
    throw new ModelLoadError(
      "The model's tokenizer.json is damaged, or no byte-level BPE as Qwen models have it. Get the model again, or another one.",
      { cause: new v.ValiError(parsed.issues) },
    );
  }
  const file = parsed.output;
  const { vocab } = file.model;
  const all = open(file);
  const withoutControl = file.added_tokens.filter(({ special }) => !special);
  // Seldom needed, and as large as the other.
  let plain: Library | null = null;
  const added = new Map(file.added_tokens.map((token) => [token.content, token.id]));
  const control = new Set(file.added_tokens.filter((token) => token.special).map(({ id }) => id));
  const tokens = new Map(Object.entries(vocab).map(([token, id]) => [id, token]));
  const addedById = new Map(file.added_tokens.map((token) => [token.id, token.content]));
  const encode = (library: Library, text: string) =>
    library.encode(text, { add_special_tokens: false }).ids;
  return {
    size: new Set([...tokens.keys(), ...addedById.keys()]).size,
    encode: (text) => encode(all, text),
    encodePlain(text) {
      plain ??= open({ ...file, added_tokens: withoutControl });
      return encode(plain, text);
    },
    bytesOf(id) {
      const content = addedById.get(id);
      if (content !== undefined) return new TextEncoder().encode(content);
      return byteLevelBytes(tokens.get(id) ?? "");
    },
    idOf: (text) => added.get(text) ?? null,
    isControl: (id) => control.has(id),
  };
}

/** A decoder for one sequence. */
export function createTokenDecoder(tokenizer: Pick<Tokenizer, "bytesOf">): TokenDecoder {
  // Without `ignoreBOM` a first U+FEFF would be dropped.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return {
    add: (id) => decoder.decode(tokenizer.bytesOf(id), { stream: true }),
    end: () => decoder.decode(),
  };
}

function open(file: object): Library {
  try {
    return new Library(file, {});
  } catch (cause) {
    throw new ModelLoadError(
      "The model's tokenizer.json has parts that this app doesn't know. Choose another model.",
      { cause },
    );
  }
}
