import { afterAll, beforeAll, expect, it } from "vitest";
import { embedKernel, embedWorkgroups } from "../../src/engine/webgpu/kernels/embed";
import {
  gatherRowsKernel,
  gatherRowsWorkgroups,
} from "../../src/engine/webgpu/kernels/gather-rows";
import { stepBytes, writeStep } from "../../src/engine/webgpu/step-layout";
import { repack } from "../../src/engine/webgpu/weights/weight-type";
import { createBuffer, openDevice, readBuffer, runKernel } from "./gpu";
import { madeUpMatrix } from "./weight-fixtures";

let device: GPUDevice;
beforeAll(async () => {
  device = await openDevice();
});
afterAll(() => device.destroy());

for (const name of ["F32", "F16", "Q8_0", "Q4_1", "Q4_K", "Q6_K"] as const) {
  it(`embeds tokens from a vocabulary of ${name} in two slices, drawn tokens too`, async () => {
    const columns = 512;
    const { type, data, numbers } = madeUpMatrix(name, 40, columns);
    const step = new Uint32Array(stepBytes(2, 4) / 4);
    const tokens = [39, 0, { drawnOf: 1 }, 24];
    writeStep(step, 2, {
      rows: tokens.map((token, position) => ({ token, slot: 0, position })),
      sequences: [],
      splits: 1,
      tokensPerSplit: 64,
    });
    const [stepBuffer, drawn] = [
      createBuffer(device, step),
      createBuffer(device, Uint32Array.of(3, 25)),
    ];
    const x = createBuffer(device, 4 * tokens.length * columns);
    const rowBytes = data.length / 40;
    for (const [firstToken, count] of [
      [0, 25],
      [25, 15],
    ] as const) {
      const rows = data.subarray(firstToken * rowBytes, (firstToken + count) * rowBytes);
      const shape = { type, columns, firstToken, tokens: count, maxSequences: 2 };
      const slice = createBuffer(device, repack(type, rows, columns));
      const workgroups = embedWorkgroups(shape, tokens.length + 1);
      await runKernel(device, embedKernel(shape), [stepBuffer, drawn, slice, x], workgroups);
    }
    const found = new Float32Array(await readBuffer(device, x));
    for (const [row, token] of [39, 0, 25, 24].entries()) {
      const want = numbers.subarray(token * columns, (token + 1) * columns);
      for (const [i, number] of want.entries()) {
        const error = Math.abs((found[row * columns + i] ?? Number.NaN) - number);
        expect(error).toBeLessThanOrEqual(1e-6 * Math.abs(number));
      }
    }
  });
}

it("gathers the rows whose logits are wanted", async () => {
  const step = new Uint32Array(stepBytes(3, 1) / 4);
  const draw = { temperature: 0, topP: 1, uniform: 0 };
  const sequence = { slot: 0, firstRow: 0, rowCount: 1, contextLength: 1 };
  writeStep(step, 3, {
    rows: [],
    sequences: [
      { ...sequence, draw: { ...draw, row: 4 } },
      { ...sequence, draw: { ...draw, row: 1 } },
      { ...sequence, draw: null },
    ],
    splits: 1,
    tokensPerSplit: 64,
  });
  const x = createBuffer(
    device,
    Float32Array.from({ length: 5 * 8 }, (_, i) => i),
  );
  const y = createBuffer(device, 4 * 3 * 8);
  const buffers = [createBuffer(device, step), x, y];
  await runKernel(device, gatherRowsKernel(8, 3), buffers, gatherRowsWorkgroups(8, 3));
  const found = [...new Float32Array(await readBuffer(device, y))];
  expect(found).toEqual([
    ...[32, 33, 34, 35, 36, 37, 38, 39],
    ...[8, 9, 10, 11, 12, 13, 14, 15],
    ...new Array(8).fill(0),
  ]);
});
