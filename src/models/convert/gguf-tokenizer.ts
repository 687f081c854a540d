import * as v from "valibot";
import { ConversionError } from "../errors";
import type { Metadata } from "../gguf/read-metadata";
import { endIdsOf } from "./end-ids";
import type { TextFile } from "./source-model";

/** Splits text before BPE: what llama.cpp calls "qwen2". Letters, single digits, signs, white space. */
const qwen2Pattern =
  "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|" +
  "\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

/** GGUF's numbers for kinds of tokens. */
const kinds = { control: 3, userDefined: 4, unused: 5 } as const;

const id = v.pipe(v.number(), v.integer(), v.minValue(0));
const vocabularySchema = v.object({
  "tokenizer.ggml.model": v.literal("gpt2"),
  "tokenizer.ggml.tokens": v.array(v.string()),
  "tokenizer.ggml.token_type": v.array(v.number()),
  "tokenizer.ggml.merges": v.array(v.pipe(v.string(), v.regex(/^\S+ \S+$/))),
  "tokenizer.ggml.eos_token_id": v.optional(id),
  "tokenizer.ggml.padding_token_id": v.optional(id),
});

export interface RebuiltTokenizer {
  readonly files: readonly TextFile[];
  /** Ids that end a turn. */
  readonly endIds: readonly number[];
}

/**
 * Makes Hugging Face's tokenizer files from a GGUF file's metadata. The normaliser is Qwen2's (NFC);
 * llama.cpp has none.
 * @throws {@link ConversionError} for a vocabulary of another kind
 */
export function rebuildTokenizer(
  metadata: Metadata,
  chatTemplate: string | null,
): RebuiltTokenizer {
  const parsed = v.safeParse(vocabularySchema, metadata);
  const splitting = metadata["tokenizer.ggml.pre"];
  if (!parsed.success || splitting !== "qwen2") {
    const kind = `${metadata["tokenizer.ggml.model"]}/${splitting}`;
    throw new ConversionError(
      `This file's vocabulary is of the kind “${kind}”, and only Qwen2's (“gpt2/qwen2”) can be ` +
        "converted. Use the model as it is, or take the safetensors files of it.",
    );
  }
  const read = parsed.output;
  const tokens = read["tokenizer.ggml.tokens"].map((text, id) => ({
    text,
    id,
    kind: read["tokenizer.ggml.token_type"][id],
  }));
  const added = tokens.filter(({ kind }) => kind === kinds.control || kind === kinds.userDefined);
  const tokenizer = {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: added.map(({ id, text, kind }) => ({
      id,
      content: text,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: kind === kinds.control,
    })),
    normalizer: { type: "NFC" },
    pre_tokenizer: {
      type: "Sequence",
      pretokenizers: [
        { type: "Split", pattern: { Regex: qwen2Pattern }, behavior: "Isolated", invert: false },
        byteLevel,
      ],
    },
    post_processor: byteLevel,
    decoder: byteLevel,
    model: {
      type: "BPE",
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: "",
      end_of_word_suffix: "",
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      // Of unused tokens the text is a filler. Added ones stand here too, so that readers that number
      // added tokens themselves come to the same ids.
      vocab: Object.fromEntries(
        tokens.filter(({ kind }) => kind !== kinds.unused).map(({ text, id }) => [text, id]),
      ),
      merges: read["tokenizer.ggml.merges"].map((merge) => merge.split(" ")),
    },
  };
  const eos = read["tokenizer.ggml.eos_token_id"];
  const textOf = (id: number | undefined) => tokens[id ?? -1]?.text ?? null;
  const config = {
    tokenizer_class: "Qwen2Tokenizer",
    add_bos_token: false,
    bos_token: null,
    eos_token: textOf(eos),
    pad_token: textOf(read["tokenizer.ggml.padding_token_id"]),
    unk_token: null,
    clean_up_tokenization_spaces: false,
    ...(chatTemplate === null ? {} : { chat_template: chatTemplate }),
  };
  const names = added.map(({ text, id }) => [text, id] as const);
  return {
    files: [
      { name: "tokenizer.json", text: JSON.stringify(tokenizer) },
      { name: "tokenizer_config.json", text: `${JSON.stringify(config, null, 2)}\n` },
    ],
    endIds: endIdsOf(eos === undefined ? [] : [eos], new Map(names)),
  };
}

const byteLevel = {
  type: "ByteLevel",
  add_prefix_space: false,
  trim_offsets: false,
  use_regex: false,
};
