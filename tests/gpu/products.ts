import { expect } from "vitest";
import type { Kernel, Workgroups } from "../../src/engine/webgpu/kernel";
import type { MatmulShape } from "../../src/engine/webgpu/kernels/matmul";
import { type Epilogue, matvecOutputs } from "../../src/engine/webgpu/kernels/matvec";
import { repack, type WeightTypeName } from "../../src/engine/webgpu/weights/weight-type";
import { createBuffer, readBuffer, runKernel } from "./gpu";
import { madeUpMatrix, randomFloats } from "./weight-fixtures";

/** Made-up matrices times made-up rows. What is left out is plain. */
export interface Products {
  readonly types: readonly WeightTypeName[];
  readonly outputs: readonly number[];
  readonly columns?: number;
  readonly bias?: boolean;
  readonly epilogue?: Epilogue;
  readonly place?: { readonly width: number; readonly offset: number };
}

interface Options extends Products {
  readonly rows: number;
  readonly norm?: { readonly epsilon: number } | undefined;
  /** The buffers hold whole tiles of so many rows. */
  readonly paddedTo?: number;
}

/** Runs a kernel and compares what it computes with the same in doubles. */
export async function expectProducts(
  device: GPUDevice,
  options: Options,
  make: (shape: MatmulShape) => { kernel: Kernel; workgroups: Workgroups },
): Promise<void> {
  const { types, outputs, rows, columns = 256, bias = false, epilogue = "store" } = options;
  const { norm, place, paddedTo = 1 } = options;
  const made = types.map((name, m) => madeUpMatrix(name, outputs[m] ?? 0, columns, m + 1));
  const shape: MatmulShape = {
    ...{ columns, bias, epilogue },
    matrices: made.map(({ type }, m) => ({ type, outputs: outputs[m] ?? 0 })),
    ...(place && { place }),
  };
  const padded = Math.ceil(rows / paddedTo) * paddedTo;
  const x = randomFloats(padded * columns, 7);
  const gain = randomFloats(columns, 8);
  const total = outputs.reduce((a, b) => a + b, 0);
  const biases = randomFloats(total, 9);
  const { width, offset } = place ?? { width: matvecOutputs({ ...shape, rows: 1 }), offset: 0 };
  const before = randomFloats(padded * width, 10);

  const y = createBuffer(device, before);
  const buffers = [
    createBuffer(device, x),
    ...(norm ? [createBuffer(device, gain)] : []),
    ...made.map(({ type, data }) => createBuffer(device, repack(type, data, columns))),
    ...(bias ? [createBuffer(device, biases)] : []),
    y,
  ];
  const { kernel, workgroups } = make(shape);
  await runKernel(device, kernel, buffers, workgroups);
  const values = new Float32Array(await readBuffer(device, y));

  const expected = Float64Array.from(before.subarray(0, rows * width));
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
    const count = matvecOutputs({ ...shape, rows: 1 });
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
