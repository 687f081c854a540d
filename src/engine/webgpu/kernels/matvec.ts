import type { BindingKind, Kernel, ShaderFeatures, Workgroups } from "../kernel";
import { readChunk } from "../weights/reader";
import type { WeightType } from "../weights/weight-type";
import { lines, spreadWorkgroups, workgroupIndex } from "./wgsl";

/** Rows that the few-row kernels are made for; a pass of other counts takes the next larger. */
export const matvecRows = [1, 2, 4, 8, 16] as const;
export type MatvecRows = (typeof matvecRows)[number];

/** A matrix, or a slice of its rows. */
export interface Matrix {
  readonly type: WeightType;
  /** Its rows: outputs. */
  readonly outputs: number;
}

/** What becomes of the products: stored; added to what `y` holds; or silu(first matrix) * second. */
export type Epilogue = "store" | "add" | "silu-mul";

export interface MatvecShape {
  /** Matrices of the same inputs; of "silu-mul" two with equally many outputs. */
  readonly matrices: readonly Matrix[];
  /** Inputs, a multiple of 32. */
  readonly columns: number;
  /** Texts. */
  readonly rows: MatvecRows;
  /** The RMS norm of the inputs before the matrices. */
  readonly norm?: { readonly epsilon: number };
  readonly bias: boolean;
  readonly epilogue: Epilogue;
  /** Where the outputs lie in a row of `y`: for slices of a matrix. By default a row is all of them. */
  readonly place?: { readonly width: number; readonly offset: number };
}

/** How the work is cut up. Chosen by measurement. */
export interface MatvecVariant {
  /** Threads of a workgroup: they share the columns. */
  readonly threads: number;
  /** Outputs of a workgroup. */
  readonly outputs: number;
}

const defaultVariant: MatvecVariant = { threads: 64, outputs: 4 };

/** Outputs in a row of y. */
export function matvecOutputs({ matrices, epilogue }: MatvecShape): number {
  if (epilogue === "silu-mul") return matrices[0]?.outputs ?? 0;
  return matrices.reduce((sum, { outputs }) => sum + outputs, 0);
}

/**
 * A few rows times matrices: y[r, n] = Σ x[r, k] · W[n, k].
 *
 * The norm costs no pass of its own: the sum of squares is gathered beside the products, and the products are
 * scaled by it at the end. Each weight is read once for all rows; a workgroup reduces all its results at once.
 *
 * Bindings, in this order:
 * - x: f32 `[rows, columns]`
 * - with `norm`: its gains, f32 `[columns]`
 * - each matrix, packed (`repack`)
 * - with `bias`: f32 `[outputs]`, of all matrices one after another (zeros where one has none)
 * - y: f32 `[rows, width]`; the outputs of all matrices one after another, from `place.offset` on
 */
export function matvecKernel(
  shape: MatvecShape,
  _features: ShaderFeatures,
  variant: MatvecVariant = defaultVariant,
): Kernel {
  const { matrices, columns, rows, norm, bias, epilogue } = shape;
  const { threads, outputs } = variant;
  const total = matvecOutputs(shape);
  const place = shape.place ?? { width: total, offset: 0 };
  const pairs = epilogue === "silu-mul";
  const chunks = columns / 32;

  const bindings: BindingKind[] = [];
  const declare = (kind: BindingKind, name: string, element: string) => {
    const access = kind === "write" ? "read_write" : "read";
    bindings.push(kind);
    return `@group(0) @binding(${bindings.length - 1}) var<storage, ${access}> ${name}: array<${element}>;`;
  };
  const declarations = [
    declare("read", "x", "vec4f"),
    ...(norm ? [declare("read", "gain", "vec4f")] : []),
    ...matrices.map((_, m) => declare("read", `w${m}`, "vec4u")),
    ...(bias ? [declare("read", "bias", "f32")] : []),
    declare("write", "y", "f32"),
  ];

  // Results of a thread: [row][output][matrix of a pair], then the squares of each row.
  const perRow = outputs * (pairs ? 2 : 1);
  const results = rows * perRow;
  const partials = results + (norm ? rows : 0);

  /** A chunk of each output times a chunk of each row. */
  const products = (m: number, slot: (output: number, row: number) => number) =>
    lines(outputs, (o) =>
      readChunk(
        matrices[m]?.type ?? fail(),
        {
          buffer: `w${m}`,
          columns,
          row: `min(first + ${o}u, ${(matrices[m]?.outputs ?? 1) - 1}u)`,
          chunk: "chunk",
        },
        (i, weights) =>
          `{ let w = ${weights}; ${lines(rows, (r) => `acc[${slot(o, r)}] += dot(w, a${r}[${i}]);`)} }`,
      ),
    );
  const inputs = `
    ${norm ? `var g: array<vec4f, 8>; for (var i = 0u; i < 8u; i++) { g[i] = gain[chunk * 8u + i]; }` : ""}
    ${lines(
      rows,
      (r) => `var a${r}: array<vec4f, 8>;
    for (var i = 0u; i < 8u; i++) {
      let v = x[${r * (columns / 4)}u + chunk * 8u + i];
      ${norm ? `acc[${results + r}] += dot(v, v); a${r}[i] = v * g[i];` : `a${r}[i] = v;`}
    }`,
    )}`;
  const loop = (body: string) =>
    `for (var chunk = thread; chunk < ${chunks}u; chunk += ${threads}u) { ${inputs}\n${body} }`;

  // Which matrix a workgroup works on.
  let before = 0;
  let offset = 0;
  const branches = pairs
    ? [
        `first = group * ${outputs}u;
        ${loop(products(0, (o, r) => r * perRow + o * 2) + products(1, (o, r) => r * perRow + o * 2 + 1))}`,
      ]
    : matrices.map(({ outputs: count }, m) => {
        const groups = Math.ceil(count / outputs);
        const code = `if (group >= ${before}u && group < ${before + groups}u) {
          first = (group - ${before}u) * ${outputs}u;
          start = ${offset}u; end = ${offset + count}u;
          ${loop(products(m, (o, r) => r * perRow + o))}
        }`;
        before += groups;
        offset += count;
        return code;
      });

  const scaled = (index: string) =>
    norm
      ? `total(${index}) * inverseSqrt(total(${results}u + row) / ${columns}.0 + ${norm.epsilon})`
      : `total(${index})`;
  const finish = pairs
    ? `let gate = ${scaled(`row * ${perRow}u + output * 2u`)}${bias ? " + bias[n]" : ""};
       let up = ${scaled(`row * ${perRow}u + output * 2u + 1u`)}${bias ? ` + bias[${total}u + n]` : ""};
       y[at] = gate / (1.0 + exp(-gate)) * up;`
    : `let value = ${scaled(`row * ${perRow}u + output`)}${bias ? " + bias[n]" : ""};
       y[at] = ${epilogue === "add" ? "y[at] + value" : "value"};`;

  const code = `
    ${declarations.join("\n")}
    var<workgroup> sums: array<f32, ${partials * threads}>;
    fn total(index: u32) -> f32 {
      var sum = 0.0;
      for (var t = 0u; t < ${threads}u; t++) { sum += sums[index * ${threads}u + t]; }
      return sum;
    }
    @compute @workgroup_size(${threads})
    fn main(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_index) thread: u32) {
      let group = ${workgroupIndex(groupsOf(shape, variant))};
      var acc: array<f32, ${partials}>;
      var first = 0u;
      var start = 0u;
      var end = ${total}u;
      ${branches.join("\n")}
      for (var i = 0u; i < ${partials}u; i++) { sums[i * ${threads}u + thread] = acc[i]; }
      workgroupBarrier();
      for (var i = thread; i < ${rows * outputs}u; i += ${threads}u) {
        let row = i / ${outputs}u;
        let output = i % ${outputs}u;
        let n = start + first + output;
        if (n < end) {
          let at = row * ${place.width}u + ${place.offset}u + n;
          ${finish}
        }
      }
    }`;
  const names = matrices.map(({ type, outputs: n }) => `${type.name}x${n}`).join("+");
  return {
    name: `matvec ${names} of ${columns}, ${rows} rows, ${epilogue}${norm ? ", norm" : ""}${bias ? ", bias" : ""}`,
    code,
    bindings,
  };
}

function fail(): never {
  throw new RangeError("A shape without matrices has no kernel.");
}

function groupsOf({ matrices, epilogue }: MatvecShape, { outputs }: MatvecVariant): number {
  const groups = matrices.map((matrix) => Math.ceil(matrix.outputs / outputs));
  return epilogue === "silu-mul" ? (groups[0] ?? 0) : groups.reduce((a, b) => a + b, 0);
}

/** Workgroups of `matvecKernel` with the same shape and variant. */
export function matvecWorkgroups(
  shape: MatvecShape,
  variant: MatvecVariant = defaultVariant,
): Workgroups {
  return spreadWorkgroups(groupsOf(shape, variant));
}
