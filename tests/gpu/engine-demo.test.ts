import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drawn } from "../../src/engine/webgpu/batch-device";
import { type GpuDevice, openGpuDevice } from "../../src/engine/webgpu/gpu-device";
import { difference, nodeGpu, openModelFile, readReference, textOf } from "./models";

// The demonstration model (Qwen2, Q8_0) against a numpy forward pass: tools/engine-reference/.
const { places, start, rows, vocabulary, greedyStart, greedy, row } = await readReference("demo");
const model = await openModelFile("public/models/demo.gguf");

/** Of a logit, as a share of the logits' standard deviation; keys and values are kept in 16 bits. */
const tolerance = 0.02;
const pages = 320;
const sampling = { temperature: 0, topP: 1, uniform: 0.5 };

/** Two minutes on SwiftShader: `GPU_TESTS=all` takes them. */
const isLong = process.env.GPU_ADAPTER === "swiftshader" && process.env.GPU_TESTS !== "all";

describe.skipIf(isLong)("the demonstration model", () => {
  let device: GpuDevice;
  beforeAll(async () => {
    const adapter = await nodeGpu().requestAdapter();
    if (!adapter) throw new Error("There is no WebGPU adapter.");
    const plan = {
      kvType: "f16",
      pages,
      contextLength: 5000,
      mostTokens: 5000,
      maxTexts: 16,
    } as const;
    device = await openGpuDevice({ adapter, model, plan });
  }, 600_000);
  afterAll(() => {
    expect(device.freePages()).toBe(pages);
    device.dispose();
  });

  const rowsOf = (logits: Float32Array) =>
    Array.from({ length: logits.length / vocabulary }, (_, i) =>
      logits.subarray(i * vocabulary, (i + 1) * vocabulary),
    );
  const expectClose = (got: Float32Array | undefined, wanted: Float32Array) =>
    expect(difference(got ?? new Float32Array(), wanted)).toBeLessThan(tolerance);

  it("writes 256 tokens as the reference does, each step given before the last one's draw is read", {
    timeout: 600_000,
  }, async () => {
    device.add(1);
    const got: number[] = [];
    let flight = device.forward([{ text: 1, tokens: greedyStart, sampling }]);
    for (let count = 0; count < greedy.length; count += 1) {
      const ahead = device.forward([{ text: 1, tokens: drawn, sampling }]);
      const [draw] = await flight;
      got.push(draw?.token ?? -1);
      flight = ahead;
    }
    await flight;
    device.remove(1);
    expect(got).toEqual(greedy);
    // A kernel's bind group is made once: of reading, of a step, of the table and the draws.
    expect(device.counts.dispatches / device.counts.bindGroups).toBeGreaterThan(50);
  });

  it("computes forked texts in one pass, and goes on with one after tokens were taken back", {
    timeout: 600_000,
  }, async () => {
    device.add(100);
    await device.logits([{ text: 100, tokens: textOf(start, 2, vocabulary) }]);
    const own = textOf(rows, 3, vocabulary).slice(0, 2);
    const pieces = own.map((token, text) => ({ text, tokens: [token] }));
    for (const { text } of pieces) device.fork(100, text);
    const got = rowsOf(await device.logits(pieces));
    expect(got).toHaveLength(2);
    for (const [i, logits] of got.entries()) expectClose(logits, row(places.length + i));
    // The other one's token in the place of its own.
    device.takeBack?.(0, 1);
    const [again] = rowsOf(await device.logits([{ text: 0, tokens: [own[1] ?? 0] }]));
    expectClose(again, row(places.length + 1));
    for (const { text } of [...pieces, { text: 100 }]) device.remove(text);
  });
});
