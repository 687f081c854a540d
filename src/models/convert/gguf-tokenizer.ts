import * as v from "valibot";
import { ConversionError } from "../errors";
import type { Metadata } from "../gguf/read-metadata";
import { endIdsOf } from "./end-ids";
import type { TextFile } from "./source-model";

/** How text is made ready for BPE, in the form of Hugging Face's `tokenizer.json`. */
interface Splitting {
  readonly normalizer: object | null;
  readonly steps: readonly object[];
  /** Words that are tokens as they are need no merges. */
  readonly ignoreMerges: boolean;
}

const split = (pattern: string) => ({
  ...{ type: "Split", pattern: { Regex: pattern }, behavior: "Isolated", invert: false },
});

const byteLevel = {
  ...{ type: "ByteLevel", add_prefix_space: false, trim_offsets: false, use_regex: false },
};

/** Letters, digits (some at a time), signs, white space. */
const words = (digits: string) =>
  "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|" +
  `${digits}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+`;

const qwen2: Splitting = {
  normalizer: { type: "NFC" },
  steps: [split(words("\\p{N}")), byteLevel],
  ignoreMerges: false,
};
const llama3: Splitting = {
  normalizer: null,
  steps: [split(words("\\p{N}{1,3}")), byteLevel],
  ignoreMerges: true,
};
/** Written out: what the library has built in takes JavaScript's white space, which differs a little. */
const gpt2Words =
  "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";
const gpt2: Splitting = {
  normalizer: null,
  steps: [split(gpt2Words), byteLevel],
  ignoreMerges: false,
};
const smollm: Splitting = { ...gpt2, steps: [split("\\p{N}"), ...gpt2.steps] };

/** By `tokenizer.ggml.pre`, what llama.cpp calls a kind of splitting. */
const splittings: ReadonlyMap<string, Splitting> = new Map([
  ["qwen2", qwen2],
  ["deepseek-r1-qwen", qwen2],
  ["llama-bpe", llama3],
  ["llama3", llama3],
  ["llama-v3", llama3],
  ["smollm", smollm],
  ["gpt-2", gpt2],
]);

/** GGUF's numbers for kinds of tokens. */
const kinds = { control: 3, userDefined: 4, unused: 5 } as const;

const id = v.pipe(v.number(), v.integer(), v.minValue(0));
const vocabularySchema = v.object({
  "tokenizer.ggml.model": v.literal("gpt2"),
  "tokenizer.ggml.tokens": v.array(v.string()),
  "tokenizer.ggml.token_type": v.array(v.number()),
  "tokenizer.ggml.merges": v.array(v.pipe(v.string(), v.regex(/^\S+ \S+$/))),
  "tokenizer.ggml.pre": v.string(),
  "tokenizer.ggml.bos_token_id": v.optional(id),
  "tokenizer.ggml.add_bos_token": v.optional(v.boolean()),
  "tokenizer.ggml.eos_token_id": v.optional(id),
  "tokenizer.ggml.eot_token_id": v.optional(id),
  "tokenizer.ggml.padding_token_id": v.optional(id),
});

export interface RebuiltTokenizer {
  readonly files: readonly TextFile[];
  /** Ids that end a turn. */
  readonly endIds: readonly number[];
  /** A token that every text begins with; null where there is none. */
  readonly firstId: number | null;
}

/**
 * Makes Hugging Face's tokenizer files from a GGUF file's metadata. Qwen2's normaliser (NFC)
 * is added; llama.cpp has none.
 * @throws {@link ConversionError} for a vocabulary of another kind
 */
export function rebuildTokenizer(
  metadata: Metadata,
  chatTemplate: string | null,
): RebuiltTokenizer {
  const parsed = v.safeParse(vocabularySchema, metadata);
  const kind = String(metadata["tokenizer.ggml.pre"]);
  const splitting = splittings.get(kind);
  if (!parsed.success || !splitting) {
    throw new ConversionError(
      `This file's vocabulary is of the kind “${metadata["tokenizer.ggml.model"]}/${kind}”, and only ` +
        `“gpt2” with ${[...splittings.keys()].join(", ")} can be read. Use the model as it is, or ` +
        "take the safetensors files of it.",
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
    normalizer: splitting.normalizer,
    pre_tokenizer: { type: "Sequence", pretokenizers: splitting.steps },
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
      ignore_merges: splitting.ignoreMerges,
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
  const bos = read["tokenizer.ggml.bos_token_id"];
  // Llama 3's texts begin with one unless the file says otherwise, as in llama.cpp.
  const addsBos = read["tokenizer.ggml.add_bos_token"] ?? splitting === llama3;
  const firstId = addsBos && bos !== undefined ? bos : null;
  const config = {
    tokenizer_class: "Qwen2Tokenizer",
    add_bos_token: firstId !== null,
    bos_token: firstId === null ? null : textOf(firstId),
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
    endIds: endIdsOf(
      [eos, read["tokenizer.ggml.eot_token_id"]].filter((id) => id !== undefined),
      new Map(names),
    ),
    firstId,
  };
}
