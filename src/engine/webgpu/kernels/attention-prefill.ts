import type { Kernel, Workgroups } from "../kernel";
import { blockWords, checkHeadSize } from "../kv-pages";
import { pageTokens, stepWgsl } from "../step-layout";
import { type AttentionShape, groupOf, keyProducts, loadValues, valueElement } from "./attention";

/** How a workgroup is cut up. Chosen by measurement. */
export interface PrefillVariant {
  /** Queries (rows times heads of a group) of a workgroup: a multiple of 4 times `queryGroups`. */
  readonly queries: number;
  /** Threads that share a dimension, each with its part of the queries. */
  readonly queryGroups: number;
}

/** 64 threads for heads of 64 and of 128. */
export function defaultPrefillVariant(headSize: number): PrefillVariant {
  return { queries: 16, queryGroups: headSize < 96 ? 4 : 2 };
}

const lowest = "-3.0e38";
/** Threads that look for the greatest product, each in its part of a tile. */
const maxParts = 8;

/**
 * Attention of many rows, each to its sequence up to itself, tile by tile as in FlashAttention (arXiv 2205.14135).
 * A workgroup takes some rows of one sequence and all heads that share a KV head: its queries. Each thread
 * finds the products of one key with all queries, then adds up 4 dimensions of the values for some of the
 * queries. Contexts aren't cut into parts: many rows make enough workgroups. 4 barriers for a tile.
 *
 * Bindings, in this order:
 * - step: `stepWgsl`; the sequences and their rows
 * - page table: u32 `[maxSequences, maxPagesPerSequence]`
 * - q: f32 `[rows, heads, headSize]`, as `ropeAppendKernel` leaves it
 * - keys, values: pages (`kv-pages.ts`)
 * - out: f32 `[rows, heads, headSize]`, written
 */
export function attentionPrefillKernel(
  shape: AttentionShape,
  variant: PrefillVariant = defaultPrefillVariant(shape.headSize),
): Kernel {
  const { heads, kvHeads, headSize, kvType } = shape;
  checkHeadSize(kvType, headSize);
  const group = groupOf(shape);
  const { queries, queryGroups } = variant;
  const quads = headSize / 4;
  const threads = quads * queryGroups;
  const tile = threads - (threads % pageTokens);
  const fours = queries / 4;
  const own = fours / queryGroups;
  if (!Number.isInteger(own))
    throw new RangeError("Each query group needs whole fours of queries.");
  const blockQuads = blockWords(kvType, headSize) / 4;
  const each = (count: number, code: (i: number) => string) =>
    Array.from({ length: count }, (_, i) => code(i)).join("\n");
  const component = (i: number) => "xyzw"[i % 4];
  // One array for all, in quads: queries; products, then weights [tile][fours]; the greatest products.
  const weights = queries * quads;
  const tops = weights + tile * fours;
  return {
    name: `attention-prefill ${heads}/${kvHeads}x${headSize} ${kvType} ${queries}/${queryGroups}`,
    bindings: ["read", "read", "read", "read", "read", "write"],
    code: `${stepWgsl(shape.maxSequences)}
    @group(0) @binding(0) var<storage, read> step: Step;
    @group(0) @binding(1) var<storage, read> table: array<u32>;
    @group(0) @binding(2) var<storage, read> q: array<vec4f>;
    @group(0) @binding(3) var<storage, read> keys: array<vec4u>;
    @group(0) @binding(4) var<storage, read> values: array<${valueElement(kvType, 4)}>;
    @group(0) @binding(5) var<storage, read_write> out: array<vec4f>;
    var<workgroup> all: array<vec4f, ${tops + maxParts * fours}>;
    var<workgroup> pages: array<u32, ${tile / pageTokens}>;

    @compute @workgroup_size(${threads})
    fn main(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_index) thread: u32) {
      let kv_head = workgroup.y;
      if (workgroup.z >= step.sequence_count) { return; }
      let sequence = step.sequences[workgroup.z];
      // Queries of a sequence: its rows, and in each the heads of the group.
      let first_query = workgroup.x * ${queries}u;
      let query_count = sequence.row_count * ${group}u;
      if (first_query >= query_count) { return; }
      let first_position = sequence.context_length - sequence.row_count;
      let last_query = min(first_query + ${queries}u, query_count) - 1u;
      let end = first_position + last_query / ${group}u + 1u;

      for (var i = thread; i < ${queries * quads}u + step.zero; i += ${threads}u) {
        let query = first_query + i / ${quads}u;
        let head = (sequence.first_row + query / ${group}u) * ${heads}u + kv_head * ${group}u + query % ${group}u;
        var x = vec4f();
        if (query <= last_query) { x = q[head * ${quads}u + i % ${quads}u] * ${Math.LOG2E / Math.sqrt(headSize)}; }
        all[i] = x;
      }
      let lane = thread % ${quads}u;
      let query_group = thread / ${quads}u;
      ${each(own * 4, (i) => `var o${i} = vec4f();`)}
      ${each(own, (i) => `var sum${i} = vec4f();`)}
      ${each(fours, (i) => `var greatest${i} = vec4f(${lowest});`)}
      // The last token that each query sees.
      ${each(
        fours,
        (i) =>
          `let last${i} = first_position + (first_query + vec4u(${4 * i}, ${4 * i + 1}, ${4 * i + 2}, ${4 * i + 3})) / ${group}u;`,
      )}

      for (var start = 0u; start < end; start += ${tile}u) {
        let count = min(${tile}u, end - start);
        workgroupBarrier();
        ${each(fours, (i) => `var s${i} = vec4f(${lowest});`)}
        if (thread < count) {
          let place = start + thread;
          let page = table[sequence.slot * ${shape.maxPagesPerSequence}u + place / ${pageTokens}u];
          let token = thread % ${pageTokens}u;
          if (token == 0u) { pages[thread / ${pageTokens}u] = page; }
          let block = (page * ${kvHeads}u + kv_head) * ${blockQuads}u + token;
          ${each(queries, (i) => `var p${i} = 0.0;`)}
          ${keyProducts(kvType, headSize, queries)}
          ${each(
            fours,
            (i) =>
              `s${i} = select(s${i}, vec4f(p${4 * i}, p${4 * i + 1}, p${4 * i + 2}, p${4 * i + 3}), vec4u(place) <= last${i});`,
          )}
        }
        if (thread < ${tile}u) {
          ${each(fours, (i) => `all[${weights + i}u + thread * ${fours}u] = s${i};`)}
        }
        workgroupBarrier();
        if (thread < ${maxParts * fours}u) {
          var top = vec4f(${lowest});
          for (var i = thread / ${fours}u; i < count; i += ${maxParts}u) {
            top = max(top, all[${weights}u + i * ${fours}u + thread % ${fours}u]);
          }
          all[${tops}u + thread] = top;
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
        if (thread < ${tile}u) { all[${weights + i}u + thread * ${fours}u] = exp2(s${i} - new${i}); }`,
        )}
        // The fades of the thread's own queries.
        ${each(own, (i) => {
          const choices = Array.from({ length: queryGroups }, (_, g) => `fade${g * own + i}`);
          const chosen = choices.reduce(
            (before, fade, g) => `select(${before}, ${fade}, query_group == ${g}u)`,
          );
          return `let own${i} = ${chosen};
        sum${i} *= own${i};
        ${each(4, (c) => `o${4 * i + c} *= own${i}.${component(c)};`)}`;
        })}
        workgroupBarrier();
        for (var i = 0u; i < count; i++) {
          let block = pages[i / ${pageTokens}u] * ${kvHeads}u + kv_head;
          let token = i % ${pageTokens}u;
          ${loadValues(kvType, headSize, 4)}
          ${each(
            own,
            (j) => `let w${j} = all[${weights + j}u + i * ${fours}u + query_group * ${own}u];
          sum${j} += w${j};
          ${each(4, (c) => `o${4 * j + c} += w${j}.${component(c)} * v0;`)}`,
          )}
        }
      }

      let query = first_query + query_group * ${4 * own}u;
      ${each(
        own * 4,
        (i) => `if (query + ${i}u <= last_query) {
        let row = sequence.first_row + (query + ${i}u) / ${group}u;
        let head = row * ${heads}u + kv_head * ${group}u + (query + ${i}u) % ${group}u;
        out[head * ${quads}u + lane] = o${i} / sum${i >> 2}.${component(i)};
      }`,
      )}
    }`,
  };
}

/** @param longest the most rows of a sequence in the step */
export function attentionPrefillWorkgroups(
  shape: AttentionShape,
  sequences: number,
  longest: number,
  variant: PrefillVariant = defaultPrefillVariant(shape.headSize),
): Workgroups {
  return [Math.ceil((longest * groupOf(shape)) / variant.queries), shape.kvHeads, sequences];
}
