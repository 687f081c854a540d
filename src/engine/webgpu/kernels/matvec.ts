import type { Kernel, ShaderFeatures, Workgroups } from "../kernel";
import { chunkColumns } from "../weights/layout";
import { readChunk } from "../weights/reader";
import type { WeightType } from "../weights/weight-type";
import { declareBuffers, lines, spreadWorkgroups, workgroupIndex } from "./wgsl";

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

/** How the work is cut up among the threads of a workgroup. Chosen by measurement. */
export interface MatvecVariant {
  readonly threads: number;
  /** Neighbouring threads that take neighbouring outputs; the others share the columns. */
  readonly lanes: number;
  /** Rows of weights that a thread works on side by side: outputs, or of "silu-mul" at least a pair. */
  readonly outputs: number;
  /**
   * A workgroup is one subgroup: each thread reads a share of the inputs and hands it round. For devices whose
   * subgroups are all of one size, which `threads` and `lanes` are then.
   */
  readonly handRound: boolean;
}

/** The largest subgroup of processors that play a GPU: reading memory costs them more than handing round. */
const softwareSubgroup = 8;

/** A good start, before anything was measured. */
export function matvecVariant(
  rows: MatvecRows,
  { subgroupSize = 0 }: ShaderFeatures,
): MatvecVariant {
  if (subgroupSize >= 4 && subgroupSize <= softwareSubgroup) {
    // More outputs share what was handed round, and take longer to compile.
    const outputs = rows === 4 || rows === 8 ? 4 : 2;
    return { threads: subgroupSize, lanes: subgroupSize, outputs, handRound: true };
  }
  return { threads: 64, lanes: 8, outputs: rows <= 4 ? 2 : 1, handRound: false };
}

/** Outputs in a row of y. */
export function matvecOutputs({ matrices, epilogue }: MatvecShape): number {
  if (epilogue === "silu-mul") return matrices[0]?.outputs ?? 0;
  return matrices.reduce((sum, { outputs }) => sum + outputs, 0);
}

/**
 * A few rows times matrices: y[r, n] = Σ x[r, k] · W[n, k].
 *
 * The norm costs no pass of its own: the sum of squares is gathered beside the products, which are scaled by it
 * at the end. Each weight is read once for all rows; a workgroup reduces all its results at once, with one
 * barrier, or none where its threads don't share columns.
 *
 * Bindings, in this order:
 * - x: f32 `[rows, columns]`
 * - with `norm`: its gains, f32 `[columns]`
 * - each matrix, packed (`repack`)
 * - with `bias`: f32 `[outputs]`, of all matrices one after another (zeros where one has none)
 * - y: f32 `[rows, width]`; the outputs of all matrices one after another, from `place.offset` on
 *
 * Dispatched with several tiles of rows, x and y hold whole tiles.
 * @throws RangeError when the variant doesn't fit itself
 */
export function matvecKernel(shape: MatvecShape, variant: MatvecVariant): Kernel {
  const { matrices, columns, rows, norm, bias, epilogue } = shape;
  const { threads, lanes, handRound } = variant;
  const outputs = outputsOfThread(shape, variant);
  if (threads % lanes !== 0 || (handRound && threads !== lanes)) {
    throw new RangeError(
      "A variant's threads are whole groups of lanes; those that hand round, one.",
    );
  }
  const total = matvecOutputs(shape);
  const { width, offset } = shape.place ?? { width: total, offset: 0 };
  const pairs = epilogue === "silu-mul";
  const chunks = columns / chunkColumns;
  const shares = threads / lanes;
  const block = lanes * outputs;

  const { bindings, text } = declareBuffers([
    ["x", "read", "vec4f"],
    ...(norm ? [["gain", "read", "vec4f"] as const] : []),
    ...matrices.map((_, m) => [`matrix${m}`, "read", "vec4u"] as const),
    ...(bias ? [["bias", "read", "f32"] as const] : []),
    ["y", "write", "f32"],
  ]);

  // A thread's sums: of each output (of a pair, of both matrices) and row; then the squares of each row.
  const perRow = outputs * (pairs ? 2 : 1);
  const squares = rows * perRow;
  const sums = squares + (norm ? rows : 0);

  // Where threads hand round, each holds a quad of every row for the others.
  const held = handRound ? Math.min(8, lanes) : 8;
  const hold = lines(rows, (r) => {
    const quad = `chunk * 8u + part + lane % ${held}u`;
    return `let raw${r} = x[xStart + ${r * (columns / 4)}u + ${quad}];
      ${norm ? `acc${squares + r} += dot(raw${r}, raw${r});` : ""}
      let held${r} = raw${r}${norm ? ` * gain[${quad}]` : ""};`;
  });
  const input = (r: number, i: number) => {
    if (handRound) return `subgroupBroadcast(held${r}, ${i}u)`;
    const value = `x[xStart + ${r * (columns / 4)}u + chunk * 8u + ${i}u]`;
    return norm ? `${value} * gain_of` : value;
  };

  /** Adds a chunk of each row times a chunk of each output; `used` matrices side by side. */
  const products = (used: readonly number[]) => {
    const reads = used.flatMap((m, place) =>
      Array.from({ length: outputs }, (_, o) => {
        const { type, outputs: count } = matrices[m] ?? noMatrix();
        const row = `min(first + ${o * lanes}u, ${count - 1}u)`;
        const code = readChunk(
          type,
          { buffer: `matrix${m}`, columns, row, chunk: "chunk" },
          `_${m}_${o}`,
        );
        return { code, sum: o * used.length + place };
      }),
    );
    const quad = (i: number) => `{
        ${norm && !handRound ? `let gain_of = gain[chunk * 8u + ${i}u];` : ""}
        ${reads.map(({ code }, j) => `let weights${j} = ${code.weights(`(part + ${i}u)`)};`).join("\n")}
        ${lines(
          rows,
          (r) => `{
          let v = ${input(r, i)};
          ${reads.map(({ sum }, j) => `acc${r * perRow + sum} += dot(weights${j}, v);`).join("\n")}
        }`,
        )}
      }`;
    return `for (var chunk = share; chunk < ${chunks}u; chunk += ${shares}u) {
      ${reads.map(({ code }) => code.load).join("\n")}
      ${
        held < 8
          ? `for (var part = 0u; part < 8u; part += step) {
        ${hold}
        ${lines(held, quad)}
      }`
          : `const part = 0u;
      ${handRound ? hold : ""}
      ${lines(8, quad)}`
      }
    }`;
  };

  // Which matrix a workgroup works on.
  let groupsBefore = 0;
  let outputsBefore = 0;
  const work = pairs
    ? `first = group * ${block}u + lane;\n${products([0, 1])}`
    : matrices
        .map(({ outputs: count }, m) => {
          const groups = Math.ceil(count / block);
          const code = `if (group >= ${groupsBefore}u && group < ${groupsBefore + groups}u) {
            first = (group - ${groupsBefore}u) * ${block}u + lane;
            start = ${outputsBefore}u;
            end = ${outputsBefore + count}u;
            ${products([m])}
          }`;
          groupsBefore += groups;
          outputsBefore += count;
          return code;
        })
        .join("\n");

  // A thread that doesn't share columns has its outputs whole; else the first threads add them up.
  const alone = shares === 1 && (!norm || handRound);
  // Subgroups of more than 8 hold each quad several times.
  const copies = Math.max(1, lanes / 8);
  const finish = (gate: string, up: string, scale: string) => {
    const scaled = (value: string) => (norm ? `${value} * ${scale}` : value);
    if (!pairs) {
      const value = scaled(gate) + (bias ? " + bias[n]" : "");
      return epilogue === "add" ? `y[at] += ${value};` : `y[at] = ${value};`;
    }
    return `let gate = ${scaled(gate)}${bias ? " + bias[n]" : ""};
      let up = ${scaled(up)}${bias ? ` + bias[${total}u + n]` : ""};
      y[at] = gate / (1.0 + exp(-gate)) * up;`;
  };
  const scaleOf = (sum: string) => `inverseSqrt(${sum} / ${columns}.0 + ${norm?.epsilon})`;
  const step = pairs ? 2 : 1;
  const result = alone
    ? lines(rows * outputs, (i) => {
        const [r, o] = [Math.floor(i / outputs), i % outputs];
        const sum = r * perRow + o * step;
        return `{
          let n = start + first + ${o * lanes}u;
          ${norm ? `let scale = ${scaleOf(`subgroupAdd(acc${squares + r}) / ${copies}.0`)};` : ""}
          if (n < end) {
            let at = yStart + ${r * width + offset}u + n;
            ${finish(`acc${sum}`, `acc${sum + 1}`, "scale")}
          }
        }`;
      })
    : `${lines(sums, (i) => `partial[${i * threads}u + thread] = acc${i};`)}
      workgroupBarrier();
      for (var i = thread; i < ${rows * block}u; i += ${threads}u) {
        let row = i / ${block}u;
        let output = (i % ${block}u) / ${lanes}u;
        let n = start + first - lane + i % ${block}u;
        if (n < end) {
          let at = yStart + row * ${width}u + ${offset}u + n;
          let sum = (row * ${perRow}u + output * ${step}u) * ${threads}u + i % ${lanes}u;
          ${norm ? `let scale = ${scaleOf(`total(${squares * threads}u + row * ${threads}u, 1u, ${threads}u)`)};` : ""}
          ${finish(`total(sum, ${lanes}u, ${shares}u)`, `total(sum + ${threads}u, ${lanes}u, ${shares}u)`, "scale")}
        }
      }`;

  const code = `
    ${handRound ? "enable subgroups;" : ""}
    ${text}
    ${
      alone
        ? ""
        : `var<workgroup> partial: array<f32, ${sums * threads}>;
    fn total(begin: u32, step: u32, count: u32) -> f32 {
      var sum = 0.0;
      for (var i = 0u; i < count; i++) { sum += partial[begin + i * step]; }
      return sum;
    }`
    }
    @compute @workgroup_size(${threads})
    fn main(
      @builtin(workgroup_id) workgroup: vec3u,
      @builtin(${handRound ? "subgroup_invocation_id" : "local_invocation_index"}) thread: u32,
    ) {
      let group = ${workgroupIndex(groupsOf(shape, variant))};
      ${handRound ? "let lane = thread; const share = 0u;" : `let lane = thread % ${lanes}u; let share = thread / ${lanes}u;`}
      ${held < 8 ? `// Always the latter: but compilers that know it unroll the loop.\nlet step = min(arrayLength(&x), ${held}u);` : ""}
      let xStart = workgroup.z * ${rows * (columns / 4)}u;
      let yStart = workgroup.z * ${rows * width}u;
      var first = 0u;
      var start = 0u;
      var end = ${total}u;
      ${lines(sums, (i) => `var acc${i} = 0.0;`)}
      ${
        norm && !handRound
          ? `for (var i = thread; i < ${columns / 4}u; i += ${threads}u) {
        ${lines(rows, (r) => `let v${r} = x[xStart + ${r * (columns / 4)}u + i]; acc${squares + r} += dot(v${r}, v${r});`)}
      }`
          : ""
      }
      ${work}
      ${result}
    }`;
  const names = matrices.map(({ type, outputs: n }) => `${type.name}x${n}`).join("+");
  const extras = `${norm ? ", norm" : ""}${bias ? ", bias" : ""}${handRound ? `, ${lanes} hand round` : ""}`;
  return {
    name: `matvec ${names} of ${columns}, ${rows} rows, ${epilogue}${extras}`,
    code,
    bindings,
  };
}

function noMatrix(): never {
  throw new RangeError("A shape without matrices has no kernel.");
}

function outputsOfThread({ epilogue }: MatvecShape, { outputs }: MatvecVariant): number {
  return epilogue === "silu-mul" ? Math.ceil(outputs / 2) : outputs;
}

function groupsOf(shape: MatvecShape, variant: MatvecVariant): number {
  const outputs = variant.lanes * outputsOfThread(shape, variant);
  const groups = shape.matrices.map((matrix) => Math.ceil(matrix.outputs / outputs));
  return shape.epilogue === "silu-mul" ? (groups[0] ?? 0) : groups.reduce((a, b) => a + b, 0);
}

/**
 * Workgroups of `matvecKernel` with the same shape and variant.
 * @param tiles how often its rows
 */
export function matvecWorkgroups(
  shape: MatvecShape,
  variant: MatvecVariant,
  tiles = 1,
): Workgroups {
  const [x, y] = spreadWorkgroups(groupsOf(shape, variant));
  return [x, y, tiles];
}
