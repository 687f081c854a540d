import type { BindingKind, Kernel, Workgroups } from "../kernel";
import { stepWgsl } from "../step-layout";

/** How many of the likeliest tokens a draw tells. */
export const topTokens = 5;

/** Words of a result: token, its log-probability, the likeliest tokens, their log-probabilities. */
export const resultWords = 2 + 2 * topTokens;

/** The token of a result whose logits weren't numbers. */
export const noToken = 0xffffffff;

const threads = 256;
/** Tokens of a small vocabulary: more workgroups would find hardly any to each of their threads. */
const smallVocabulary = 8192;
/** The vocabulary falls into parts, each a workgroup's: tokens by `id % 256`, equally many of them to a part. */
const partsOf = (vocabulary: number) => (vocabulary <= smallVocabulary ? 4 : 32);
/** Bins of the weights' logarithms: 8 a unit, so the last ends at exp(-32), 2e-9 of 151,936 tokens' weight. */
const bins = 256;
/** Steps of a key, which orders the tokens of a bin. */
const keyBits = 26;

export interface SampleShape {
  readonly vocabulary: number;
  readonly maxSequences: number;
}

/** Where a draw's intermediate results lie in its stretch of the scratch buffer, in words. */
function scratchLayout({ vocabulary }: SampleShape) {
  const parts = partsOf(vocabulary);
  const tops = 0;
  const sums = tops + parts * 2 * topTokens;
  const bad = sums + parts;
  const counts = bad + parts;
  const below = counts + parts * bins;
  const state = below + parts;
  const list = state + 4;
  return { tops, sums, bad, counts, below, state, list, words: list + vocabulary };
}

/** Bytes of the scratch buffer for so many draws. */
export function sampleScratchBytes(shape: SampleShape, draws: number): number {
  return 4 * draws * scratchLayout(shape).words;
}

/**
 * Draws a token for each of a step's draws, in 4 kernels; all but the last spread over 32 workgroups a draw (4 where the
 * vocabulary is small).
 *
 * What is drawn is defined so. Weights are w = exp((logit - greatest) / temperature). The nucleus is the
 * smallest set of tokens with w >= some threshold whose weight reaches topP of the whole; equals belong
 * together. Its tokens follow each other by id % 256, then by id; the draw is the first at which the sum of
 * weights exceeds uniform * the nucleus's weight. Temperature 0 takes the likeliest, the smaller id of equals.
 * Log-probabilities are the model's own, before temperature.
 *
 * How: 1. the likeliest of each part. 2. Each part counts its weights in bins of their logarithm, in
 * fixed point, so that the order of additions doesn't matter. 3. The bin in which the nucleus ends follows
 * from the counts; its tokens are listed. 4. The threshold is bisected in that list, a part is drawn by
 * weight, and a token in that part.
 *
 * Bindings of each kernel, in this order:
 * - step: `stepWgsl`; the n-th draw is the n-th sequence's
 * - logits: f32 `[draws, vocabulary]`
 * - scratch: `sampleScratchBytes`
 * - counters: u32 `[draws]`
 * and of the last also
 * - results: u32 `[draws, resultWords]`, log-probabilities as the bits of f32; `noToken` where a logit is NaN
 *   or infinite, or all are -infinity
 * - drawn: u32 `[maxSequences]`: the token, by slot
 */
export function sampleKernels(shape: SampleShape): readonly Kernel[] {
  const { vocabulary } = shape;
  const parts = partsOf(vocabulary);
  const residues = 256 / parts;
  const at = scratchLayout(shape);
  const blocks = Math.ceil(vocabulary / 256);
  // A part's weights add up to less than 2^32.
  const fixedOne = 2 ** Math.floor(32 - Math.log2(blocks * residues + 1));
  const five = (code: (i: number) => string) =>
    Array.from({ length: topTokens }, (_, i) => code(i)).join("\n");

  const head = `${stepWgsl(shape.maxSequences)}
    @group(0) @binding(0) var<storage, read> step: Step;
    @group(0) @binding(1) var<storage, read> logits: array<f32>;
    @group(0) @binding(2) var<storage, read_write> scratch: array<u32>;
    @group(0) @binding(3) var<storage, read_write> counters: array<atomic<u32>>;
    // -infinity as a number; no GPU has to compute with infinities.
    fn logit(draw: u32, id: u32) -> f32 {
      let x = logits[draw * ${vocabulary}u + id];
      return select(x, -3e38, bitcast<u32>(x) == 0xff800000u);
    }
    fn kept(index: u32) -> f32 { return bitcast<f32>(scratch[index]); }
    // How far a token lies below the best one, in bins.
    fn depth(gap: f32, temperature: f32) -> f32 { return gap * (8.0 / max(temperature, 1e-6)); }
    // A weight, of a token that lies so far below its bin's start.
    fn fixed_weight(fraction: f32) -> u32 { return u32(exp(fraction * -0.125) * ${fixedOne}.0 + 0.5); }
    fn bin_size(bin: u32) -> f32 { return exp(f32(bin) * -0.125) * ${1 / fixedOne}; }
  `;
  // The five likeliest so far, of tokens that come in any order.
  const likeliest = `
    ${five((i) => `var<private> top${i}: f32 = -3.4e38; var<private> id${i}: u32 = ${noToken}u;`)}
    fn ahead(a: f32, a_id: u32, b: f32, b_id: u32) -> bool { return a > b || (a == b && a_id < b_id); }
    fn forget() { ${five((i) => `top${i} = -3.4e38; id${i} = ${noToken}u;`)} }
    fn insert(value: f32, id: u32) {
      if (!ahead(value, id, top${topTokens - 1}, id${topTokens - 1})) { return; }
      top${topTokens - 1} = value;
      id${topTokens - 1} = id;
      ${Array.from({ length: topTokens - 1 }, (_, k) => {
        const i = topTokens - 1 - k;
        return `if (!ahead(top${i}, id${i}, top${i - 1}, id${i - 1})) { return; }
          { let v = top${i}; top${i} = top${i - 1}; top${i - 1} = v; }
          { let v = id${i}; id${i} = id${i - 1}; id${i - 1} = v; }`;
      }).join("\n")}
    }`;
  const start = `
    let thread = local.x;
    let draw = workgroup.y;
    if (draw >= step.draw_count) { return; }
    let base = draw * ${at.words}u;`;
  const main = `@compute @workgroup_size(${threads})
    fn main(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_id) local: vec3u) {
    ${start}`;
  // The part's tokens, neighbouring threads beside each other.
  const eachToken = (code: string) => `
    for (var i = thread / ${residues}u; i < ${blocks}u + step.zero; i += ${threads / residues}u) {
      let id = i * 256u + part * ${residues}u + thread % ${residues}u;
      if (id < ${vocabulary}u) { ${code} }
    }`;
  const findBest = `
    var best = -3.4e38;
    for (var i = 0u; i < ${parts}u + step.zero; i++) { best = max(best, kept(base + ${at.tops}u + i * ${2 * topTokens}u)); }`;
  // partial[0..255] becomes 16 sums in partial[256..271].
  const sixteenSums = `
    workgroupBarrier();
    if (thread < 16u) {
      var sum = 0.0;
      for (var i = 0u; i < 16u + step.zero; i++) { sum += partial[thread * 16u + i]; }
      partial[256u + thread] = sum;
    }
    workgroupBarrier();`;

  // A token of a thread's stretch of its part, and its weight in the nucleus.
  const stretchToken = (use: string) => `
    let place = thread * ${Math.ceil((blocks * residues) / threads)}u + i;
    let id = place % ${blocks}u * 256u + part * ${residues}u + place / ${blocks}u;
    if (place < ${blocks * residues}u && id < ${vocabulary}u) {
      let d = depth(best - logit(draw, id), sequence.temperature);
      let key = u32((d - floor(d)) * ${2 ** keyBits}.0);
      if (d < ${bins}.0 && (u32(d) < last_bin || (u32(d) == last_bin && key <= last_key))) {
        let weight = exp(d * -0.125);
        ${use}
      }
    }`;

  const kernels: Kernel[] = [];
  const add = (name: string, code: string, more: readonly BindingKind[] = []) => {
    const bindings: BindingKind[] = ["read", "read", "write", "write", ...more];
    kernels.push({ name: `sample ${name} of ${vocabulary}`, code: head + code, bindings });
  };

  add(
    "likeliest",
    `${likeliest}
    var<workgroup> values: array<f32, ${threads * topTokens}>;
    var<workgroup> ids: array<u32, ${threads * topTokens}>;
    var<workgroup> bad: atomic<u32>;
    ${main}
      let part = workgroup.x;
      ${eachToken(`
        let x = logit(draw, id);
        // NaN and infinity, told by their bits.
        if ((bitcast<u32>(x) & 0x7fffffffu) >= 0x7f800000u) { atomicStore(&bad, 1u); }
        insert(x, id);`)}
      ${five((i) => `values[thread * ${topTokens}u + ${i}u] = top${i}; ids[thread * ${topTokens}u + ${i}u] = id${i};`)}
      workgroupBarrier();
      // 16 threads join the lists of 16 each, and one of these.
      if (thread < 16u) {
        forget();
        let first = thread * ${16 * topTokens}u;
        for (var i = first; i < first + ${16 * topTokens}u + step.zero; i++) { insert(values[i], ids[i]); }
        ${five((i) => `values[first + ${i}u] = top${i}; ids[first + ${i}u] = id${i};`)}
      }
      workgroupBarrier();
      if (thread > 0u) { return; }
      forget();
      for (var i = 0u; i < ${16 * topTokens}u + step.zero; i++) {
        let place = i / ${topTokens}u * ${16 * topTokens}u + i % ${topTokens}u;
        insert(values[place], ids[place]);
      }
      let top = base + ${at.tops}u + part * ${2 * topTokens}u;
      ${five((i) => `scratch[top + ${i}u] = bitcast<u32>(top${i}); scratch[top + ${topTokens + i}u] = id${i};`)}
      scratch[base + ${at.bad}u + part] = atomicLoad(&bad);
      if (part == 0u) { atomicStore(&counters[draw], 0u); }
    }`,
  );

  add(
    "count",
    `
    var<workgroup> counts: array<atomic<u32>, ${bins}>;
    var<workgroup> partial: array<f32, ${threads + 16}>;
    ${main}
      let part = workgroup.x;
      ${findBest}
      let temperature = step.sequences[draw].temperature;
      var sum = 0.0;
      ${eachToken(`
        let gap = best - logit(draw, id);
        sum += exp(max(-gap, -100.0));
        let d = depth(gap, temperature);
        if (temperature > 0.0 && d < ${bins}.0) {
          let bin = floor(d);
          atomicAdd(&counts[u32(bin)], fixed_weight(d - bin));
        }`)}
      partial[thread] = sum;
      ${sixteenSums}
      scratch[base + ${at.counts}u + part * ${bins}u + thread] = atomicLoad(&counts[thread]);
      if (thread == 0u) {
        sum = 0.0;
        for (var i = 0u; i < 16u + step.zero; i++) { sum += partial[256u + i]; }
        scratch[base + ${at.sums}u + part] = bitcast<u32>(sum);
      }
    }`,
  );

  add(
    "list",
    `
    var<workgroup> partial: array<f32, ${threads + 16}>;
    var<workgroup> last_bin: u32;
    ${main}
      let part = workgroup.x;
      let sequence = step.sequences[draw];
      if (sequence.temperature == 0.0) { return; }
      ${findBest}
      var sum = 0.0;
      for (var i = 0u; i < ${parts}u + step.zero; i++) {
        sum += f32(scratch[base + ${at.counts}u + i * ${bins}u + thread]);
      }
      partial[thread] = sum * bin_size(thread);
      ${sixteenSums}
      if (thread == 0u) {
        var total = 0.0;
        for (var i = 0u; i < 16u + step.zero; i++) { total += partial[256u + i]; }
        let wanted = total * sequence.top_p;
        // The weight before the bin in which the nucleus ends; without an end all bins belong to it.
        var before = 0.0;
        var bin = 0u;
        while (bin < ${bins}u && before + partial[256u + bin / 16u] < wanted) {
          before += partial[256u + bin / 16u];
          bin += 16u;
        }
        while (bin < ${bins}u && before + partial[bin] < wanted) {
          before += partial[bin];
          bin += 1u;
        }
        last_bin = bin;
        if (part == 0u) {
          scratch[base + ${at.state}u] = bin;
          scratch[base + ${at.state + 1}u] = bitcast<u32>(before);
          scratch[base + ${at.state + 2}u] = bitcast<u32>(wanted);
        }
      }
      workgroupBarrier();
      let end = last_bin;
      let own = f32(scratch[base + ${at.counts}u + part * ${bins}u + thread]) * bin_size(thread);
      partial[thread] = select(0.0, own, thread < end);
      ${sixteenSums}
      if (thread == 0u) {
        sum = 0.0;
        for (var i = 0u; i < 16u + step.zero; i++) { sum += partial[256u + i]; }
        scratch[base + ${at.below}u + part] = bitcast<u32>(sum);
      }
      ${eachToken(`
        let d = depth(best - logit(draw, id), sequence.temperature);
        if (d < ${bins}.0 && u32(d) == end) {
          let key = u32((d - floor(d)) * ${2 ** keyBits}.0);
          scratch[base + ${at.list}u + atomicAdd(&counters[draw], 1u)] = key * ${parts}u + part;
        }`)}
    }`,
  );

  add(
    "draw",
    `
    @group(0) @binding(4) var<storage, read_write> results: array<u32>;
    @group(0) @binding(5) var<storage, read_write> drawn: array<u32>;
    ${likeliest}
    var<workgroup> values: array<f32, ${parts * topTokens}>;
    var<workgroup> ids: array<u32, ${parts * topTokens}>;
    var<workgroup> sums: array<f32, ${parts}>;
    var<workgroup> bad: atomic<u32>;
    var<workgroup> list_length: u32;
    // Weights of the tokens up to a key, in two digits: three pairs that take turns.
    var<workgroup> up_to: array<atomic<u32>, 6>;
    var<workgroup> ends: array<atomic<u32>, ${parts}>;
    var<workgroup> partial: array<f32, ${threads + 16}>;
    var<workgroup> chosen: u32;
    var<workgroup> rest: f32;
    var<workgroup> token: u32;

    ${main}
      let sequence = step.sequences[draw];
      // What the parts found.
      if (thread < ${parts * topTokens}u) {
        let top = base + ${at.tops}u + thread / ${topTokens}u * ${2 * topTokens}u + thread % ${topTokens}u;
        values[thread] = kept(top);
        ids[thread] = scratch[top + ${topTokens}u];
      }
      if (thread < ${parts}u) {
        sums[thread] = kept(base + ${at.sums}u + thread);
        if (scratch[base + ${at.bad}u + thread] != 0u) { atomicStore(&bad, 1u); }
      }
      if (thread == 0u) { list_length = atomicLoad(&counters[draw]); }
      workgroupBarrier();
      var best = -3.4e38;
      for (var i = 0u; i < ${parts}u + step.zero; i++) { best = max(best, values[i * ${topTokens}u]); }
      let greedy = sequence.temperature == 0.0;
      if (!greedy) {
        let last_bin = scratch[base + ${at.state}u];
        let before = kept(base + ${at.state + 1}u);
        let wanted = kept(base + ${at.state + 2}u);
        // The last key of the nucleus.
        var low = 0u;
        var high = ${2 ** keyBits - 1}u;
        for (var round = 0u; round < ${keyBits}u + step.zero; round++) {
          let middle = (low + high) / 2u;
          let slot = round % 3u * 2u;
          var sum = 0u;
          for (var i = thread; i < list_length; i += ${threads}u) {
            let key = scratch[base + ${at.list}u + i] / ${parts}u;
            if (key <= middle) { sum += fixed_weight(f32(key) * ${2 ** -keyBits}); }
          }
          if (sum > 0u) {
            atomicAdd(&up_to[slot], sum / 1024u);
            atomicAdd(&up_to[slot + 1u], sum % 1024u);
          }
          if (thread == 0u) {
            let next = (round + 1u) % 3u * 2u;
            atomicStore(&up_to[next], 0u);
            atomicStore(&up_to[next + 1u], 0u);
          }
          workgroupBarrier();
          let weight = (f32(atomicLoad(&up_to[slot])) * 1024.0 + f32(atomicLoad(&up_to[slot + 1u])))
            * bin_size(last_bin);
          if (before + weight >= wanted) { high = middle; } else { low = middle + 1u; }
        }
        let last_key = high;
        for (var i = thread; i < list_length; i += ${threads}u) {
          let entry = scratch[base + ${at.list}u + i];
          let key = entry / ${parts}u;
          if (key <= last_key) {
            atomicAdd(&ends[entry % ${parts}u], fixed_weight(f32(key) * ${2 ** -keyBits}));
          }
        }
        workgroupBarrier();
        // The part in which the draw falls, and how far.
        if (thread < ${parts}u) {
          let end = select(0.0, f32(atomicLoad(&ends[thread])) * bin_size(last_bin), last_bin < ${bins}u);
          partial[thread] = kept(base + ${at.below}u + thread) + end;
        }
        workgroupBarrier();
        if (thread == 0u) {
          var total = 0.0;
          for (var i = 0u; i < ${parts}u + step.zero; i++) { total += partial[i]; }
          var left = total * sequence.uniform_number;
          // Kept when rounding leaves none that reaches the number: the last that has any.
          for (var i = 0u; i < ${parts}u + step.zero; i++) {
            if (partial[i] == 0.0) { continue; }
            chosen = i;
            rest = left / partial[i];
            if (left < partial[i]) { break; }
            left -= partial[i];
          }
        }
        workgroupBarrier();
        // The same in the part: its tokens by residue, then by id, a stretch to each thread.
        let part = chosen;
        let share = rest;
        var stretch = 0.0;
        for (var i = 0u; i < ${Math.ceil((blocks * residues) / threads)}u + step.zero; i++) {
          ${stretchToken("stretch += weight;")}
        }
        workgroupBarrier();
        partial[thread] = stretch;
        ${sixteenSums}
        if (thread == 0u) {
          var total = 0.0;
          for (var i = 0u; i < 16u + step.zero; i++) { total += partial[256u + i]; }
          var left = total * share;
          var place = 0u;
          for (var i = 0u; i < 16u + step.zero; i++) {
            if (partial[256u + i] == 0.0) { continue; }
            place = i;
            if (left < partial[256u + i]) { break; }
            left -= partial[256u + i];
          }
          let first = place * 16u;
          for (var i = first; i < first + 16u + step.zero; i++) {
            if (partial[i] == 0.0) { continue; }
            chosen = i;
            rest = left;
            if (left < partial[i]) { break; }
            left -= partial[i];
          }
        }
        workgroupBarrier();
        if (thread == chosen) {
          var left = rest;
          var found = false;
          for (var i = 0u; i < ${Math.ceil((blocks * residues) / threads)}u + step.zero; i++) {
            ${stretchToken(`if (!found) {
              token = id;
              found = left < weight;
              left -= weight;
            }`)}
          }
        }
        workgroupBarrier();
      }
      if (thread > 0u) { return; }
      for (var i = 0u; i < ${parts * topTokens}u + step.zero; i++) { insert(values[i], ids[i]); }
      var sum = 0.0;
      for (var i = 0u; i < ${parts}u + step.zero; i++) { sum += sums[i]; }
      let log_total = log(sum) + best;
      let broken = atomicLoad(&bad) != 0u || best <= -3e38;
      var id = select(token, id0, greedy);
      let result = draw * ${resultWords}u;
      results[result] = select(id, ${noToken}u, broken);
      results[result + 1u] = bitcast<u32>(select(logit(draw, id), best, broken) - log_total);
      ${five(
        (i) => `results[result + ${2 + i}u] = id${i};
      results[result + ${2 + topTokens + i}u] = bitcast<u32>(top${i} - log_total);`,
      )}
      // The next step may read it before anybody hears that it is broken.
      drawn[sequence.slot] = select(id, 0u, broken);
    }`,
    ["write", "write"],
  );
  return kernels;
}

export function sampleWorkgroups(vocabulary: number, draws: number): readonly Workgroups[] {
  const parts = partsOf(vocabulary);
  return [
    [parts, draws, 1],
    [parts, draws, 1],
    [parts, draws, 1],
    [1, draws, 1],
  ];
}
