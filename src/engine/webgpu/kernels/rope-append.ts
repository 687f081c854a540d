import type { BindingKind, Kernel, Workgroups } from "../kernel";
import { blockWords, checkHeadSize, type KvType, partSize } from "../kv-pages";
import { pageTokens, stepWgsl } from "../step-layout";

const threads = 64;
/** Positions of a coarse step of the rotation tables. */
const coarse = 256;

export interface RopeAppendShape {
  readonly heads: number;
  readonly kvHeads: number;
  /** A multiple of 16; of 32 for q8. */
  readonly headSize: number;
  /** Dimensions that turn together: i and i + headSize / 2 ("halves", NeoX), or 2i and 2i + 1 ("pairs"). */
  readonly rotation: "halves" | "pairs";
  /** The RMS norm of each head of q and k before they turn (Qwen3). */
  readonly norm?: { readonly epsilon: number };
  readonly kvType: KvType;
  readonly maxSequences: number;
  readonly maxPagesPerSequence: number;
}

/**
 * Turns q and k by their positions (RoPE, arXiv 2104.09864), and appends k and v to the pages.
 *
 * Bindings, in this order:
 * - step: `stepWgsl`
 * - page table: u32 `[maxSequences, maxPagesPerSequence]`
 * - rotations: `rotationTables`
 * - qkv: f32 `[rows, (heads + 2 kvHeads) * headSize]`, of a row first q, then k, then v
 * - with `norm`: the gains of q, then of k, f32 `[2, headSize]`
 * - q: f32 `[rows, heads * headSize]`, written, dimensions in the order of keys (`kv-pages.ts`)
 * - keys, values: pages (`kv-pages.ts`), written
 */
export function ropeAppendKernel(shape: RopeAppendShape): Kernel {
  const { heads, kvHeads, headSize, rotation, norm, kvType } = shape;
  checkHeadSize(kvType, headSize);
  const quads = partSize(kvType) / 4;
  const parts = headSize / partSize(kvType);
  const allHeads = heads + 2 * kvHeads;
  const headQuads = headSize / 4;
  const halfQuads = headSize / 8;
  const each = (code: (i: number) => string, count = quads) =>
    Array.from({ length: count }, (_, i) => code(i)).join("\n");

  const bindings: BindingKind[] = [];
  const declare = (kind: "read" | "write", name: string, type: string) => {
    bindings.push(kind);
    const access = kind === "read" ? "read" : "read_write";
    return `@group(0) @binding(${bindings.length - 1}) var<storage, ${access}> ${name}: ${type};`;
  };

  // Where the n-th quad of a part lies in its head, turned or not (values).
  const plainPlace = (i: number) => `part * ${quads}u + ${i}u`;
  const turnedPlace = (i: number) => {
    if (rotation === "pairs") return plainPlace(i);
    const within = `part * ${quads / 2}u + ${i % (quads / 2)}u`;
    return i < quads / 2 ? within : `${halfQuads}u + ${within}`;
  };
  const place = (i: number) =>
    rotation === "pairs" ? plainPlace(i) : `select(${turnedPlace(i)}, ${plainPlace(i)}, is_value)`;
  // Two pairs that lie side by side. (Written out: Mesa takes seconds to compile it in swizzles.)
  const pairs = (x: string, from: string, angles: readonly string[], j: number) => {
    const [p, q] = angles.map((angle) => [`c${j}.${angle}`, `s${j}.${angle}`]);
    return `${x} = vec4f(
        ${from}.x * ${p?.[0]} - ${from}.y * ${p?.[1]},
        ${from}.y * ${p?.[0]} + ${from}.x * ${p?.[1]},
        ${from}.z * ${q?.[0]} - ${from}.w * ${q?.[1]},
        ${from}.w * ${q?.[0]} + ${from}.z * ${q?.[1]});`;
  };
  // Quad j of the part's angles: those of its dimensions' pairs.
  const turn = (j: number) => {
    const [a, b] = rotation === "halves" ? [j, j + quads / 2] : [2 * j, 2 * j + 1];
    const cosSin = `
      let at${j} = part * ${quads / 2}u + ${j}u;
      let ca${j} = rotations[near + at${j}];
      let sa${j} = rotations[near + at${j} + ${halfQuads}u];
      let cb${j} = rotations[far + at${j}];
      let sb${j} = rotations[far + at${j} + ${halfQuads}u];
      let c${j} = ca${j} * cb${j} - sa${j} * sb${j};
      let s${j} = sa${j} * cb${j} + ca${j} * sb${j};
      let a${j} = x${a};
      let b${j} = x${b};`;
    return rotation === "halves"
      ? `${cosSin}
      x${a} = a${j} * c${j} - b${j} * s${j};
      x${b} = b${j} * c${j} + a${j} * s${j};`
      : `${cosSin}
      ${pairs(`x${a}`, `a${j}`, ["x", "y"], j)}
      ${pairs(`x${b}`, `b${j}`, ["z", "w"], j)}`;
  };
  const words = blockWords(kvType, headSize);
  // Scales are written word by word, so q8's pages are words; the others' are quads.
  const wordsPerElement = kvType === "q8" ? 1 : 4;
  const clamped = (i: number) => `clamp(x${i}, vec4f(-65504), vec4f(65504))`;
  const halves = (i: number) => `pack2x16float(${clamped(i)}.xy), pack2x16float(${clamped(i)}.zw)`;
  const stored = { f32: quads, f16: quads / 2, q8: quads / 4 }[kvType];
  const store = (pages: string, quad: (index: number) => string) =>
    each((i) => {
      const at = `${pages}[block + ${quad(i)}]`;
      if (kvType === "f32") return `${at} = bitcast<vec4u>(x${i});`;
      if (kvType === "f16") return `${at} = vec4u(${halves(2 * i)}, ${halves(2 * i + 1)});`;
      const bytes = (j: number) => `pack4x8snorm(x${4 * i + j} * inverse)`;
      return [0, 1, 2, 3]
        .map((j) => `${pages}[block + (${quad(i)}) * 4u + ${j}u] = ${bytes(j)};`)
        .join("\n");
    }, stored);
  const scale = (pages: string, index: string) =>
    kvType === "q8"
      ? `${pages}[block + ${pageTokens * (headSize / 4)}u + ${index}] = bitcast<u32>(greatest);`
      : "";

  const name = `rope-append ${heads}/${kvHeads}x${headSize} ${rotation}${norm ? " norm" : ""} ${kvType}`;
  const code = `${stepWgsl(shape.maxSequences)}
    ${declare("read", "step", "Step")}
    ${declare("read", "table", "array<u32>")}
    ${declare("read", "rotations", "array<vec4f>")}
    ${declare("read", "qkv", "array<vec4f>")}
    ${norm ? declare("read", "gains", "array<vec4f>") : ""}
    ${declare("write", "q", "array<vec4f>")}
    ${declare("write", "keys", `array<${kvType === "q8" ? "u32" : "vec4u"}>`)}
    ${declare("write", "values", `array<${kvType === "q8" ? "u32" : "vec4u"}>`)}
    @compute @workgroup_size(${threads})
    fn main(@builtin(global_invocation_id) id: vec3u) {
      let row = id.y;
      let head = id.x / ${parts}u;
      let part = id.x % ${parts}u;
      if (row >= step.row_count || head >= ${allHeads}u) { return; }
      let info = step.rows[row];
      let start = (row * ${allHeads}u + head) * ${headQuads}u;
      let page = table[info.slot * ${shape.maxPagesPerSequence}u + info.position / ${pageTokens}u];
      let token = info.position % ${pageTokens}u;
      let is_value = head >= ${heads + kvHeads}u;
      ${each((i) => `var x${i} = qkv[start + ${place(i)}];`)}
      ${
        norm
          ? `if (!is_value) {
        var sum = 0.0;
        for (var i = 0u; i < ${headQuads}u + step.zero; i++) { sum += dot(qkv[start + i], qkv[start + i]); }
        let size = inverseSqrt(sum / ${headSize}.0 + ${norm.epsilon});
        let gain = select(0u, ${headQuads}u, head >= ${heads}u);
        ${each((i) => `x${i} *= size * gains[gain + ${turnedPlace(i)}];`)}
      }`
          : ""
      }
      if (!is_value) {
        let near = (info.position % ${coarse}u) * ${headQuads}u;
        let far = (${coarse}u + info.position / ${coarse}u) * ${headQuads}u;
        ${each(turn, quads / 2)}
      }
      if (head < ${heads}u) {
        let at = (row * ${heads}u + head) * ${headQuads}u + part * ${quads}u;
        ${each((i) => `q[at + ${i}u] = x${i};`)}
        return;
      }
      ${kvType === "q8" ? greatestWgsl(quads) : ""}
      let kv_head = (head - ${heads}u) % ${kvHeads}u;
      let block = (page * ${kvHeads}u + kv_head) * ${words / wordsPerElement}u;
      if (is_value) {
        ${store("values", (i) => `token * ${stored * parts}u + part * ${stored}u + ${i}u`)}
        ${scale("values", `token * ${parts}u + part`)}
      } else {
        ${store("keys", (i) => `(part * ${stored}u + ${i}u) * ${pageTokens}u + token`)}
        ${scale("keys", `part * ${pageTokens}u + token`)}
      }
    }`;
  return { name, code, bindings };
}

/** WGSL: the greatest size of the numbers x0.. and its inverse, 0 when all are 0. */
function greatestWgsl(quads: number): string {
  const sizes = Array.from({ length: quads }, (_, i) => `abs(x${i})`);
  const most = sizes.reduce((all, size) => `max(${all}, ${size})`);
  return `let most = ${most};
    let greatest = max(max(most.x, most.y), max(most.z, most.w));
    let inverse = select(0.0, 1.0 / greatest, greatest > 1e-30);`;
}

export function ropeAppendWorkgroups(shape: RopeAppendShape, rows: number): Workgroups {
  const { heads, kvHeads, headSize, kvType } = shape;
  const all = (heads + 2 * kvHeads) * (headSize / partSize(kvType));
  return [Math.ceil(all / threads), rows, 1];
}

/**
 * Cosines and sines for every position, reckoned in double precision: WGSL promises nothing about large
 * angles. A position is a coarse step and a fine one, whose rotations the kernel joins.
 * @param inverseFrequencies radians a position of each pair of dimensions, `[headSize / 2]`, scaling included
 * @param magnitude of rotated vectors; YaRN's attention factor (arXiv 2309.00071), else 1
 * @returns f32 `[256 + ⌈maxPositions / 256⌉, 2 (cosines, sines), headSize / 2]`
 */
export function rotationTables(
  inverseFrequencies: ArrayLike<number>,
  maxPositions: number,
  magnitude = 1,
): Float32Array<ArrayBuffer> {
  const half = inverseFrequencies.length;
  const rows = coarse + Math.ceil(maxPositions / coarse);
  const table = new Float32Array(rows * 2 * half);
  for (let row = 0; row < rows; row++) {
    const position = row < coarse ? row : (row - coarse) * coarse;
    const size = row < coarse ? magnitude : 1;
    for (let i = 0; i < half; i++) {
      const angle = position * (inverseFrequencies[i] ?? 0);
      table[row * 2 * half + i] = size * Math.cos(angle);
      table[row * 2 * half + half + i] = size * Math.sin(angle);
    }
  }
  return table;
}
