import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { type BatchDevice, drawn, type Piece } from "../../src/engine/webgpu/batch-device";
import { type GpuDevice, openGpuDevice } from "../../src/engine/webgpu/gpu-device";
import type { KvType } from "../../src/engine/webgpu/kv-pages";
import { waiting } from "./gpu";
import { largestDifference, openReference, type Reference, theAdapter } from "./reference";

const names = [
  ...["qwen2-q4-k-m", "qwen3-mixed", "llama-mixed", "llama-linear", "qwen2-yarn", "qwen2-odd"],
  "qwen2-long",
] as const;

const greedy = { temperature: 0, topP: 1, uniform: 0 };

/** Of the logits' standard deviation: sums of 32-bit numbers in another order. */
const rounding = 2e-4;

vi.setConfig({ testTimeout: 1_200_000 });

// Compiling takes all cores: asking the driver again and again would take one of them.
let end = () => {};
beforeAll(() => {
  waiting(
    new Promise<void>((done) => {
      end = done;
    }),
  );
});
afterAll(() => end());

let open: GpuDevice[] = [];
afterEach(() => {
  for (const device of open) device.dispose();
  open = [];
});

async function load({ model }: Reference, kvType: KvType, contextLength = 1024) {
  const adapter = await theAdapter();
  const pages = (4 * contextLength) / 16;
  const plan = { kvType, contextLength, mostTokens: contextLength, pages, maxTexts: 16 };
  const device = await openGpuDevice({ adapter, model, plan });
  open.push(device);
  return device;
}

/** Reads tokens in as many passes as they take. */
async function read(device: BatchDevice, text: number, tokens: readonly number[]): Promise<void> {
  for (let at = 0; at < tokens.length; ) {
    const piece = tokens.slice(at, at + device.chunk);
    await device.forward([{ text, tokens: piece, sampling: null }]);
    at += piece.length;
  }
}

/** Logits after some of a new text's tokens, which are read in order. */
async function logitsAt(
  device: GpuDevice,
  text: number,
  tokens: readonly number[],
  places: readonly number[],
): Promise<Float32Array[]> {
  device.add(text);
  const found: Float32Array[] = [];
  let length = 0;
  for (const place of places) {
    await read(device, text, tokens.slice(length, place));
    found.push(await device.logits([{ text, tokens: tokens.slice(place, place + 1) }]));
    length = place + 1;
  }
  return found;
}

/** Greedy tokens of several texts that have been read but for the last token of each. */
async function write(device: BatchDevice, last: readonly Piece[], count: number) {
  const written: number[][] = last.map(() => []);
  let pieces = last;
  for (let n = 0; n < count; n++) {
    const draws = await device.forward(pieces);
    for (const [index, draw] of draws.entries()) written[index]?.push(draw?.token ?? -1);
    pieces = pieces.map(({ text }) => ({ text, tokens: drawn, sampling: greedy }));
  }
  return written;
}

function expectClose(found: readonly Float32Array[], reference: Reference, tolerance: number) {
  const { logits, vocabulary, places } = reference;
  const differences = found.map((each, index) =>
    largestDifference(each, logits.subarray(index * vocabulary, (index + 1) * vocabulary)),
  );
  expect(differences).toHaveLength(places.length);
  for (const difference of differences) expect(difference).toBeLessThan(tolerance);
}

/** The likeliest token of one row. */
function likeliest(logits: Float32Array): number {
  return logits.indexOf(logits.reduce((most, value) => Math.max(most, value)));
}

// Token by token, so that only the kernels of one row are compiled: those of a prompt take a minute.
it.each(["qwen2-q4-k-m", "qwen3-mixed", "llama-mixed"])(
  "computes %s's first logits and likeliest tokens",
  async (name) => {
    const reference = await openReference(name);
    const { places, deviation, halfKvDifference, greedyStart, greedy: expected } = reference;
    const { vocabulary, logits } = reference;
    const device = await load(reference, "f16");
    device.add(1);
    for (const [place, token] of reference.text(64).entries()) {
      const found = await device.logits([{ text: 1, tokens: [token] }]);
      const index = places.indexOf(place);
      if (index < 0) continue;
      const exact = logits.subarray(index * vocabulary, (index + 1) * vocabulary);
      const tolerance = rounding * deviation + 2 * halfKvDifference;
      expect(largestDifference(found, exact), `token ${place}`).toBeLessThan(tolerance);
    }
    device.add(2);
    const written = [...greedyStart];
    for (let n = 0; n < greedyStart.length + 63; n++) {
      const found = await device.logits([{ text: 2, tokens: written.slice(n, n + 1) }]);
      if (n >= greedyStart.length - 1) written.push(likeliest(found));
    }
    expect(written).toEqual([...greedyStart, ...expected.slice(0, 64)]);
  },
);

/** Minutes of compiling: `GPU_TESTS=all` runs them. */
const byHand = it.runIf(process.env.GPU_TESTS === "all");

byHand.each(names.slice(0, -1))("computes the logits of %s", async (name) => {
  const reference = await openReference(name);
  const { places, deviation, halfKvDifference } = reference;
  const tokens = reference.text(Math.max(...places) + 1);
  const exact = await logitsAt(await load(reference, "f32"), 1, tokens, places);
  expectClose(exact, reference, rounding * deviation);
  const half = await logitsAt(await load(reference, "f16"), 1, tokens, places);
  expectClose(half, reference, rounding * deviation + 2 * halfKvDifference);
});

/** Of the logits' standard deviation: what keys and values in 8 bits may do. */
const eightBits = 0.05;

byHand.each(["f16", "f32", "q8"] as const)(
  "computes logits to 16,000 tokens with keys and values in %s",
  async (kvType) => {
    const reference = await openReference("qwen2-long");
    const { places, deviation, halfKvDifference } = reference;
    const tokens = reference.text(16_000);
    const found = await logitsAt(await load(reference, kvType, 16_384), 1, tokens, places);
    const tolerance = { f32: 0, f16: 2 * halfKvDifference, q8: eightBits * deviation }[kvType];
    expectClose(found, reference, rounding * deviation + tolerance);
  },
);

byHand.each(names)("writes the 256 likeliest tokens of %s", async (name) => {
  const reference = await openReference(name);
  const { greedyStart, greedy: expected } = reference;
  for (const kvType of ["f32", "f16"] as const) {
    const device = await load(reference, kvType);
    device.add(1);
    const [written] = await write(
      device,
      [{ text: 1, tokens: greedyStart, sampling: greedy }],
      256,
    );
    expect(written, kvType).toEqual(expected);
  }
});

byHand("writes in a batch what it writes alone, in texts of unlike lengths", async () => {
  const reference = await openReference("qwen3-mixed");
  const device = await load(reference, "f16");
  const { greedyStart, greedy: expected } = reference;
  const others = [30, 1, 100, 17, 33].map((length) => reference.text(length));
  const starts = [greedyStart, ...others];
  const alone: number[][] = [];
  for (const [text, tokens] of starts.entries()) {
    device.add(text);
    const [written = []] = await write(device, [{ text, tokens, sampling: greedy }], 48);
    alone.push(written);
    device.remove(text);
  }
  const pieces: Piece[] = [];
  for (const [text, tokens] of starts.entries()) {
    device.add(text);
    await read(device, text, tokens.slice(0, -1));
    pieces.push({ text, tokens: tokens.slice(-1), sampling: greedy });
  }
  expect(await write(device, pieces, 48)).toEqual(alone);
  expect(alone[0]).toEqual(expected.slice(0, 48));
});

byHand(
  "goes on as the reference after a fork in the middle of a page, beside the text it came from",
  async () => {
    const reference = await openReference("llama-mixed");
    const { places, deviation, halfKvDifference } = reference;
    const tokens = reference.text(Math.max(...places) + 1);
    const device = await load(reference, "f16");
    device.add(1);
    await read(device, 1, tokens.slice(0, 57));
    device.fork(1, 2);
    // The first text goes another way on pages of its own.
    await read(device, 1, tokens.slice(0, 40));
    await read(device, 2, tokens.slice(57, 511));
    device.remove(1);
    const { vocabulary, logits } = reference;
    const found = await device.logits([{ text: 2, tokens: tokens.slice(511, 512) }]);
    const place = places.indexOf(511) * vocabulary;
    expect(largestDifference(found, logits.subarray(place, place + vocabulary))).toBeLessThan(
      rounding * deviation + 2 * halfKvDifference,
    );
  },
);
