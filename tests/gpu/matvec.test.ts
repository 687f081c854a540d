import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type MatvecRows,
  type MatvecShape,
  type MatvecVariant,
  matvecKernel,
  matvecRows,
  matvecVariant,
  matvecWorkgroups,
} from "../../src/engine/webgpu/kernels/matvec";
import { weightTypeNamed } from "../../src/engine/webgpu/weights/weight-type";
import { openDevice } from "./gpu";
import { expectProducts, type Products } from "./products";
import { weightTypeNames } from "./weight-fixtures";

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
    // Lavapipe compiles each read of memory for long: few outputs of a thread.
    { ...matvecVariant(rows, { f16: false, subgroups: false }), outputs: 1 },
    matvecVariant(rows, { f16: false, subgroups: true, subgroupSize }),
  ];
}

interface Case extends Products {
  readonly rows?: MatvecRows;
  readonly norm?: { readonly epsilon: number };
  readonly variant?: MatvecVariant;
  /** How often the rows. */
  readonly tiles?: number;
}

async function check({
  rows = 1,
  norm,
  variant = variants(rows)[1],
  tiles = 1,
  ...products
}: Case) {
  if (!variant) throw new Error("No variant hands round.");
  await expectProducts(device, { ...products, norm, rows: rows * tiles }, (plain) => {
    const shape: MatvecShape = { ...plain, rows, ...(norm && { norm }) };
    return {
      kernel: matvecKernel(shape, variant),
      workgroups: matvecWorkgroups(shape, variant, tiles),
    };
  });
}

it.each(weightTypeNames)("multiplies with a matrix of %s", (name) =>
  check({ types: [name], outputs: [21], columns: 512 }),
);

it.each(matvecRows)("multiplies %i rows with a norm and a bias", (rows) =>
  check({ types: ["Q8_0"], outputs: [19], columns: 96, norm: { epsilon: 1e-6 }, bias: true, rows }),
);

it("takes matrices of different types in one pass", async () => {
  for (const variant of variants(1)) {
    await check({
      types: ["Q5_0", "Q6_K"],
      outputs: [40, 11],
      norm: { epsilon: 1e-6 },
      bias: true,
      variant,
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
  for (const variant of variants(2)) {
    await check({ types: ["Q4_0"], outputs: [40], epilogue: "add", rows: 2, tiles: 3, variant });
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
