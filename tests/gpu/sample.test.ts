import { afterAll, beforeAll, expect, it } from "vitest";
import {
  noToken,
  resultWords,
  sampleKernels,
  sampleScratchBytes,
  sampleWorkgroups,
  topTokens,
} from "../../src/engine/webgpu/kernels/sample";
import { type StepDraw, stepBytes, writeStep } from "../../src/engine/webgpu/step-layout";
import { createBuffer, openDevice, readBuffer, runKernel } from "./gpu";
import { normals } from "./kv";

let device: GPUDevice;
beforeAll(async () => {
  device = await openDevice();
});
afterAll(() => device.destroy());

const maxSequences = 16;

interface Draw extends Omit<StepDraw, "row"> {
  readonly logits: ArrayLike<number>;
}

interface Result {
  readonly token: number;
  readonly logprob: number;
  readonly top: readonly { readonly token: number; readonly logprob: number }[];
  readonly drawn: number;
}

async function sample(vocabulary: number, draws: readonly Draw[]): Promise<Result[]> {
  const shape = { vocabulary, maxSequences };
  const step = new Uint32Array(stepBytes(maxSequences, draws.length) / 4);
  writeStep(step, maxSequences, {
    rows: [],
    sequences: draws.map((draw, i) => ({
      // Slots are no draws: the last has the first.
      slot: draws.length - 1 - i,
      firstRow: i,
      rowCount: 1,
      contextLength: 1,
      draw: { ...draw, row: i },
    })),
    splits: 1,
    tokensPerSplit: 64,
  });
  const logits = new Float32Array(draws.length * vocabulary);
  for (const [i, draw] of draws.entries()) logits.set(draw.logits, i * vocabulary);
  const buffers = [
    createBuffer(device, step),
    createBuffer(device, logits),
    createBuffer(device, sampleScratchBytes(shape, draws.length)),
    createBuffer(device, 4 * draws.length),
  ];
  const results = createBuffer(device, 4 * resultWords * draws.length);
  const drawn = createBuffer(device, 4 * maxSequences);
  const workgroups = sampleWorkgroups(vocabulary, draws.length);
  // Twice, as the second step finds the leavings of the first.
  for (let time = 0; time < 2; time++) {
    for (const [i, kernel] of sampleKernels(shape).entries()) {
      const all = kernel.bindings.length > 4 ? [...buffers, results, drawn] : buffers;
      await runKernel(device, kernel, all, workgroups[i] ?? [0, 0, 0]);
    }
  }
  const words = new Uint32Array(await readBuffer(device, results));
  const floats = new Float32Array(words.buffer);
  const tokens = new Uint32Array(await readBuffer(device, drawn));
  return draws.map((_, i) => {
    const at = i * resultWords;
    return {
      token: words[at] ?? -1,
      logprob: floats[at + 1] ?? Number.NaN,
      top: Array.from({ length: topTokens }, (_, k) => ({
        token: words[at + 2 + k] ?? -1,
        logprob: floats[at + 2 + topTokens + k] ?? Number.NaN,
      })),
      drawn: tokens[draws.length - 1 - i] ?? -1,
    };
  });
}

/**
 * The draw by its definition, in double precision.
 * @returns the tokens that rounding of sums to a part in `1 / slack` allows, and exact log-probabilities
 */
function exactly({ logits, temperature, topP, uniform }: Draw, slack = 3e-6) {
  const all = Array.from(logits, (logit, id) => ({ id, logit: Math.fround(logit) }));
  const best = all.reduce((most, { logit }) => Math.max(most, logit), Number.NEGATIVE_INFINITY);
  const total = all.reduce((sum, { logit }) => sum + Math.exp(logit - best), 0);
  const logprobOf = (id: number) => (all[id]?.logit ?? 0) - best - Math.log(total);
  const ranked = [...all].sort((a, b) => b.logit - a.logit || a.id - b.id);
  const top = ranked.slice(0, topTokens).map(({ id }) => ({ token: id, logprob: logprobOf(id) }));
  if (temperature === 0) return { tokens: [ranked[0]?.id], top, logprobOf };
  const weight = (logit: number) => Math.exp((logit - best) / temperature);
  const whole = all.reduce((sum, { logit }) => sum + weight(logit), 0);
  const tokens = new Set<number>();
  for (const wanted of [topP - slack, topP, topP + slack]) {
    // The threshold at which the sum of equals and better ones reaches the share.
    let sum = 0;
    let threshold = Number.NEGATIVE_INFINITY;
    for (const [i, { logit }] of ranked.entries()) {
      sum += weight(logit);
      if (sum >= wanted * whole && logit !== ranked[i + 1]?.logit) {
        threshold = logit;
        break;
      }
    }
    const nucleus = all
      .filter(({ logit }) => logit >= threshold)
      .sort((a, b) => (a.id % 256) - (b.id % 256) || a.id - b.id);
    const share = nucleus.reduce((all, { logit }) => all + weight(logit), 0);
    for (const place of [uniform - slack, uniform, uniform + slack]) {
      let left = Math.min(Math.max(place, 0), 1 - 2 ** -24) * share;
      const found = nucleus.find(({ logit }) => {
        left -= weight(logit);
        return left < 0;
      });
      const last = nucleus[nucleus.length - 1];
      tokens.add((found ?? last)?.id ?? -1);
    }
  }
  return { tokens: [...tokens], top, logprobOf };
}

function expectExact(draw: Draw, result: Result): void {
  const { tokens, top, logprobOf } = exactly(draw);
  expect(tokens).toContain(result.token);
  expect(result.drawn).toBe(result.token);
  expect(result.logprob).toBeCloseTo(logprobOf(result.token), 4);
  expect(result.top.map(({ token }) => token)).toEqual(top.map(({ token }) => token));
  for (const [i, { logprob }] of top.entries()) {
    expect(result.top[i]?.logprob).toBeCloseTo(logprob, 4);
  }
}

async function expectAllExact(vocabulary: number, draws: readonly Draw[]): Promise<void> {
  const results = await sample(vocabulary, draws);
  for (const [i, draw] of draws.entries()) {
    const result = results[i];
    if (!result) throw new Error("A draw has no result.");
    expectExact(draw, result);
  }
}

/** Logits as models have them: most far below a few. */
function peaked(vocabulary: number, seed: number): Float32Array {
  const normal = normals(seed);
  return Float32Array.from({ length: vocabulary }, () => 2 * normal() + 3 * normal() ** 2);
}

it("draws from Qwen's vocabulary as defined", async () => {
  const logits = peaked(151_936, 1);
  const draws = [
    { temperature: 0, topP: 1, uniform: 0 },
    { temperature: 0.6, topP: 0.95, uniform: 0.31 },
    { temperature: 0.6, topP: 0.95, uniform: 0.99 },
    { temperature: 3, topP: 0.7, uniform: 0.77 },
    { temperature: 1, topP: 1, uniform: 0.5 },
  ].map((sampling) => ({ logits, ...sampling }));
  await expectAllExact(151_936, draws);
});

// One vocabulary, so that its kernels are compiled once.
const vocabulary = 5000;

it("draws as defined at many temperatures, shares and numbers", async () => {
  const logits = peaked(vocabulary, 2);
  const draws = [0.05, 0.3, 0.6, 1, 3].flatMap((temperature) =>
    [0.3, 0.95, 1].map((topP, i) => ({
      logits,
      temperature,
      topP,
      uniform: (temperature * 0.37 + i * 0.31 + 0.46) % 1,
    })),
  );
  await expectAllExact(vocabulary, draws);
});

it("reaches every token of a nucleus as the number goes from 0 to 1", async () => {
  const logits = new Float32Array(vocabulary).fill(-50);
  for (const [id, logit] of [
    [3, 1],
    [259, 0.5],
    [700, 0.9],
    [255, 0.1],
    [512, 0.7],
    [999, -3],
  ] as const) {
    logits[id] = logit;
  }
  const draws = Array.from({ length: 16 }, (_, i) => {
    return { logits, temperature: 0.8, topP: 0.95, uniform: i / 16 };
  });
  const results = await sample(vocabulary, draws);
  for (const [i, draw] of draws.entries()) {
    const result = results[i];
    if (result) expectExact(draw, result);
  }
  // By id % 256; 999 and all the others are too unlikely.
  const order = results.map(({ token }) => token).filter((token, i, all) => token !== all[i - 1]);
  expect(order).toEqual([512, 3, 259, 700, 255]);
});

it("draws among equals, from flat logits, and around -infinity", async () => {
  const flat = new Float32Array(vocabulary).fill(2);
  const twins = Float32Array.from({ length: vocabulary }, (_, id) => (id % 7 === 3 ? 4 : 1));
  const few = new Float32Array(vocabulary).fill(Number.NEGATIVE_INFINITY);
  few.set([1, 2, 3], 4000);
  few.set([1.5, 2.5], 17);
  const near = Float32Array.from({ length: vocabulary }, (_, id) => 1 + (id % 11) * 1e-6);
  const one = new Float32Array(vocabulary).fill(-20);
  one[4321] = 30;
  const draws = [flat, twins, few, near, one].flatMap((logits) =>
    [
      { temperature: 1, topP: 0.5, uniform: 0.4 },
      { temperature: 0.6, topP: 0.95, uniform: 1 - 2 ** -24 },
      { temperature: 0, topP: 1, uniform: 0 },
    ].map((sampling) => ({ logits, ...sampling })),
  );
  await expectAllExact(vocabulary, draws);
});

it("takes the likeliest alone where topP is 0, and everything where it is 1", async () => {
  const logits = peaked(vocabulary, 5);
  const draws = [0, 1].map((topP) => ({ logits, temperature: 2, topP, uniform: 0.999 }));
  const results = await sample(vocabulary, draws);
  expect(results[0]?.token).toBe(results[0]?.top[0]?.token);
  await expectAllExact(vocabulary, draws);
});

it("tells logits that are no numbers, and leaves a token that the next step can read", async () => {
  const broken = [Number.NaN, Number.POSITIVE_INFINITY].map((number) => {
    const logits = peaked(vocabulary, 7);
    logits[2345] = number;
    return logits;
  });
  const none = new Float32Array(vocabulary).fill(Number.NEGATIVE_INFINITY);
  const draws = [...broken, none, peaked(vocabulary, 7)].flatMap((logits) =>
    [0, 1].map((temperature) => ({ logits, temperature, topP: 0.9, uniform: 0.5 })),
  );
  const results = await sample(vocabulary, draws);
  expect(results.map(({ token }) => token === noToken)).toEqual([
    ...new Array(6).fill(true),
    ...[false, false],
  ]);
  expect(results.slice(0, 6).map(({ drawn }) => drawn)).toEqual(new Array(6).fill(0));
});

it("draws the same alone and among others", async () => {
  const draws = Array.from({ length: 8 }, (_, i) => {
    return { logits: peaked(vocabulary, i), temperature: 0.7, topP: 0.9, uniform: (i * 0.17) % 1 };
  });
  const together = await sample(vocabulary, draws);
  for (const i of [0, 5]) {
    const alone = await sample(vocabulary, draws.slice(i, i + 1));
    expect(alone[0]).toEqual(together[i]);
  }
});
