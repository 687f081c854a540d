import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type RopeAppendShape,
  ropeAppendKernel,
  ropeAppendWorkgroups,
  rotationTables,
} from "../../src/engine/webgpu/kernels/rope-append";
import { pageBytes } from "../../src/engine/webgpu/kv-pages";
import { type StepRow, stepBytes, writeStep } from "../../src/engine/webgpu/step-layout";
import { createBuffer, openDevice, readBuffer, runKernel } from "./gpu";
import { normals, readKv } from "./kv";

let device: GPUDevice;
beforeAll(async () => {
  device = await openDevice();
});
afterAll(() => device.destroy());

const maxPositions = 32_768;
const rows: StepRow[] = [
  { token: 0, slot: 1, position: 0 },
  { token: 0, slot: 1, position: 1 },
  { token: 0, slot: 0, position: 300 },
  { token: 0, slot: 2, position: 32_767 },
];
/** Three sequences; pages lie anywhere. */
const pagesOf: Record<number, number> = { 0: 3, 18: 0, 2047: 4 };

function inverseFrequencies(headSize: number): number[] {
  return Array.from({ length: headSize / 2 }, (_, i) => 1e6 ** ((-2 * i) / headSize));
}

const magnitude = 1.25;
const epsilon = 1e-6;

/** RoPE of one head, in double precision, the pairs' dimensions in their natural order. */
function rotated(
  x: ArrayLike<number>,
  position: number,
  gains: ArrayLike<number> | null,
  rotation: "halves" | "pairs",
): number[] {
  const size = x.length;
  const numbers = Array.from(x);
  const mean = numbers.reduce((sum, v) => sum + v * v, 0) / size;
  const y = gains
    ? numbers.map((v, i) => (v / Math.sqrt(mean + epsilon)) * (gains[i] ?? 0))
    : numbers;
  const out = [...y];
  for (const [i, frequency] of inverseFrequencies(size).entries()) {
    const [a, b] = rotation === "halves" ? [i, i + size / 2] : [2 * i, 2 * i + 1];
    const cos = magnitude * Math.cos(position * frequency);
    const sin = magnitude * Math.sin(position * frequency);
    out[a] = (y[a] ?? 0) * cos - (y[b] ?? 0) * sin;
    out[b] = (y[b] ?? 0) * cos + (y[a] ?? 0) * sin;
  }
  return out;
}

/** The order in which the kernel leaves dimensions: with halves, parts of both halves in turn. */
function order(headSize: number, rotation: "halves" | "pairs", part: number): number[] {
  return Array.from({ length: headSize }, (_, i) => {
    if (rotation === "pairs") return i;
    const within = i % part;
    const start = Math.floor(i / part) * (part / 2);
    return within < part / 2 ? start + within : headSize / 2 + start + within - part / 2;
  });
}

async function run(shape: RopeAppendShape) {
  const { heads, kvHeads, headSize, kvType } = shape;
  const normal = normals(headSize);
  const width = (heads + 2 * kvHeads) * headSize;
  const qkv = Float32Array.from({ length: rows.length * width }, () => 3 * normal());
  const gains = Float32Array.from({ length: 2 * headSize }, () => 1 + 0.3 * normal());
  const step = new Uint32Array(stepBytes(shape.maxSequences, 8) / 4);
  writeStep(step, shape.maxSequences, { rows, sequences: [], splits: 1, tokensPerSplit: 16 });
  const table = new Uint32Array(shape.maxSequences * shape.maxPagesPerSequence);
  for (const { slot, position } of rows) {
    const index = Math.floor(position / 16);
    table[slot * shape.maxPagesPerSequence + index] = pagesOf[index] ?? 0;
  }
  const bytes = 5 * pageBytes(kvType, kvHeads, headSize);
  const q = createBuffer(device, rows.length * heads * headSize * 4);
  const keys = createBuffer(device, bytes);
  const values = createBuffer(device, bytes);
  await runKernel(
    device,
    ropeAppendKernel(shape),
    [
      createBuffer(device, step),
      createBuffer(device, table),
      createBuffer(device, rotationTables(inverseFrequencies(headSize), maxPositions, magnitude)),
      createBuffer(device, qkv),
      ...(shape.norm ? [createBuffer(device, gains)] : []),
      q,
      keys,
      values,
    ],
    ropeAppendWorkgroups(shape, rows.length + 1),
  );
  const written = {
    q: new Float32Array(await readBuffer(device, q)),
    keys: new Uint32Array(await readBuffer(device, keys)),
    values: new Uint32Array(await readBuffer(device, values)),
  };
  return { qkv, gains, width, ...written };
}

/** The greatest difference from the reference over q, keys and values, relative to the greatest number. */
async function errors(shape: RopeAppendShape) {
  const { heads, kvHeads, headSize, rotation, norm, kvType } = shape;
  const found = await run(shape);
  const places = order(headSize, rotation, kvType === "q8" ? 32 : 8);
  const worst = { q: 0, keys: 0, values: 0 };
  let greatest = 0;
  const compare = (kind: keyof typeof worst, got: ArrayLike<number>, want: readonly number[]) => {
    for (const [i, number] of want.entries()) {
      worst[kind] = Math.max(worst[kind], Math.abs(number - (got[i] ?? Number.NaN)));
      greatest = Math.max(greatest, Math.abs(number));
    }
  };
  for (const [row, { position }] of rows.entries()) {
    const page = pagesOf[Math.floor(position / 16)] ?? 0;
    const head = (i: number) =>
      found.qkv.subarray(row * found.width + i * headSize, row * found.width + (i + 1) * headSize);
    const expected = (i: number, which: number) => {
      const gains = norm ? found.gains.subarray(which * headSize, (which + 1) * headSize) : null;
      const turned = rotated(head(i), position, gains, rotation);
      return places.map((place) => turned[place] ?? 0);
    };
    for (let i = 0; i < heads; i++) {
      const at = (row * heads + i) * headSize;
      compare("q", found.q.subarray(at, at + headSize), expected(i, 0));
    }
    for (let i = 0; i < kvHeads; i++) {
      const pages = { type: kvType, kvHeads, headSize };
      const keys = readKv(found.keys, { ...pages, kind: "keys" }, page, position % 16, i);
      compare("keys", keys, expected(heads + i, 1));
      const values = readKv(found.values, { ...pages, kind: "values" }, page, position % 16, i);
      compare("values", values, [...head(heads + kvHeads + i)]);
    }
  }
  return { q: worst.q / greatest, keys: worst.keys / greatest, values: worst.values / greatest };
}

const shape = {
  heads: 6,
  kvHeads: 2,
  headSize: 64,
  maxSequences: 3,
  maxPagesPerSequence: 2048,
} as const;

const tolerances = { f32: 1e-6, f16: 2 ** -11, q8: 0.5 / 127 };

const cases = [
  { rotation: "halves", kvType: "f32", headSize: 64 },
  { rotation: "pairs", kvType: "f32", headSize: 128 },
  { rotation: "halves", kvType: "f16", headSize: 80 },
  { rotation: "halves", kvType: "f16", headSize: 128, norm: { epsilon } },
  { rotation: "pairs", kvType: "f16", headSize: 64 },
  { rotation: "halves", kvType: "q8", headSize: 128 },
  { rotation: "pairs", kvType: "q8", headSize: 96, norm: { epsilon } },
] as const;

for (const { rotation, kvType, headSize, ...rest } of cases) {
  const name = `turns ${rotation} of heads of ${headSize} and appends as ${kvType}`;
  it("norm" in rest ? `${name}, after their norm` : name, async () => {
    const all = { ...shape, rotation, kvType, headSize, ...rest };
    const { q, keys, values } = await errors(all);
    expect(q).toBeLessThan(tolerances.f32);
    expect(keys).toBeLessThanOrEqual(tolerances[kvType] + 1e-6);
    expect(values).toBeLessThanOrEqual(tolerances[kvType] + 1e-6);
  });
}

it("refuses heads that don't fall into parts", () => {
  const odd = { ...shape, rotation: "halves", headSize: 80 } as const;
  expect(() => ropeAppendKernel({ ...odd, kvType: "q8" })).toThrow(
    /heads of 80 numbers are of a size/,
  );
  expect(() => ropeAppendKernel({ ...odd, kvType: "f16" })).not.toThrow();
});
