import * as v from "valibot";
import { ConversionError } from "../errors";
import type { ByteSource } from "./byte-source";
import { endIdsOf } from "./end-ids";
import { readJsonFile, readTextFile } from "./read-json";
import { readSafetensorsHeader } from "./safetensors-header";
import { architecture, type SourceModel, type SourceShape, type TextFile } from "./source-model";
import { tensorOf } from "./tensor-of";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const positive = v.pipe(v.number(), v.gtValue(0));
const id = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const ids = v.nullish(v.union([id, v.array(id)]));

const configSchema = v.object({
  model_type: v.string(),
  _name_or_path: v.optional(v.string()),
  hidden_size: count,
  intermediate_size: count,
  num_hidden_layers: count,
  num_attention_heads: count,
  num_key_value_heads: v.optional(count),
  head_dim: v.nullish(count),
  vocab_size: count,
  max_position_embeddings: count,
  rms_norm_eps: positive,
  rope_theta: v.optional(positive),
  rope_scaling: v.nullish(v.unknown()),
  /** Where newer versions of Transformers write the two. */
  rope_parameters: v.nullish(
    v.object({ rope_theta: v.optional(positive), rope_type: v.optional(v.string()) }),
  ),
  use_sliding_window: v.nullish(v.boolean()),
  tie_word_embeddings: v.optional(v.boolean()),
  quantization_config: v.nullish(v.unknown()),
  eos_token_id: ids,
});

type Config = v.InferOutput<typeof configSchema>;

const generationSchema = v.object({ eos_token_id: ids });
const indexSchema = v.object({ weight_map: v.record(v.string(), v.string()) });
const tokenizerSchema = v.object({
  added_tokens: v.array(v.object({ id, content: v.string() })),
});
const template = v.string();
const tokenizerConfigSchema = v.object({
  chat_template: v.nullish(v.union([template, v.array(v.object({ name: v.string(), template }))])),
});

const indexName = "model.safetensors.index.json";

/** What is copied when it is there. */
const tokenizerNames = [
  "tokenizer.json",
  "tokenizer_config.json",
  "special_tokens_map.json",
  "chat_template.jinja",
];

/**
 * Opens a model in Hugging Face's form: safetensors files with `config.json` and `tokenizer.json`.
 * @throws {@link ConversionError} {@link IntegrityError}
 */
export async function openSafetensors(
  files: readonly ByteSource[],
  title: string,
): Promise<SourceModel> {
  const byName = new Map(files.map((file) => [file.name, file]));
  const need = (name: string) => {
    const file = byName.get(name);
    if (file) return file;
    throw new ConversionError(
      `${name} is missing: a model in safetensors files needs it beside them. Get it from where the ` +
        "model came from.",
    );
  };
  const config = await readJsonFile(need("config.json"), configSchema);
  const shape = readShape(config);
  const tokenizer = await readJsonFile(need("tokenizer.json"), tokenizerSchema);
  const chatTemplate = await readChatTemplate(byName);
  const generation = byName.get("generation_config.json");
  const more = generation ? (await readJsonFile(generation, generationSchema)).eos_token_id : null;
  const told = [more, config.eos_token_id].flat().filter((id) => typeof id === "number");
  const tensors = new Map(
    (await Promise.all((await weightFiles(byName, need)).map(readTensors))).flat(),
  );
  return {
    title,
    names: [title, config._name_or_path ?? ""],
    chatTemplate,
    shape,
    endIds: endIdsOf(told, new Map(tokenizer.added_tokens.map(({ content, id }) => [content, id]))),
    tensors,
    tokenizerFiles: await readTokenizerFiles(byName),
  };
}

function readShape(config: Config): SourceShape {
  if (config.model_type !== architecture) {
    throw new ConversionError(
      `This is a model of the type “${config.model_type}”. Only “${architecture}” models, such as ` +
        "OpenMath-Nemotron, can be converted.",
    );
  }
  if (config.quantization_config) {
    throw new ConversionError(
      "These weights are quantised already. Take the model's original files (BF16, F16 or F32).",
    );
  }
  const rope = config.rope_parameters;
  const stretched = config.rope_scaling || (rope?.rope_type ?? "default") !== "default";
  if (stretched || config.use_sliding_window) {
    throw new ConversionError(
      "This model stretches its positions or sees only a window of its text (rope_scaling, " +
        "use_sliding_window in config.json), which the GPU engine doesn't know. Choose another one.",
    );
  }
  return {
    layers: config.num_hidden_layers,
    heads: config.num_attention_heads,
    kvHeads: config.num_key_value_heads ?? config.num_attention_heads,
    headSize: config.head_dim ?? config.hidden_size / config.num_attention_heads,
    embeddingSize: config.hidden_size,
    feedForwardSize: config.intermediate_size,
    vocabularySize: config.vocab_size,
    contextLength: config.max_position_embeddings,
    ropeBase: config.rope_theta ?? rope?.rope_theta ?? 10_000,
    normEpsilon: config.rms_norm_eps,
    tiedEmbeddings: config.tie_word_embeddings ?? false,
  };
}

async function weightFiles(
  byName: ReadonlyMap<string, ByteSource>,
  need: (name: string) => ByteSource,
): Promise<ByteSource[]> {
  const index = byName.get(indexName);
  if (index) {
    const { weight_map } = await readJsonFile(index, indexSchema);
    return [...new Set(Object.values(weight_map))].map(need);
  }
  return [...byName.values()].filter(({ name }) => name.endsWith(".safetensors"));
}

async function readTensors(file: ByteSource) {
  const places = await readSafetensorsHeader(file);
  return places.map((place) => [place.name, tensorOf(file, place)] as const);
}

async function readChatTemplate(files: ReadonlyMap<string, ByteSource>): Promise<string | null> {
  const own = files.get("chat_template.jinja");
  if (own) return readTextFile(own);
  const config = files.get("tokenizer_config.json");
  if (!config) return null;
  const { chat_template } = await readJsonFile(config, tokenizerConfigSchema);
  if (!Array.isArray(chat_template)) return chat_template ?? null;
  return chat_template.find(({ name }) => name === "default")?.template ?? null;
}

async function readTokenizerFiles(
  files: ReadonlyMap<string, ByteSource>,
): Promise<readonly TextFile[]> {
  const found = tokenizerNames.map((name) => files.get(name)).filter((file) => file !== undefined);
  return Promise.all(
    found.map(async (file) => ({ name: file.name, text: await readTextFile(file) })),
  );
}
