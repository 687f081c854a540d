import { afterAll, beforeAll, expect, it } from "vitest";
import type { AttentionShape } from "../../src/engine/webgpu/kernels/attention";
import {
  attentionPrefillKernel,
  attentionPrefillWorkgroups,
  type PrefillVariant,
} from "../../src/engine/webgpu/kernels/attention-prefill";
import type { StepRow, StepSequence } from "../../src/engine/webgpu/step-layout";
import { attentionError, contextBuffers, makeContexts, makeQueries, scattered } from "./attention";
import { createBuffer, openDevice, readBuffer, runKernel } from "./gpu";

let device: GPUDevice;
beforeAll(async () => {
  device = await openDevice();
});
afterAll(() => device.destroy());

const shape: AttentionShape = {
  heads: 6,
  kvHeads: 1,
  headSize: 64,
  kvType: "f16",
  maxSequences: 4,
  maxPagesPerSequence: 1000,
};

/** The kernel's greatest error for pieces of these slots, from a position on. */
async function errorOf(
  of: AttentionShape,
  pageLists: number[][],
  pieces: readonly (readonly [slot: number, position: number, count: number])[],
  variant?: PrefillVariant,
): Promise<number> {
  const contexts = makeContexts(of, pageLists);
  const rows: StepRow[] = [];
  const sequences: StepSequence[] = [];
  for (const [slot, position, rowCount] of pieces) {
    const contextLength = position + rowCount;
    sequences.push({ slot, firstRow: rows.length, rowCount, contextLength, draw: null });
    for (let i = 0; i < rowCount; i++) rows.push({ token: 0, slot, position: position + i });
  }
  const queries = makeQueries(of, rows.length);
  const step = { rows, sequences, splits: 1, tokensPerSplit: 64 };
  const out = createBuffer(device, queries.byteLength);
  const longest = Math.max(...pieces.map(([, , count]) => count));
  await runKernel(
    device,
    attentionPrefillKernel(of, variant),
    [...contextBuffers(device, of, contexts, step, queries), out],
    attentionPrefillWorkgroups(of, of.maxSequences, longest, variant),
  );
  const found = new Float32Array(await readBuffer(device, out));
  return attentionError(of, contexts, rows, queries, found);
}

it("attends from the first rows of a text", async () => {
  for (const count of [1, 15, 16, 17, 100]) {
    expect(await errorOf(shape, [scattered(7)], [[0, 0, count]])).toBeLessThan(2e-5);
  }
});

it("attends from pieces of several texts that share pages, in one pass", async () => {
  const shared = scattered(10);
  const pages = [[...shared, 10, 11], [...shared, 12], scattered(5, 13)];
  const pieces = [
    [1, 150, 20],
    [2, 0, 70],
    [0, 175, 1],
  ] as const;
  expect(await errorOf(shape, pages, pieces)).toBeLessThan(2e-5);
});

it("attends to 4,000 and 16,000 tokens", async () => {
  expect(await errorOf(shape, [scattered(251)], [[0, 3_985, 20]])).toBeLessThan(1e-4);
  expect(await errorOf(shape, [scattered(1000)], [[0, 15_997, 3]])).toBeLessThan(1e-4);
});

for (const [heads, kvHeads, headSize, kvType, variant] of [
  [2, 2, 96, "q8", undefined],
  [14, 2, 64, "f32", { queries: 32, queryGroups: 4 }],
  [8, 1, 128, "f16", undefined],
] as const) {
  it(`has ${heads} heads of ${headSize} on ${kvHeads} of keys and values, kept as ${kvType}`, async () => {
    const other = { ...shape, heads, kvHeads, headSize, kvType };
    const pages = [scattered(21), scattered(2, 21)];
    const pieces = [
      [0, 290, 40],
      [1, 0, 20],
    ] as const;
    expect(await errorOf(other, pages, pieces, variant)).toBeLessThan(2e-5);
  });
}
