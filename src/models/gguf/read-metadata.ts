import * as v from "valibot";
import { ImportError } from "../errors";
import type { ModelShape } from "../fit/model-shape";

export type Metadata = Readonly<Record<string, unknown>>;

/** 64-bit numbers come as bigint, and what differs between layers as a list: the largest counts. */
const count = v.pipe(
  v.union([v.number(), v.bigint(), v.array(v.union([v.number(), v.bigint()]))]),
  // Not as arguments of a call: a foreign file may hold a million.
  v.transform((value) =>
    [value].flat().reduce<number>((most, one) => Math.max(most, Number(one)), -1),
  ),
  v.safeInteger(),
  v.minValue(0),
);

const positive = v.pipe(v.number(), v.gtValue(0));
const text = v.pipe(v.string(), v.minLength(1));

export function readText(metadata: Metadata, key: string): string | null {
  const parsed = v.safeParse(text, metadata[key]);
  return parsed.success ? parsed.output : null;
}

export function readCount(metadata: Metadata, key: string): number | null {
  const parsed = v.safeParse(count, metadata[key]);
  return parsed.success ? parsed.output : null;
}

/** Like RoPE's base. */
export function readPositive(metadata: Metadata, key: string): number | null {
  const parsed = v.safeParse(positive, metadata[key]);
  return parsed.success ? parsed.output : null;
}

/** @throws {@link ImportError} for a file that is no language model */
export function readArchitecture(metadata: Metadata): string {
  const architecture = readText(metadata, "general.architecture");
  const type = readText(metadata, "general.type") ?? "model";
  if (architecture && type === "model") return architecture;
  const what = type === "model" ? "it names no architecture" : `it is of the type “${type}”`;
  throw new ImportError(
    `This GGUF file holds no language model: ${what}. Choose the file with the model's weights.`,
  );
}

/** @throws {@link ImportError} when a number is missing that every language model has */
export function readShape(metadata: Metadata, architecture: string): ModelShape {
  const read = (key: string) => readCount(metadata, `${architecture}.${key}`);
  const need = (key: string) => {
    const value = read(key);
    if (value) return value;
    throw new ImportError(
      `This GGUF file holds no language model that this app knows: its header lacks ` +
        `“${architecture}.${key}”. Choose another file.`,
    );
  };
  const heads = need("attention.head_count");
  const embeddingSize = need("embedding_length");
  const tokens = metadata["tokenizer.ggml.tokens"];
  return {
    layers: need("block_count"),
    heads,
    kvHeads: read("attention.head_count_kv") || heads,
    headSize: read("attention.key_length") || Math.ceil(embeddingSize / heads),
    embeddingSize,
    feedForwardSize: need("feed_forward_length"),
    vocabularySize: Array.isArray(tokens) ? tokens.length : need("vocab_size"),
    contextLength: need("context_length"),
  };
}

export function readBaseModels(metadata: Metadata): string[] {
  const models = readCount(metadata, "general.base_model.count") ?? 0;
  const names = Array.from({ length: Math.min(models, 16) }, (_, index) =>
    readText(metadata, `general.base_model.${index}.name`),
  );
  return names.filter((name) => name !== null);
}
