import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type MatvecShape,
  matvecKernel,
  matvecOutputs,
  matvecRows,
  matvecWorkgroups,
} from "../../src/engine/webgpu/kernels/matvec";
import { repack, type WeightTypeName } from "../../src/engine/webgpu/weights/weight-type";
import { createBuffer, openDevice, readBuffer, runKernel } from "./gpu";
import { madeUpMatrix, randomFloats, weightTypeNames } from "./weight-fixtures";

let device: GPUDevice;
let features: { f16: boolean; subgroups: boolean };
beforeAll(async () => {
  device = await openDevice();
  features = {
    f16: device.features.has("shader-f16"),
    subgroups: device.features.has("subgroups"),
  };
});
afterAll(() => device.destroy());

/** What a case leaves out of a shape is plain. */
interface Case extends Omit<Partial<MatvecShape>, "matrices"> {
  readonly types: readonly WeightTypeName[];
  readonly outputs: readonly number[];
}

/** Runs a kernel on made-up numbers and compares it with the same in doubles. */
async function check({ types, outputs, ...options }: Case): Promise<void> {
  const { columns = 256, rows = 1, norm, bias = false, epilogue = "store", place } = options;
  const made = types.map((name, m) => madeUpMatrix(name, outputs[m] ?? 0, columns, m + 1));
  const shape: MatvecShape = {
    ...{ columns, rows, bias, epilogue },
    matrices: made.map(({ type }, m) => ({ type, outputs: outputs[m] ?? 0 })),
    ...(norm && { norm }),
    ...(place && { place }),
  };
  const x = randomFloats(rows * columns, 7);
  const gain = randomFloats(columns, 8);
  const total = outputs.reduce((a, b) => a + b, 0);
  const biases = randomFloats(total, 9);
  const { width, offset } = place ?? { width: matvecOutputs(shape), offset: 0 };
  const before = randomFloats(rows * width, 10);

  const y = createBuffer(device, before);
  const buffers = [
    createBuffer(device, x),
    ...(norm ? [createBuffer(device, gain)] : []),
    ...made.map(({ type, data }) => createBuffer(device, repack(type, data, columns))),
    ...(bias ? [createBuffer(device, biases)] : []),
    y,
  ];
  await runKernel(device, matvecKernel(shape, features), buffers, matvecWorkgroups(shape));
  const values = new Float32Array(await readBuffer(device, y));

  const expected = Float64Array.from(before);
  // What rounding may do grows with the size of what is added up.
  const sizes = new Float64Array(expected.length).fill(1);
  for (let r = 0; r < rows; r++) {
    const row = Array.from(x.subarray(r * columns, (r + 1) * columns));
    const squares = row.reduce((sum, v) => sum + v * v, 0) / columns;
    const input = norm
      ? row.map((v, k) => (v * (gain[k] ?? 0)) / Math.sqrt(squares + norm.epsilon))
      : row;
    const products: number[] = [];
    const magnitudes: number[] = [];
    made.forEach(({ numbers }, m) => {
      for (let n = 0; n < (outputs[m] ?? 0); n++) {
        let [sum, size] = [0, 0];
        for (let k = 0; k < columns; k++) {
          const product = (numbers[n * columns + k] ?? 0) * (input[k] ?? 0);
          sum += product;
          size += Math.abs(product);
        }
        products.push(sum + (bias ? (biases[products.length] ?? 0) : 0));
        magnitudes.push(size);
      }
    });
    const count = matvecOutputs(shape);
    for (let n = 0; n < count; n++) {
      const at = r * width + offset + n;
      const value = products[n] ?? 0;
      if (epilogue === "silu-mul") {
        const up = products[count + n] ?? 0;
        expected[at] = (value / (1 + Math.exp(-value))) * up;
        sizes[at] =
          1 + (magnitudes[n] ?? 0) * Math.abs(up) + (magnitudes[count + n] ?? 0) * Math.abs(value);
      } else {
        expected[at] = value + (epilogue === "add" ? (before[at] ?? 0) : 0);
        sizes[at] = 1 + (magnitudes[n] ?? 0);
      }
    }
  }
  let worst = 0;
  expected.forEach((value, at) => {
    const error = Math.abs((values[at] ?? Number.NaN) - value) / (sizes[at] ?? 1);
    worst = Number.isNaN(error) ? Number.POSITIVE_INFINITY : Math.max(worst, error);
  });
  expect(worst).toBeLessThan(2e-6);
}

describe.each(weightTypeNames)("a matrix of %s", (name) => {
  it.each(matvecRows)("times %i rows", (rows) =>
    check({ types: [name], outputs: [21], columns: 512, rows }),
  );
});

it.each(matvecRows)(
  "takes matrices of different types, norm and bias in one pass: %i rows",
  (rows) =>
    check({
      types: ["Q4_K", "Q5_0", "Q6_K"],
      outputs: [24, 8, 11],
      norm: { epsilon: 1e-6 },
      bias: true,
      rows,
    }),
);

it.each(matvecRows)("multiplies silu(gate) with up: %i rows", (rows) =>
  check({
    types: ["Q4_K", "Q8_0"],
    outputs: [19, 19],
    norm: { epsilon: 1e-5 },
    epilogue: "silu-mul",
    rows,
  }),
);

it("adds to what is there", () =>
  check({ types: ["Q8_0"], outputs: [40], epilogue: "add", rows: 4, bias: true }));

it("writes a slice of the vocabulary into its place", () =>
  check({ types: ["Q6_K"], outputs: [16], rows: 2, place: { width: 50, offset: 32 } }));

it("takes columns that aren't whole workgroups of chunks, and fewer chunks than threads", async () => {
  await check({ types: ["Q4_0"], outputs: [9], columns: 32 });
  await check({ types: ["Q4_0"], outputs: [9], columns: 64 * 32 + 96, rows: 2 });
});
