import { blockWords, type KvType } from "../kv-pages";
import { pageTokens } from "../step-layout";

// What the attention kernels of few and of many rows share.

export interface AttentionShape {
  readonly heads: number;
  /** Divides `heads`, into groups of up to 8; the heads of a group read the same keys and values. */
  readonly kvHeads: number;
  readonly headSize: number;
  readonly kvType: KvType;
  readonly maxSequences: number;
  readonly maxPagesPerSequence: number;
}

/**
 * Heads that share a KV head.
 * @throws RangeError when they don't share evenly, or too many share one
 */
export function groupOf({ heads, kvHeads }: AttentionShape): number {
  const group = heads / kvHeads;
  if (Number.isInteger(group) && group <= 8) return group;
  throw new RangeError(
    `${heads} heads can't share ${kvHeads} of keys and values: at most 8 to one.`,
  );
}

/**
 * WGSL (with `step`) that adds the products of a key with queries to p0, p1, …: the key at `block` (its page's block, in
 * quads, plus `token`), the queries in `all`, one after another.
 */
export function keyProducts(kvType: KvType, headSize: number, queries: number): string {
  const products = (names: readonly string[], quad: string) =>
    Array.from({ length: queries }, (_, g) => {
      const dots = names.map(
        (name, i) => `dot(${name}, all[${g * (headSize / 4)}u + ${quad} + ${i}u])`,
      );
      return `p${g} += ${dots.join(" + ")};`;
    }).join("\n");
  if (kvType === "f32") {
    return `for (var i = 0u; i < ${headSize / 4}u + step.zero; i++) {
      let k = bitcast<vec4f>(keys[block + i * ${pageTokens}u]);
      ${products(["k"], "i")}
    }`;
  }
  if (kvType === "f16") {
    return `for (var i = 0u; i < ${headSize / 8}u + step.zero; i++) {
      let bits = keys[block + i * ${pageTokens}u];
      let low = vec4f(unpack2x16float(bits.x), unpack2x16float(bits.y));
      let high = vec4f(unpack2x16float(bits.z), unpack2x16float(bits.w));
      ${products(["low", "high"], "i * 2u")}
    }`;
  }
  return `for (var i = 0u; i < ${headSize / 16}u + step.zero; i++) {
    let bits = keys[block + i * ${pageTokens}u];
    let scales = keys[block - token + ${headSize}u + (i / 2u) * ${pageTokens / 4}u + token / 4u];
    let scale = bitcast<f32>(scales[token % 4u]);
    let a = scale * unpack4x8snorm(bits.x);
    let b = scale * unpack4x8snorm(bits.y);
    let c = scale * unpack4x8snorm(bits.z);
    let d = scale * unpack4x8snorm(bits.w);
    ${products(["a", "b", "c", "d"], "i * 4u")}
  }`;
}

/** What a thread loads of a token's values at once. */
export function valueElement(kvType: KvType, dimensions: 4 | 8): string {
  if (kvType === "f32") return "vec4f";
  if (kvType === "f16") return dimensions === 4 ? "vec2u" : "vec4u";
  return "u32";
}

/** WGSL that loads the lane's dimensions of `token` in the page `block` as v0, v1. */
export function loadValues(kvType: KvType, headSize: number, dimensions: 4 | 8): string {
  const words = blockWords(kvType, headSize);
  const count = dimensions / 4;
  if (kvType === "f32") {
    const at = `block * ${words / 4}u + token * ${headSize / 4}u + lane * ${count}u`;
    return Array.from({ length: count }, (_, v) => `let v${v} = values[${at} + ${v}u];`).join("\n");
  }
  if (kvType === "f16") {
    const pair = (i: number) => {
      const [a, b] = i === 0 ? ["x", "y"] : ["z", "w"];
      return `let v${i} = vec4f(unpack2x16float(bits.${a}), unpack2x16float(bits.${b}));`;
    };
    return `let bits = values[block * ${words / (2 * count)}u + token * ${headSize / dimensions}u + lane];
      ${count === 1 ? pair(0) : `${pair(0)}\n${pair(1)}`}`;
  }
  const at = `block * ${words}u + token * ${headSize / 4}u + lane * ${count}u`;
  const scale = `block * ${words}u + ${headSize * 4}u + token * ${headSize / 32}u + lane / ${32 / dimensions}u`;
  return `let scale = bitcast<f32>(values[${scale}]);
    ${Array.from({ length: count }, (_, v) => `let v${v} = scale * unpack4x8snorm(values[${at} + ${v}u]);`).join("\n")}`;
}
