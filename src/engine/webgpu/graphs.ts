import type { Activations } from "./activations";
import type { GpuLayer, GpuMatrix, GpuWeights } from "./gpu-weights";
import type { Kernel, ShaderFeatures } from "./kernel";
import {
  attentionDecodeKernel,
  attentionDecodeWorkgroups,
  attentionMergeKernel,
  attentionMergeWorkgroups,
} from "./kernels/attention-decode";
import { attentionPrefillKernel, attentionPrefillWorkgroups } from "./kernels/attention-prefill";
import { embedKernel, embedWorkgroups } from "./kernels/embed";
import { gatherRowsKernel, gatherRowsWorkgroups } from "./kernels/gather-rows";
import { type MatmulShape, matmulKernel, matmulVariant, matmulWorkgroups } from "./kernels/matmul";
import {
  type MatvecRows,
  type MatvecShape,
  matvecKernel,
  matvecRows,
  matvecVariant,
  matvecWorkgroups,
} from "./kernels/matvec";
import { rmsNormKernel, rmsNormWorkgroups } from "./kernels/rms-norm";
import { ropeAppendKernel, ropeAppendWorkgroups } from "./kernels/rope-append";
import { sampleKernels, sampleWorkgroups } from "./kernels/sample";
import type { KvType } from "./kv-pages";
import type { Transformer } from "./model/transformer";
import type { Dispatch, PassSizes } from "./recording";

/** All that the kernels of a pass depend on. */
export interface GraphParams {
  readonly transformer: Transformer;
  readonly weights: GpuWeights;
  readonly activations: Activations;
  readonly features: ShaderFeatures;
  readonly kvType: KvType;
  readonly maxSequences: number;
  readonly maxPagesPerSequence: number;
  /** Texts of kernels that are made already: those of a layer serve for the next ones. */
  readonly kernels: Map<string, Kernel>;
}

function kernelOf({ kernels }: GraphParams, key: string, make: () => Kernel): Kernel {
  const known = kernels.get(key);
  if (known) return known;
  const made = make();
  kernels.set(key, made);
  return made;
}

/** The few-row kernels that so many rows take; "many" are a prompt's. */
export type RowKind = MatvecRows | "many";

export function rowKind(count: number): RowKind {
  return matvecRows.find((rows) => rows >= count) ?? "many";
}

/** From tokens to the last layer's output. */
export function layersGraph(params: GraphParams, kind: RowKind): Dispatch[] {
  const { weights } = params;
  return [
    ...embed(params),
    ...weights.layers.flatMap((layer, index) => layerGraph(params, layer, index, kind)),
  ];
}

/**
 * Seven kernels. Many rows have the norms apart, which the few-row kernels have inside, and attend without
 * cutting contexts into parts.
 */
function layerGraph(
  params: GraphParams,
  layer: GpuLayer,
  index: number,
  kind: RowKind,
): Dispatch[] {
  const { transformer, activations } = params;
  const { hidden, qkv, attended, inner } = activations;
  const norm = { epsilon: transformer.normEpsilon };
  const times = (one: Omit<Product, "count">) =>
    multiply(params, kind, { ...one, count: ({ rows }) => rows });
  return [
    ...times({
      ...{ matrices: layer.qkv, norm, gain: layer.attnNorm, bias: layer.bias },
      ...{ x: hidden, y: qkv, epilogue: "store" },
    }),
    append(params, layer, index),
    ...(kind === "many" ? attendMany(params, index) : attend(params, index)),
    ...times({ matrices: [layer.output], x: attended, y: hidden, epilogue: "add" }),
    ...times({
      ...{ matrices: [layer.gate, layer.up], norm, gain: layer.ffnNorm },
      ...{ x: hidden, y: inner, epilogue: "silu-mul" },
    }),
    ...times({ matrices: [layer.down], x: inner, y: hidden, epilogue: "add" }),
  ];
}

/** From the last layer's output to logits. */
export function headGraph(params: GraphParams, rows: RowKind, from: "hidden" | "last"): Dispatch[] {
  const { transformer, weights, activations, maxSequences } = params;
  const { step, hidden, last, logits } = activations;
  const columns = transformer.embeddingSize;
  const gather: Dispatch = {
    kernel: gatherRowsKernel(columns, maxSequences),
    buffers: [step, hidden, last],
    workgroups: ({ draws }) => gatherRowsWorkgroups(columns, draws),
  };
  return [
    ...(from === "last" ? [gather] : []),
    ...multiply(params, rows, {
      ...{ matrices: [weights.head], norm: { epsilon: transformer.normEpsilon } },
      ...{ gain: weights.norm, x: activations[from], y: logits, epilogue: "store" },
      count: ({ draws }) => draws,
    }),
  ];
}

/** From logits to tokens. */
export function sampleGraph({ transformer, activations, maxSequences }: GraphParams): Dispatch[] {
  const { step, logits, scratch, counters, results, drawn } = activations;
  const vocabulary = transformer.vocabularySize;
  const kernels = sampleKernels({ vocabulary, maxSequences });
  return kernels.map((kernel, index) => ({
    kernel,
    buffers: [
      ...[step, logits, scratch, counters],
      ...(kernel.bindings.length > 4 ? [results, drawn] : []),
    ],
    workgroups: ({ draws }) => sampleWorkgroups(vocabulary, draws)[index] ?? [0, 0, 0],
  }));
}

/** Matrices of the same inputs, and what becomes of their products. */
interface Product {
  readonly matrices: readonly GpuMatrix[];
  readonly norm?: { readonly epsilon: number };
  readonly gain?: GPUBuffer;
  readonly bias?: GPUBuffer | null;
  readonly x: GPUBuffer;
  readonly y: GPUBuffer;
  readonly epilogue: MatvecShape["epilogue"];
  /** Rows of x. */
  count(sizes: PassSizes): number;
}

/** One kernel for all matrices; where they are cut into slices, one for each slice. */
function multiply(params: GraphParams, kind: RowKind, product: Product): Dispatch[] {
  const { features, activations } = params;
  const { matrices, norm, gain, bias, x, y, epilogue, count } = product;
  const [first] = matrices;
  if (!first) return [];
  const { columns } = first;
  const width = epilogue === "silu-mul" ? first.rows : matrices.reduce((sum, m) => sum + m.rows, 0);
  const normed = kind === "many" && norm && gain;
  const products = first.slices.map((slice, index): Dispatch => {
    const slices = matrices.map(({ type, slices }) => ({ type, slice: slices[index] ?? slice }));
    const shape: MatmulShape = {
      matrices: slices.map(({ type, slice }) => ({ type, outputs: slice.rows })),
      ...{ columns, bias: Boolean(bias), epilogue },
      ...(first.slices.length > 1 ? { place: { width, offset: slice.first } } : {}),
    };
    const inputs = normed ? [activations.normed] : [x, ...(gain ? [gain] : [])];
    const named = shape.matrices.map(({ type, outputs }) => `${type.name}x${outputs}`);
    const key = JSON.stringify([kind, { ...shape, matrices: named }, norm]);
    const weights = [...slices.map(({ slice }) => slice.buffer), ...(bias ? [bias] : [])];
    if (kind === "many") {
      const variant = matmulVariant(features);
      return {
        kernel: kernelOf(params, key, () => matmulKernel(shape, variant)),
        buffers: [...inputs, ...weights, y],
        workgroups: (sizes) => matmulWorkgroups(shape, variant, count(sizes)),
      };
    }
    const few: MatvecShape = { ...shape, rows: kind, ...(norm ? { norm } : {}) };
    const variant = matvecVariant(kind, features);
    return {
      kernel: kernelOf(params, key, () => matvecKernel(few, variant)),
      buffers: [...inputs, ...weights, y],
      workgroups: () => matvecWorkgroups(few, variant),
    };
  });
  if (!normed) return products;
  const normalise: Dispatch = {
    kernel: kernelOf(params, `norm ${columns}`, () => rmsNormKernel(columns, norm.epsilon)),
    buffers: [x, gain, activations.normed],
    workgroups: (sizes) => rmsNormWorkgroups(count(sizes)),
  };
  return [normalise, ...products];
}

function embed({ weights, activations, maxSequences }: GraphParams): Dispatch[] {
  const { type, columns, slices } = weights.table;
  return slices.map(({ first, rows: tokens, buffer }) => {
    const shape = { type, columns, firstToken: first, tokens, maxSequences };
    return {
      kernel: embedKernel(shape),
      buffers: [activations.step, activations.drawn, buffer, activations.hidden],
      workgroups: ({ rows }) => embedWorkgroups(shape, rows),
    };
  });
}

function append(params: GraphParams, layer: GpuLayer, index: number): Dispatch {
  const { transformer, activations, kvType, maxSequences, maxPagesPerSequence } = params;
  const { heads, kvHeads, headSize, rope, headNorm, normEpsilon } = transformer;
  const { step, table, rotations, qkv, q, kv } = activations;
  const cache = kv[index];
  if (!cache) throw new RangeError(`no KV for layer ${index}`);
  const shape = {
    ...{ heads, kvHeads, headSize, kvType, maxSequences, maxPagesPerSequence },
    rotation: rope.pairs === "halves" ? ("halves" as const) : ("pairs" as const),
    ...(headNorm ? { norm: { epsilon: normEpsilon } } : {}),
  };
  return {
    kernel: kernelOf(params, "append", () => ropeAppendKernel(shape)),
    buffers: [
      ...[step, table, rotations, qkv],
      ...(layer.headNorms ? [layer.headNorms] : []),
      ...[q, cache.keys, cache.values],
    ],
    workgroups: ({ rows }) => ropeAppendWorkgroups(shape, rows),
  };
}

/** Each row to its text up to itself. */
function attendMany(params: GraphParams, index: number): Dispatch[] {
  const { transformer, activations, kvType, maxSequences, maxPagesPerSequence } = params;
  const { heads, kvHeads, headSize } = transformer;
  const { step, table, q, attended, kv } = activations;
  const cache = kv[index];
  if (!cache) throw new RangeError(`no KV for layer ${index}`);
  const shape = { heads, kvHeads, headSize, kvType, maxSequences, maxPagesPerSequence };
  return [
    {
      kernel: kernelOf(params, "attend many", () => attentionPrefillKernel(shape)),
      buffers: [step, table, q, cache.keys, cache.values, attended],
      workgroups: ({ sequences, longest }) => attentionPrefillWorkgroups(shape, sequences, longest),
    },
  ];
}

/** The same for few rows, in parts that fill a GPU. */
function attend(params: GraphParams, index: number): Dispatch[] {
  const { transformer, activations, kvType, maxSequences, maxPagesPerSequence } = params;
  const { heads, kvHeads, headSize } = transformer;
  const { step, table, q, parts, attended, kv } = activations;
  const cache = kv[index];
  if (!cache) throw new RangeError(`no KV for layer ${index}`);
  const shape = { heads, kvHeads, headSize, kvType, maxSequences, maxPagesPerSequence };
  return [
    {
      kernel: kernelOf(params, "attend", () => attentionDecodeKernel(shape)),
      buffers: [step, table, q, cache.keys, cache.values, parts],
      workgroups: ({ rows, splits }) => attentionDecodeWorkgroups(shape, splits, rows),
    },
    {
      kernel: kernelOf(params, "merge", () => attentionMergeKernel(shape)),
      buffers: [step, parts, attended],
      workgroups: ({ rows }) => attentionMergeWorkgroups(shape, rows),
    },
  ];
}
