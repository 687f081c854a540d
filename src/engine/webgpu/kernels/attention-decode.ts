import type { Kernel, Workgroups } from "../kernel";
import { blockWords, checkHeadSize } from "../kv-pages";
import type { Splits } from "../splits";
import { pageTokens, stepWgsl } from "../step-layout";
import { type AttentionShape, groupOf, keyProducts, loadValues, valueElement } from "./attention";

/** How a workgroup is cut up. Chosen by measurement. */
export interface DecodeVariant {
  /** Dimensions of values that a thread adds up: 4 or 8. */
  readonly dimensions: 4 | 8;
  /** Threads that share a dimension, each with its part of the tokens: 1, 2, 4, 8. */
  readonly tokenGroups: number;
}

/** 64 threads for heads of 64 and of 128: a tile is no longer than the shortest part. */
export function defaultDecodeVariant(headSize: number): DecodeVariant {
  return { dimensions: 8, tokenGroups: headSize < 96 ? 8 : 4 };
}

const lowest = "-3.0e38";

/**
 * Attention of a few rows, each to its own context, cut into parts ("FlashDecoding"): a workgroup takes a part
 * of one row's context and all heads that share a KV head, so that keys and values are read once. It goes
 * in tiles of a token a thread. Each thread finds the products of its token's key with all queries, without
 * a reduction; after two barriers the tokens have their weights (softmax, moved along from tile to tile as the
 * greatest product grows); then each thread adds up some dimensions of the values. `mergeKernel` joins the
 * parts. 3 barriers for a tile.
 *
 * Bindings, in this order:
 * - step: `stepWgsl`; rows, positions, splits
 * - page table: u32 `[maxSequences, maxPagesPerSequence]`
 * - q: f32 `[rows, heads, headSize]`, as `ropeAppendKernel` leaves it
 * - keys, values: pages (`kv-pages.ts`)
 * - parts: f32 `[rows, heads, splits, headSize + 4]`, written: the weighted sum of the values, then the greatest
 *   product (times log2 e) and the sum of the weights
 */
export function attentionDecodeKernel(
  shape: AttentionShape,
  variant: DecodeVariant = defaultDecodeVariant(shape.headSize),
): Kernel {
  const { heads, kvHeads, headSize, kvType } = shape;
  checkHeadSize(kvType, headSize);
  const { dimensions, tokenGroups } = variant;
  const group = groupOf(shape);
  const lanes = headSize / dimensions;
  const threads = decodeThreads(headSize, variant);
  const tile = threads - (threads % pageTokens);
  const tilePages = tile / pageTokens;
  // Heads of the group in fours, the last filled up.
  const fours = Math.ceil(group / 4);
  const quads = headSize / 4;
  const blockQuads = blockWords(kvType, headSize) / 4;
  const valueQuads = dimensions / 4;
  const each = (count: number, code: (i: number) => string) =>
    Array.from({ length: count }, (_, i) => code(i)).join("\n");
  const component = (i: number) => "xyzw"[i % 4];
  // One array for all, in quads: queries, products and weights [tile][fours], the greatest products of the
  // tile's parts [maxParts][fours]; at the end the sums [tokenGroups][group][quads].
  const products = group * quads;
  const weights = products + tile * fours;
  const tops = weights + tile * fours;
  const sharedQuads = Math.max(tops + maxParts * fours, tokenGroups * group * quads);
  const code = `${stepWgsl(shape.maxSequences)}
    @group(0) @binding(0) var<storage, read> step: Step;
    @group(0) @binding(1) var<storage, read> table: array<u32>;
    @group(0) @binding(2) var<storage, read> q: array<vec4f>;
    @group(0) @binding(3) var<storage, read> keys: array<vec4u>;
    @group(0) @binding(4) var<storage, read> values: array<${valueElement(kvType, dimensions)}>;
    @group(0) @binding(5) var<storage, read_write> parts: array<vec4f>;

    var<workgroup> all: array<vec4f, ${sharedQuads}>;
    // The sum of weights of each token group [tokenGroups][fours].
    var<workgroup> sums: array<vec4f, ${tokenGroups * fours}>;
    // Of this tile and the one before, in turn.
    var<workgroup> pages: array<u32, ${2 * tilePages}>;

    @compute @workgroup_size(${threads})
    fn main(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_index) thread: u32) {
      let split = workgroup.x;
      let kv_head = workgroup.y;
      let row = workgroup.z;
      if (row >= step.row_count) { return; }
      let first = split * step.tokens_per_split;
      let info = step.rows[row];
      let end = min(info.position + 1u, first + step.tokens_per_split);
      if (first >= end) { return; }

      let head = row * ${heads}u + kv_head * ${group}u;
      for (var i = thread; i < ${group * quads}u + step.zero; i += ${threads}u) {
        all[i] = q[head * ${quads}u + i] * ${Math.LOG2E / Math.sqrt(headSize)};
      }
      let lane = thread % ${lanes}u;
      let token_group = ${tokenGroups === 1 ? "0u" : `thread / ${lanes}u`};
      ${each(group * valueQuads, (i) => `var o${i} = vec4f();`)}
      ${each(fours, (i) => `var greatest${i} = vec4f(${lowest}); var sum${i} = vec4f();`)}

      workgroupBarrier();
      for (var start = first; start < end; start += ${tile}u) {
        let count = min(${tile}u, end - start);
        let first_page = ((start - first) / ${tile}u) % 2u * ${tilePages}u;
        ${each(fours, (i) => `var s${i} = vec4f(${lowest});`)}
        if (thread < count) {
          let page = table[info.slot * ${shape.maxPagesPerSequence}u + (start + thread) / ${pageTokens}u];
          let token = thread % ${pageTokens}u;
          if (token == 0u) { pages[first_page + thread / ${pageTokens}u] = page; }
          let block = (page * ${kvHeads}u + kv_head) * ${blockQuads}u + token;
          ${each(group, (g) => `var p${g} = 0.0;`)}
          ${keyProducts(kvType, headSize, group)}
          ${each(group, (g) => `s${g >> 2}.${component(g)} = p${g};`)}
        }
        if (thread < ${tile}u) {
          ${each(fours, (i) => `all[${products + i}u + thread * ${fours}u] = s${i};`)}
        }
        workgroupBarrier();
        if (thread < ${maxParts}u) {
          ${each(fours, (i) => `var m${i} = vec4f(${lowest});`)}
          for (var i = thread; i < count; i += ${maxParts}u) {
            ${each(fours, (i) => `m${i} = max(m${i}, all[${products + i}u + i * ${fours}u]);`)}
          }
          ${each(fours, (i) => `all[${tops + i}u + thread * ${fours}u] = m${i};`)}
        }
        workgroupBarrier();
        ${each(
          fours,
          (i) => `var new${i} = greatest${i};
        for (var i = 0u; i < min(${maxParts}u, count); i++) {
          new${i} = max(new${i}, all[${tops + i}u + i * ${fours}u]);
        }
        let fade${i} = exp2(greatest${i} - new${i});
        greatest${i} = new${i};
        sum${i} *= fade${i};
        if (thread < ${tile}u) {
          all[${weights + i}u + thread * ${fours}u] = exp2(s${i} - new${i});
        }`,
        )}
        ${each(group, (g) => each(valueQuads, (v) => `o${g * valueQuads + v} *= fade${g >> 2}.${component(g)};`))}
        workgroupBarrier();
        for (var i = token_group; i < count; i += ${tokenGroups}u) {
          let block = (pages[first_page + i / ${pageTokens}u] * ${kvHeads}u + kv_head);
          let token = i % ${pageTokens}u;
          ${loadValues(kvType, headSize, dimensions)}
          ${each(
            fours,
            (i) => `let w${i} = all[${weights + i}u + i * ${fours}u];
          sum${i} += w${i};`,
          )}
          ${each(group, (g) =>
            each(
              valueQuads,
              (v) => `o${g * valueQuads + v} += w${g >> 2}.${component(g)} * v${v};`,
            ),
          )}
        }
      }

      workgroupBarrier();
      ${each(group, (g) =>
        each(
          valueQuads,
          (v) =>
            `all[(token_group * ${group}u + ${g}u) * ${quads}u + lane * ${valueQuads}u + ${v}u] = o${g * valueQuads + v};`,
        ),
      )}
      if (lane == 0u) {
        ${each(fours, (i) => `sums[token_group * ${fours}u + ${i}u] = sum${i};`)}
      }
      workgroupBarrier();
      for (var i = thread; i < ${group * quads}u + step.zero; i += ${threads}u) {
        var sum = vec4f();
        for (var j = 0u; j < ${tokenGroups}u + step.zero; j++) { sum += all[j * ${group * quads}u + i]; }
        let at = ((head + i / ${quads}u) * step.splits + split) * ${quads + 1}u;
        parts[at + i % ${quads}u] = sum;
      }
      if (thread < ${group}u) {
        var sum = 0.0;
        for (var j = 0u; j < ${tokenGroups}u + step.zero; j++) {
          sum += sums[j * ${fours}u + thread / 4u][thread % 4u];
        }
        var top = greatest0;
        ${fours > 1 ? "if (thread >= 4u) { top = greatest1; }" : ""}
        parts[((head + thread) * step.splits + split) * ${quads + 1}u + ${quads}u] =
          vec4f(top[thread % 4u], sum, 0, 0);
      }
    }`;
  return {
    name: `attention-decode ${heads}/${kvHeads}x${headSize} ${kvType} ${dimensions}x${tokenGroups}`,
    code,
    bindings: ["read", "read", "read", "read", "read", "write"],
  };
}

/** Threads that look for the greatest product, each in its part of a tile. */
const maxParts = 8;

function decodeThreads(headSize: number, { dimensions, tokenGroups }: DecodeVariant): number {
  return (headSize / dimensions) * tokenGroups;
}

export function attentionDecodeWorkgroups(
  { kvHeads }: AttentionShape,
  { splits }: Splits,
  rows: number,
): Workgroups {
  return [splits, kvHeads, rows];
}

/** Bytes of `parts` for `rows * splits` row-parts. */
export function partsBytes({ heads, headSize }: AttentionShape, rowSplits: number): number {
  return rowSplits * heads * (headSize + 4) * 4;
}

const mergeGroups = 4;

/**
 * Joins the parts of `attentionDecodeKernel`.
 *
 * Bindings: step, parts, and out: f32 `[rows, heads, headSize]`, written.
 */
export function attentionMergeKernel(shape: AttentionShape): Kernel {
  const { heads, headSize } = shape;
  const lanes = headSize / 4;
  return {
    name: `attention-merge ${heads}x${headSize}`,
    bindings: ["read", "read", "write"],
    code: `${stepWgsl(shape.maxSequences)}
      @group(0) @binding(0) var<storage, read> step: Step;
      @group(0) @binding(1) var<storage, read> parts: array<vec4f>;
      @group(0) @binding(2) var<storage, read_write> out: array<vec4f>;
      var<workgroup> sums: array<vec4f, ${mergeGroups * lanes}>;
      var<workgroup> weights: array<f32, ${mergeGroups}>;
      @compute @workgroup_size(${mergeGroups * lanes})
      fn main(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_index) thread: u32) {
        let row = workgroup.y;
        if (row >= step.row_count) { return; }
        let head = row * ${heads}u + workgroup.x;
        let count = step.rows[row].position / step.tokens_per_split + 1u;
        let first = head * step.splits * ${lanes + 1}u;
        let lane = thread % ${lanes}u;
        let part_group = thread / ${lanes}u;
        var greatest = ${lowest};
        for (var i = 0u; i < count; i++) {
          greatest = max(greatest, parts[first + i * ${lanes + 1}u + ${lanes}u].x);
        }
        var sum = vec4f();
        var weight = 0.0;
        for (var i = part_group; i < count; i += ${mergeGroups}u) {
          let at = first + i * ${lanes + 1}u;
          let place = parts[at + ${lanes}u];
          let size = exp2(place.x - greatest);
          sum += size * parts[at + lane];
          weight += size * place.y;
        }
        sums[thread] = sum;
        if (lane == 0u) { weights[part_group] = weight; }
        workgroupBarrier();
        if (part_group > 0u) { return; }
        weight = 0.0;
        sum = vec4f();
        for (var i = 0u; i < ${mergeGroups}u + step.zero; i++) {
          sum += sums[i * ${lanes}u + lane];
          weight += weights[i];
        }
        out[head * ${lanes}u + lane] = sum / weight;
      }`,
  };
}

export function attentionMergeWorkgroups({ heads }: AttentionShape, rows: number): Workgroups {
  return [heads, rows, 1];
}
