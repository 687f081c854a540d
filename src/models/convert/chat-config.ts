import * as v from "valibot";
import { IntegrityError } from "../errors";
import type { FormatName } from "./format";
import { architecture, type SourceModel } from "./source-model";

/** Most tokens of one prefill: what the libraries are compiled for. */
const prefillChunk = 512;

/** `mlc-chat-config.json` of a package, as MLC's own tools read it; `math_solver` is ours. */
export function chatConfig(model: SourceModel, format: FormatName): object {
  const { shape, endIds } = model;
  const sizes = {
    vocab_size: shape.vocabularySize,
    context_window_size: shape.contextLength,
    sliding_window_size: -1,
    attention_sink_size: -1,
    prefill_chunk_size: prefillChunk,
    tensor_parallel_shards: 1,
  };
  return {
    version: "0.1.0",
    model_type: architecture,
    quantization: format,
    model_config: {
      hidden_act: "silu",
      hidden_size: shape.embeddingSize,
      intermediate_size: shape.feedForwardSize,
      num_attention_heads: shape.heads,
      num_hidden_layers: shape.layers,
      num_key_value_heads: shape.kvHeads,
      head_dim: shape.headSize,
      rms_norm_eps: shape.normEpsilon,
      rope_theta: shape.ropeBase,
      tie_word_embeddings: shape.tiedEmbeddings,
      dtype: format.includes("f16") ? "float16" : "float32",
      max_batch_size: 16,
      ...sizes,
    },
    ...sizes,
    temperature: 0.6,
    top_p: 0.95,
    repetition_penalty: 1,
    presence_penalty: 0,
    frequency_penalty: 0,
    bos_token_id: null,
    eos_token_id: endIds,
    pad_token_id: endIds.at(-1) ?? null,
    conv_template: conversation(endIds),
    tokenizer_files: model.tokenizerFiles.map(({ name }) => name),
    tokenizer_info: {
      token_postproc_method: "byte_level",
      prepend_space_in_encode: false,
      strip_space_in_decode: false,
    },
    math_solver: { names: model.names, chat_template: model.chatTemplate },
  };
}

/** ChatML, as MLC describes it. This app's engine asks by the model's prompt form instead. */
function conversation(endIds: readonly number[]): object {
  return {
    name: "chatml",
    system_template: "<|im_start|>system\n{system_message}<|im_end|>\n",
    system_message: "",
    system_prefix_token_ids: null,
    add_role_after_system_message: true,
    roles: { user: "<|im_start|>user", assistant: "<|im_start|>assistant" },
    role_templates: {
      user: "{user_message}",
      assistant: "{assistant_message}",
      tool: "{tool_message}",
    },
    messages: [],
    seps: ["<|im_end|>\n"],
    role_content_sep: "\n",
    role_empty_sep: "\n",
    stop_str: ["<|im_end|>"],
    stop_token_ids: endIds,
    function_string: "",
    use_function_calling: false,
  };
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const id = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const text = v.pipe(v.string(), v.minLength(1));

const packageSchema = v.object({
  model_type: text,
  quantization: text,
  context_window_size: count,
  tokenizer_files: v.array(text),
  model_config: v.object({
    hidden_size: count,
    intermediate_size: count,
    num_attention_heads: count,
    num_hidden_layers: count,
    num_key_value_heads: count,
    head_dim: v.optional(count),
    rms_norm_eps: v.pipe(v.number(), v.gtValue(0)),
    rope_theta: v.pipe(v.number(), v.gtValue(0)),
    vocab_size: count,
    tie_word_embeddings: v.optional(v.boolean(), false),
  }),
  eos_token_id: v.optional(
    v.union([
      v.array(id),
      v.pipe(
        id,
        v.transform((one) => [one]),
      ),
    ]),
    [],
  ),
  conv_template: v.optional(v.object({ stop_token_ids: v.optional(v.array(id), []) }), {
    stop_token_ids: [],
  }),
  math_solver: v.optional(
    v.object({
      names: v.array(v.string()),
      chat_template: v.nullable(v.string()),
    }),
  ),
});

/** What a package says of its model. */
export interface PackageConfig {
  readonly modelType: string;
  /** As MLC calls it; one of ours where a library of ours reads it. */
  readonly format: string;
  readonly shape: SourceModel["shape"];
  /** Ids that end a turn. */
  readonly endIds: readonly number[];
  readonly tokenizerFiles: readonly string[];
  /** For the choice of a prompt form; empty where others made the package. */
  readonly names: readonly string[];
  readonly chatTemplate: string | null;
}

/**
 * Checks a parsed `mlc-chat-config.json`, of ours or MLC's.
 * @throws {@link IntegrityError}
 */
export function readChatConfig(json: unknown): PackageConfig {
  const parsed = v.safeParse(packageSchema, json);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    throw new IntegrityError(
      `mlc-chat-config.json of this package is damaged or of an unknown form (${v.getDotPath(issue)}: ` +
        `${issue.message}). Get the package again.`,
    );
  }
  const { output } = parsed;
  const { model_config: model } = output;
  return {
    modelType: output.model_type,
    format: output.quantization,
    shape: {
      layers: model.num_hidden_layers,
      heads: model.num_attention_heads,
      kvHeads: model.num_key_value_heads,
      headSize: model.head_dim ?? model.hidden_size / model.num_attention_heads,
      embeddingSize: model.hidden_size,
      feedForwardSize: model.intermediate_size,
      vocabularySize: model.vocab_size,
      contextLength: output.context_window_size,
      ropeBase: model.rope_theta,
      normEpsilon: model.rms_norm_eps,
      tiedEmbeddings: model.tie_word_embeddings,
    },
    endIds: [...new Set([...output.eos_token_id, ...output.conv_template.stop_token_ids])],
    tokenizerFiles: output.tokenizer_files,
    names: output.math_solver?.names ?? [],
    chatTemplate: output.math_solver?.chat_template ?? null,
  };
}
