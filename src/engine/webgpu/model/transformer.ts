import type { ModelShape } from "../../../models/fit/model-shape";
import type { Rope } from "./rope";

/** All numbers of a Qwen2, Qwen3 or Llama model but its weights. */
export interface Transformer extends ModelShape {
  readonly rope: Rope;
  readonly normEpsilon: number;
  /** The same matrix at the beginning and the end. */
  readonly tiedEmbeddings: boolean;
  /** Queries, keys and values have a bias. */
  readonly attentionBias: boolean;
  /** Queries and keys are normalised, head by head (Qwen3). */
  readonly headNorm: boolean;
}

/** A matrix [rows, columns], or a vector as one row, whose bytes are read when they are wanted. */
export interface WeightTensor {
  /** GGUF's. */
  readonly name: string;
  /** ggml's number of the type. */
  readonly type: number;
  readonly rows: number;
  readonly columns: number;
  /** The bytes of some rows, as `type` says. */
  readRows(first: number, count: number): Promise<Uint8Array<ArrayBuffer>>;
  /** So many rows as they lie on the GPU, of made-up weights: the same ones wherever they are wanted. */
  madeUpRows?(count: number): Promise<Uint32Array<ArrayBuffer>>;
}

/** A tensor that a model needs. */
export interface WantedTensor {
  readonly name: string;
  /** 1 for a vector. */
  readonly rows: number;
  readonly columns: number;
}

/** The tensors of one layer, by what they are. */
export type LayerTensors = Readonly<
  Record<"attnNorm" | "q" | "k" | "v" | "output" | "ffnNorm" | "gate" | "up" | "down", WantedTensor>
> & {
  readonly biases: Readonly<Record<"q" | "k" | "v", WantedTensor>> | null;
  readonly headNorms: Readonly<Record<"q" | "k", WantedTensor>> | null;
};

export function layerTensors(model: Transformer, layer: number): LayerTensors {
  const { embeddingSize, feedForwardSize, heads, kvHeads, headSize } = model;
  const matrix = (name: string, rows: number, columns: number): WantedTensor => ({
    name: `blk.${layer}.${name}`,
    rows,
    columns,
  });
  const vector = (name: string, length: number) => matrix(name, 1, length);
  const [qRows, kvRows] = [heads * headSize, kvHeads * headSize];
  return {
    attnNorm: vector("attn_norm.weight", embeddingSize),
    q: matrix("attn_q.weight", qRows, embeddingSize),
    k: matrix("attn_k.weight", kvRows, embeddingSize),
    v: matrix("attn_v.weight", kvRows, embeddingSize),
    output: matrix("attn_output.weight", embeddingSize, qRows),
    ffnNorm: vector("ffn_norm.weight", embeddingSize),
    gate: matrix("ffn_gate.weight", feedForwardSize, embeddingSize),
    up: matrix("ffn_up.weight", feedForwardSize, embeddingSize),
    down: matrix("ffn_down.weight", embeddingSize, feedForwardSize),
    biases: model.attentionBias
      ? {
          q: vector("attn_q.bias", qRows),
          k: vector("attn_k.bias", kvRows),
          v: vector("attn_v.bias", kvRows),
        }
      : null,
    headNorms: model.headNorm
      ? { q: vector("attn_q_norm.weight", headSize), k: vector("attn_k_norm.weight", headSize) }
      : null,
  };
}

/** Tensors outside of the layers. */
export function outerTensors(model: Transformer): {
  readonly table: WantedTensor;
  readonly norm: WantedTensor;
  readonly head: WantedTensor;
} {
  const { embeddingSize, vocabularySize } = model;
  const table = { name: "token_embd.weight", rows: vocabularySize, columns: embeddingSize };
  return {
    table,
    norm: { name: "output_norm.weight", rows: 1, columns: embeddingSize },
    head: model.tiedEmbeddings ? table : { ...table, name: "output.weight" },
  };
}

/** All tensors of a model, each once, in the order of their use. */
export function wantedTensors(model: Transformer): WantedTensor[] {
  const { table, norm, head } = outerTensors(model);
  const layers = Array.from({ length: model.layers }, (_, layer) => {
    const { biases, headNorms, ...matrices } = layerTensors(model, layer);
    return [
      ...Object.values(matrices),
      ...Object.values(biases ?? {}),
      ...Object.values(headNorms ?? {}),
    ];
  });
  return [table, ...layers.flat(), norm, ...(head === table ? [] : [head])];
}
