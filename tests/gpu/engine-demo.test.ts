import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type GpuDevice, openGpuDevice } from "../../src/engine/webgpu/gpu-device";
import type { KvType } from "../../src/engine/webgpu/kv-pages";
import { difference, nodeGpu, openModelFile, readReference, textOf } from "./models";

// The demonstration model (Qwen2, Q8_0) against a numpy forward pass: tools/model-library/check/.
const { places, start, rows, vocabulary, row } = await readReference("demo-q0f32");
const model = await openModelFile("public/models/demo.gguf");

/** Of a logit, as a share of the logits' standard deviation. */
const tolerances: readonly (readonly [KvType, number])[] = [["f32", 0.002]];

describe.each(tolerances)("the demonstration model, its KV in %s", (kvType, tolerance) => {
  const pages = 320;
  let device: GpuDevice;
  beforeAll(async () => {
    const adapter = await nodeGpu().requestAdapter();
    if (!adapter) throw new Error("There is no WebGPU adapter.");
    const plan = { kvType, pages, contextLength: 5000, maxTexts: 16 };
    device = await openGpuDevice({ adapter, model, plan });
  });
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

  /** A text that is read in pieces that a pass can take. */
  const read = async (text: number, tokens: readonly number[]): Promise<Float32Array> => {
    let logits: Float32Array = new Float32Array();
    device.add(text);
    for (let at = 0; at < tokens.length; at += device.chunk) {
      logits = await device.logits([{ text, tokens: tokens.slice(at, at + device.chunk) }]);
    }
    return logits;
  };

  it.each([1, 3, 16])("computes %i forked texts in one pass", async (batch) => {
    await read(100, textOf(start, 2, vocabulary));
    const pieces = textOf(rows, 3, vocabulary)
      .slice(0, batch)
      .map((token, text) => ({ text, tokens: [token] }));
    for (const { text } of pieces) device.fork(100, text);
    const got = rowsOf(await device.logits(pieces));
    for (const { text } of [...pieces, { text: 100 }]) device.remove(text);
    expect(got).toHaveLength(batch);
    for (const [i, logits] of got.entries()) expectClose(logits, row(places.length + i));
  });
});
