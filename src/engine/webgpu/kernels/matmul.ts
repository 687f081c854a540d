import type { Kernel, ShaderFeatures, Workgroups } from "../kernel";
import { chunkColumns } from "../weights/layout";
import { readChunk } from "../weights/reader";
import {
  type MatvecRows,
  type MatvecShape,
  type MatvecVariant,
  matvecKernel,
  matvecOutputs,
  matvecVariant,
  matvecWorkgroups,
} from "./matvec";
import { declareBuffers, lines } from "./wgsl";

/** As of a few rows, but of any number of rows and without a norm. */
export type MatmulShape = Omit<MatvecShape, "rows" | "norm">;

export type MatmulVariant =
  /** Register tiles: a workgroup computes 64 outputs of `rows` rows. */
  | { readonly kind: "tiles"; readonly rows: 32 | 64 }
  /** The kernel of a few rows, again and again. */
  | { readonly kind: "few rows"; readonly rows: MatvecRows; readonly variant: MatvecVariant };

/** A good start, before anything was measured. */
export function matmulVariant(features: ShaderFeatures): MatmulVariant {
  const variant = matvecVariant(16, features);
  return variant.handRound ? { kind: "few rows", rows: 16, variant } : { kind: "tiles", rows: 64 };
}

const threads = 64;
/** Outputs of a tile; of "silu-mul" half of them belong to each matrix. */
const tileOutputs = 64;
/** Threads lie in a square: 8 along the outputs, 8 along the rows. */
const side = 8;

/**
 * Many rows times matrices, for prompts: y[r, n] = Σ x[r, k] · W[n, k].
 *
 * A workgroup puts a chunk of its weights and inputs into shared memory, as f32 with the column outside, and each
 * thread adds up 8 × 8 (or 8 × 4) products of it in registers.
 *
 * Bindings as of `matvecKernel`, without gains. x and y hold whole tiles of `variant.rows` rows; what stands in
 * the rows that aren't used doesn't matter.
 */
export function matmulKernel(shape: MatmulShape, variant: MatmulVariant): Kernel {
  if (variant.kind === "few rows") {
    return matvecKernel({ ...shape, rows: variant.rows }, variant.variant);
  }
  const { matrices, columns, bias, epilogue } = shape;
  const { rows } = variant;
  const pairs = epilogue === "silu-mul";
  const total = outputsOf(shape);
  const { width, offset } = shape.place ?? { width: total, offset: 0 };
  const perThread = rows / side;
  const share = tileOutputs / (pairs ? 2 : 1);

  const { bindings, text } = declareBuffers([
    ["x", "read", "vec4f"],
    ...matrices.map((_, m) => [`matrix${m}`, "read", "vec4u"] as const),
    ...(bias ? [["bias", "read", "f32"] as const] : []),
    ["y", "write", "f32"],
  ]);

  /** The thread's row of a matrix goes into shared memory. */
  const fill = (m: number) => {
    const { type, outputs } = matrices[m] ?? noMatrix();
    const row = `min(first + thread % ${share}u, ${outputs - 1}u)`;
    const { load, weights } = readChunk(
      type,
      { buffer: `matrix${m}`, columns, row, chunk: "chunk" },
      `_${m}`,
    );
    return `{
      ${load}
      for (var i = 0u; i < 8u; i++) {
        let w = ${weights("i")};
        ${lines(4, (c) => `weights[(4u * i + ${c}u) * ${tileOutputs}u + thread] = w[${c}];`)}
      }
    }`;
  };
  let groupsBefore = 0;
  let outputsBefore = 0;
  const places: string[] = [];
  const fills: string[] = [];
  if (pairs) {
    places.push(`first = workgroup.x * ${share}u;`);
    fills.push(`if (thread < ${share}u) ${fill(0)} else ${fill(1)}`);
  } else {
    matrices.forEach(({ outputs }, m) => {
      const groups = Math.ceil(outputs / share);
      const here = `workgroup.x >= ${groupsBefore}u && workgroup.x < ${groupsBefore + groups}u`;
      places.push(`if (${here}) {
        first = (workgroup.x - ${groupsBefore}u) * ${share}u;
        start = ${outputsBefore}u;
        end = ${outputsBefore + outputs}u;
      }`);
      fills.push(`if (${here}) ${fill(m)}`);
      groupsBefore += groups;
      outputsBefore += outputs;
    });
  }

  const results = lines(share / side, (o) =>
    lines(perThread, (r) => {
      const value = (half: number) => {
        const n = half ? `${total}u + n` : "n";
        return `acc${r}_${o + (half * share) / side}${bias ? ` + bias[${n}]` : ""}`;
      };
      const store =
        epilogue === "silu-mul"
          ? `let gate = ${value(0)}; y[at] = gate / (1.0 + exp(-gate)) * (${value(1)});`
          : `y[at] ${epilogue === "add" ? "+=" : "="} ${value(0)};`;
      return `if (start + first + across + ${o * side}u < end) {
        let n = start + first + across + ${o * side}u;
        let at = (rowStart + down + ${r * side}u) * ${width}u + ${offset}u + n;
        ${store}
      }`;
    }),
  );

  const code = `
    ${text}
    var<workgroup> weights: array<f32, ${chunkColumns * tileOutputs}>;
    var<workgroup> inputs: array<f32, ${chunkColumns * rows}>;
    @compute @workgroup_size(${threads})
    fn main(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_index) thread: u32) {
      let across = thread % ${side}u;
      let down = thread / ${side}u;
      let rowStart = workgroup.y * ${rows}u;
      var first = 0u;
      var start = 0u;
      var end = ${total}u;
      ${places.join("\n")}
      ${lines(perThread, (r) => lines(side, (o) => `var acc${r}_${o} = 0.0;`))}
      for (var chunk = 0u; chunk < ${columns / chunkColumns}u; chunk++) {
        ${fills.join("\n")}
        if (thread < ${rows}u) {
          for (var i = 0u; i < 8u; i++) {
            let v = x[(rowStart + thread) * ${columns / 4}u + chunk * 8u + i];
            ${lines(4, (c) => `inputs[(4u * i + ${c}u) * ${rows}u + thread] = v[${c}];`)}
          }
        }
        workgroupBarrier();
        for (var k = 0u; k < ${chunkColumns}u; k++) {
          ${lines(side, (o) => `let w${o} = weights[k * ${tileOutputs}u + across + ${o * side}u];`)}
          ${lines(
            perThread,
            (r) => `{
            let v = inputs[k * ${rows}u + down + ${r * side}u];
            ${lines(side, (o) => `acc${r}_${o} += w${o} * v;`)}
          }`,
          )}
        }
        workgroupBarrier();
      }
      ${results}
    }`;
  const names = matrices.map(({ type, outputs: n }) => `${type.name}x${n}`).join("+");
  return {
    name: `matmul ${names} of ${columns}, tiles of ${rows} rows, ${epilogue}${bias ? ", bias" : ""}`,
    code,
    bindings,
  };
}

function noMatrix(): never {
  throw new RangeError("A shape without matrices has no kernel.");
}

function outputsOf(shape: MatmulShape): number {
  return matvecOutputs({ ...shape, rows: 1 });
}

/**
 * Workgroups of `matmulKernel` with the same shape and variant.
 * @param rows in use; the last tile may have fewer than its own
 */
export function matmulWorkgroups(
  shape: MatmulShape,
  variant: MatmulVariant,
  rows: number,
): Workgroups {
  const tiles = Math.ceil(rows / variant.rows);
  if (variant.kind === "few rows") {
    return matvecWorkgroups({ ...shape, rows: variant.rows }, variant.variant, tiles);
  }
  const groups =
    shape.epilogue === "silu-mul"
      ? Math.ceil(outputsOf(shape) / (tileOutputs / 2))
      : shape.matrices.reduce((sum, { outputs }) => sum + Math.ceil(outputs / tileOutputs), 0);
  return [groups, tiles, 1];
}
