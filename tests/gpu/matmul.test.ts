import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type MatmulVariant,
  matmulKernel,
  matmulVariant,
  matmulWorkgroups,
} from "../../src/engine/webgpu/kernels/matmul";
import { rmsNormKernel, rmsNormWorkgroups } from "../../src/engine/webgpu/kernels/rms-norm";
import { createBuffer, openDevice, readBuffer, runKernel } from "./gpu";
import { expectProducts, type Products } from "./products";
import { randomFloats } from "./weight-fixtures";

let device: GPUDevice;
beforeAll(async () => {
  device = await openDevice();
});
afterAll(() => device.destroy());

/** Lavapipe repeats the kernel of a few rows: it compiles a tile's reads and writes for minutes. */
const tilesIt = it.skipIf(process.env.GPU_ADAPTER === "lavapipe");
const tiles: MatmulVariant = { kind: "tiles", rows: 32 };

async function check(products: Products, rows: number, variant = tiles): Promise<void> {
  await expectProducts(device, { ...products, rows, paddedTo: variant.rows }, (shape) => ({
    kernel: matmulKernel(shape, variant),
    workgroups: matmulWorkgroups(shape, variant, rows),
  }));
}

tilesIt("takes matrices of different types, with a bias, over several tiles of 64 rows", () =>
  check({ types: ["Q4_K", "Q5_0", "Q6_K"], outputs: [70, 8, 11], bias: true }, 70, {
    kind: "tiles",
    rows: 64,
  }),
);

tilesIt("multiplies silu(gate) with up", () =>
  check({ types: ["Q4_K", "Q8_0"], outputs: [39, 39], epilogue: "silu-mul", bias: true }, 33),
);

tilesIt("adds to what is there", () =>
  check({ types: ["Q8_0"], outputs: [40], epilogue: "add", columns: 96 }, 7),
);

tilesIt("writes a slice of a matrix into its place", () =>
  check({ types: ["F16"], outputs: [16], columns: 32, place: { width: 50, offset: 32 } }, 3),
);

it("repeats the kernel of a few rows on devices that are played", async () => {
  const subgroupSize = device.adapterInfo.subgroupMinSize;
  const variant = matmulVariant({ f16: false, subgroups: true, subgroupSize });
  expect(variant.kind).toBe("few rows");
  await check({ types: ["Q8_0"], outputs: [24], columns: 64 }, 35, variant);
});

it("normalises rows", async () => {
  const [rows, columns, epsilon] = [3, 96, 1e-5];
  const x = randomFloats(rows * columns, 1);
  const gain = randomFloats(columns, 2);
  const y = createBuffer(device, x.byteLength);
  const buffers = [createBuffer(device, x), createBuffer(device, gain), y];
  await runKernel(device, rmsNormKernel(columns, epsilon), buffers, rmsNormWorkgroups(rows));
  const values = new Float32Array(await readBuffer(device, y));
  for (let r = 0; r < rows; r++) {
    const row = x.subarray(r * columns, (r + 1) * columns);
    const mean = row.reduce((sum, v) => sum + v * v, 0) / columns;
    row.forEach((v, k) => {
      const expected = (v / Math.sqrt(mean + epsilon)) * (gain[k] ?? 0);
      expect(values[r * columns + k]).toBeCloseTo(expected, 5);
    });
  }
});
