import type { Activations } from "./activations";
import type { GpuLayer, GpuMatrix, GpuWeights } from "./gpu-weights";
import type { ShaderFeatures } from "./kernel";
import {
  attentionDecodeKernel,
  attentionDecodeWorkgroups,
  attentionMergeKernel,
  attentionMergeWorkgroups,
} from "./kernels/attention-decode";
import { embedKernel, embedWorkgroups } from "./kernels/embed";
import { gatherRowsKernel, gatherRowsWorkgroups } from "./kernels/gather-rows";
import {
  type MatvecRows,
  type MatvecShape,
  matvecKernel,
  matvecRows,
  matvecVariant,
  matvecWorkgroups,
} from "./kernels/matvec";
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
}

/** The rows of a tile of the kernels that so many rows take. */
export function rowsFor(count: number): MatvecRows {
  return matvecRows.find((rows) => rows >= count) ?? 16;
}

/**
 * From tokens to the last layer's output.
 * @param rows of a tile: more rows than that take several tiles
 */
export function layersGraph(params: GraphParams, rows: MatvecRows): Dispatch[] {
  const { weights } = params;
  return [
    ...embed(params),
    ...weights.layers.flatMap((layer, index) => layerGraph(params, layer, index, rows)),
  ];
}

function layerGraph(
  params: GraphParams,
  layer: GpuLayer,
  index: number,
  rows: MatvecRows,
): Dispatch[] {
  const { transformer, activations } = params;
  const { hidden, qkv, attended, inner } = activations;
  const { normEpsilon } = transformer;
  const norm = { epsilon: normEpsilon };
  const few = (one: Omit<FewRows, "count">) =>
    multiply(params, rows, { ...one, count: (sizes) => sizes.rows });
  return [
    ...few({
      ...{ matrices: [layer.q, layer.k, layer.v], norm, gain: layer.attnNorm, bias: layer.bias },
      ...{ x: hidden, y: qkv, epilogue: "store" },
    }),
    append(params, layer, index),
    ...attend(params, index),
    ...few({ matrices: [layer.output], x: attended, y: hidden, epilogue: "add" }),
    ...few({
      ...{ matrices: [layer.gate, layer.up], norm, gain: layer.ffnNorm },
      ...{ x: hidden, y: inner, epilogue: "silu-mul" },
    }),
    ...few({ matrices: [layer.down], x: inner, y: hidden, epilogue: "add" }),
  ];
}

/** From the last layer's output to logits. */
export function headGraph(
  params: GraphParams,
  rows: MatvecRows,
  from: "hidden" | "last",
): Dispatch[] {
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
  const kernels = sampleKernels({ vocabulary: transformer.vocabularySize, maxSequences });
  return kernels.map((kernel, index) => ({
    kernel,
    buffers: [
      ...[step, logits, scratch, counters],
      ...(kernel.bindings.length > 4 ? [results, drawn] : []),
    ],
    workgroups: ({ draws }) => sampleWorkgroups(draws)[index] ?? [0, 0, 0],
  }));
}

interface FewRows {
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

/** One kernel for all matrices; where one of them is cut into slices, one for each slice. */
function multiply({ features }: GraphParams, rows: MatvecRows, one: FewRows): Dispatch[] {
  const { matrices, norm, gain, bias, x, y, epilogue, count } = one;
  const [first] = matrices;
  if (!first) return [];
  const { columns } = first;
  const width = epilogue === "silu-mul" ? first.rows : matrices.reduce((sum, m) => sum + m.rows, 0);
  return first.slices.map((slice, index): Dispatch => {
    const slices = matrices.map(({ type, slices }) => ({ type, slice: slices[index] ?? slice }));
    const shape: MatvecShape = {
      matrices: slices.map(({ type, slice }) => ({ type, outputs: slice.rows })),
      ...{ columns, rows, bias: Boolean(bias), epilogue },
      ...(norm ? { norm } : {}),
      ...(first.slices.length > 1 ? { place: { width, offset: slice.first } } : {}),
    };
    const variant = matvecVariant(rows, features);
    return {
      kernel: matvecKernel(shape, variant),
      buffers: [
        x,
        ...(gain ? [gain] : []),
        ...slices.map(({ slice }) => slice.buffer),
        ...(bias ? [bias] : []),
        y,
      ],
      workgroups: (sizes) => matvecWorkgroups(shape, variant, Math.ceil(count(sizes) / rows)),
    };
  });
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
    kernel: ropeAppendKernel(shape),
    buffers: [
      ...[step, table, rotations, qkv],
      ...(layer.headNorms ? [layer.headNorms] : []),
      ...[q, cache.keys, cache.values],
    ],
    workgroups: ({ rows }) => ropeAppendWorkgroups(shape, rows),
  };
}

function attend(params: GraphParams, index: number): Dispatch[] {
  const { transformer, activations, kvType, maxSequences, maxPagesPerSequence } = params;
  const { heads, kvHeads, headSize } = transformer;
  const { step, table, q, parts, attended, kv } = activations;
  const cache = kv[index];
  if (!cache) throw new RangeError(`no KV for layer ${index}`);
  const shape = { heads, kvHeads, headSize, kvType, maxSequences, maxPagesPerSequence };
  return [
    {
      kernel: attentionDecodeKernel(shape),
      buffers: [step, table, q, cache.keys, cache.values, parts],
      workgroups: ({ rows, splits }) => attentionDecodeWorkgroups(shape, splits, rows),
    },
    {
      kernel: attentionMergeKernel(shape),
      buffers: [step, parts, attended],
      workgroups: ({ rows }) => attentionMergeWorkgroups(shape, rows),
    },
  ];
}
