import { afterAll, beforeAll, expect, it } from "vitest";
import type { AttentionShape } from "../../src/engine/webgpu/kernels/attention";
import {
  attentionDecodeKernel,
  attentionDecodeWorkgroups,
  attentionMergeKernel,
  attentionMergeWorkgroups,
  type DecodeVariant,
  partsBytes,
} from "../../src/engine/webgpu/kernels/attention-decode";
import { splitsOf } from "../../src/engine/webgpu/splits";
import type { StepRow } from "../../src/engine/webgpu/step-layout";
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

/** The kernel's greatest error for rows at these positions of slots. */
async function errorOf(
  of: AttentionShape,
  pageLists: number[][],
  places: readonly (readonly [slot: number, position: number])[],
  variant?: DecodeVariant,
): Promise<number> {
  const contexts = makeContexts(of, pageLists);
  const rows: StepRow[] = places.map(([slot, position]) => ({ token: 0, slot, position }));
  const longest = 1 + Math.max(...rows.map(({ position }) => position));
  const splits = splitsOf(longest, rows.length, of.kvHeads);
  const queries = makeQueries(of, rows.length);
  const step = { rows, sequences: [], ...splits };
  const buffers = contextBuffers(device, of, contexts, step, queries);
  const parts = createBuffer(device, partsBytes(of, rows.length * splits.splits));
  const out = createBuffer(device, queries.byteLength);
  const [stepBuffer] = buffers;
  await runKernel(
    device,
    attentionDecodeKernel(of, variant),
    [...buffers, parts],
    // As in an engine: made for more rows than there are.
    attentionDecodeWorkgroups(of, splits, rows.length + 1),
  );
  await runKernel(
    device,
    attentionMergeKernel(of),
    [stepBuffer, parts, out],
    attentionMergeWorkgroups(of, rows.length + 1),
  );
  return attentionError(
    of,
    contexts,
    rows,
    queries,
    new Float32Array(await readBuffer(device, out)),
  );
}

it("attends to contexts of 1 to 4,000 tokens, several texts at once", async () => {
  const lengths = [1, 15, 16, 17, 100, 4000];
  const pages = [scattered(250), scattered(7, 250), [0], [3, 2]];
  const slots = [2, 2, 2, 3, 1, 0];
  const places = lengths.map((length, i) => [slots[i] ?? 0, length - 1] as const);
  expect(await errorOf(shape, pages, places)).toBeLessThan(5e-6);
});

it("attends to 16,000 tokens", async () => {
  expect(await errorOf(shape, [scattered(1000)], [[0, 15_999]])).toBeLessThan(5e-6);
});

it("reads pages that forked texts share", async () => {
  const shared = scattered(10);
  const pages = [
    [...shared, 10, 11],
    [...shared, 12],
    [...shared, 13, 14],
  ];
  const places = [
    [0, 190],
    [1, 165],
    [2, 184],
    [0, 150],
  ] as const;
  expect(await errorOf(shape, pages, places)).toBeLessThan(5e-6);
});

for (const [heads, kvHeads, headSize, kvType, variant] of [
  [2, 2, 96, "q8", undefined],
  [14, 2, 64, "f16", undefined],
  [8, 1, 128, "f32", { dimensions: 4, tokenGroups: 2 }],
] as const) {
  it(`has ${heads} heads of ${headSize} on ${kvHeads} of keys and values, kept as ${kvType}`, async () => {
    const other = { ...shape, heads, kvHeads, headSize, kvType };
    const places = [
      [0, 333],
      [1, 20],
    ] as const;
    const pages = [scattered(21), scattered(2, 21)];
    expect(await errorOf(other, pages, places, variant)).toBeLessThan(5e-6);
  });
}

it("refuses heads that don't share evenly, and groups of more than 8", () => {
  expect(() => attentionDecodeKernel({ ...shape, heads: 5, kvHeads: 2 })).toThrow(RangeError);
  expect(() => attentionDecodeKernel({ ...shape, heads: 9 })).toThrow(/at most 8/);
});
