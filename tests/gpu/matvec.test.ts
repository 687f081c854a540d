import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type MatvecRows,
  type MatvecShape,
  type MatvecVariant,
  matvecKernel,
  matvecOutputs,
  matvecRows,
  matvecVariant,
  matvecWorkgroups,
} from "../../src/engine/webgpu/kernels/matvec";
import {
  repack,
  type WeightTypeName,
  weightTypeNamed,
} from "../../src/engine/webgpu/weights/weight-type";
import { createBuffer, openDevice, readBuffer, runKernel } from "./gpu";
import { madeUpMatrix, randomFloats, weightTypeNames } from "./weight-fixtures";

let device: GPUDevice;
beforeAll(async () => {
  device = await openDevice();
});
afterAll(() => device.destroy());

/** The two ways that a kernel may be cut up; lavapipe has subgroups of 8 and SwiftShader of 4. */
function variants(rows: MatvecRows): readonly MatvecVariant[] {
  const subgroupSize = device.adapterInfo.subgroupMinSize;
  expect(subgroupSize).toBe(device.adapterInfo.subgroupMaxSize);
  return [
    matvecVariant(rows, { f16: false, subgroups: false }),
    matvecVariant(rows, { f16: false, subgroups: true, subgroupSize }),
  ];
}

/** What a case leaves out of a shape is plain. */
interface Case extends Omit<Partial<MatvecShape>, "matrices"> {
  readonly types: readonly WeightTypeName[];
  readonly outputs: readonly number[];
  readonly variant?: MatvecVariant;
  /** How often the rows. */
  readonly tiles?: number;
}

/** Runs a kernel on made-up numbers and compares it with the same in doubles. */
async function check({ types, outputs, ...options }: Case): Promise<void> {
  const {
    columns = 256,
    rows = 1,
    norm,
    bias = false,
    epilogue = "store",
    place,
    tiles = 1,
  } = options;
  const { variant = variants(rows)[1] ?? matvecVariant(rows, { f16: false, subgroups: false }) } =
    options;
  const made = types.map((name, m) => madeUpMatrix(name, outputs[m] ?? 0, columns, m + 1));
  const shape: MatvecShape = {
    ...{ columns, rows, bias, epilogue },
    matrices: made.map(({ type }, m) => ({ type, outputs: outputs[m] ?? 0 })),
    ...(norm && { norm }),
    ...(place && { place }),
  };
  const x = randomFloats(tiles * rows * columns, 7);
  const gain = randomFloats(columns, 8);
  const total = outputs.reduce((a, b) => a + b, 0);
  const biases = randomFloats(total, 9);
  const { width, offset } = place ?? { width: matvecOutputs(shape), offset: 0 };
  const before = randomFloats(tiles * rows * width, 10);

  const y = createBuffer(device, before);
  const buffers = [
    createBuffer(device, x),
    ...(norm ? [createBuffer(device, gain)] : []),
    ...made.map(({ type, data }) => createBuffer(device, repack(type, data, columns))),
    ...(bias ? [createBuffer(device, biases)] : []),
    y,
  ];
  const kernel = matvecKernel(shape, variant);
  await runKernel(device, kernel, buffers, matvecWorkgroups(shape, variant, tiles));
  const values = new Float32Array(await readBuffer(device, y));

  const expected = Float64Array.from(before);
  // What rounding may do grows with the size of what is added up.
  const sizes = new Float64Array(expected.length).fill(1);
  for (let r = 0; r < rows * tiles; r++) {
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

it.each(weightTypeNames)("multiplies with a matrix of %s", (name) =>
  check({ types: [name], outputs: [21], columns: 512 }),
);

it.each(matvecRows)("multiplies %i rows with a norm and a bias", (rows) =>
  check({ types: ["Q8_0"], outputs: [19], columns: 96, norm: { epsilon: 1e-6 }, bias: true, rows }),
);

it("takes matrices of different types in one pass", async () => {
  for (const variant of variants(2)) {
    await check({
      types: ["Q4_K", "Q5_0", "Q6_K"],
      outputs: [40, 8, 11],
      norm: { epsilon: 1e-6 },
      bias: true,
      ...{ rows: 2, variant },
    });
  }
});

it("multiplies silu(gate) with up", async () => {
  for (const variant of variants(1)) {
    await check({
      types: ["Q4_K", "Q8_0"],
      outputs: [19, 19],
      norm: { epsilon: 1e-5 },
      epilogue: "silu-mul",
      bias: true,
      variant,
    });
  }
});

it("adds to what is there, tile by tile of rows", async () => {
  for (const variant of variants(4)) {
    await check({ types: ["Q4_0"], outputs: [40], epilogue: "add", rows: 4, tiles: 3, variant });
  }
});

it("writes a slice of the vocabulary into its place", () =>
  check({ types: ["Q6_K"], outputs: [16], rows: 2, place: { width: 50, offset: 32 } }));

it("takes fewer chunks than threads share, and counts that don't divide evenly", async () => {
  for (const variant of variants(1)) {
    await check({ types: ["Q4_0"], outputs: [9], columns: 32, norm: { epsilon: 1e-6 }, variant });
    await check({ types: ["Q4_0"], outputs: [9], columns: 9 * 32, variant });
  }
});

it("hands round in subgroups of any size", async () => {
  const { subgroupMinSize: size } = device.adapterInfo;
  await check({
    types: ["Q8_0"],
    outputs: [9],
    norm: { epsilon: 1e-6 },
    variant: { threads: size, lanes: size, outputs: 1, handRound: true },
  });
});

it("refuses a variant that its threads can't be cut into", () => {
  const shape: MatvecShape = {
    matrices: [{ type: weightTypeNamed("F32"), outputs: 8 }],
    ...{ columns: 32, rows: 1, bias: false, epilogue: "store" },
  };
  const uneven = { threads: 60, lanes: 8, outputs: 1, handRound: false };
  expect(() => matvecKernel(shape, uneven)).toThrow(RangeError);
  const several = { threads: 64, lanes: 8, outputs: 1, handRound: true };
  expect(() => matvecKernel(shape, several)).toThrow(RangeError);
});

it("spreads more workgroups than one dimension holds over two", () => {
  const shape: MatvecShape = {
    matrices: [{ type: weightTypeNamed("F32"), outputs: 151_936 }],
    ...{ columns: 32, rows: 1, bias: false, epilogue: "store" },
  };
  const one = { threads: 64, lanes: 1, outputs: 1, handRound: false };
  expect(matvecWorkgroups(shape, one)).toEqual([50_646, 3, 1]);
});
