import { openAsBlob } from "node:fs";
import { readFile } from "node:fs/promises";
import * as v from "valibot";
import { type EngineModel, openEngineModel } from "../../src/engine/webgpu/model/engine-model";
import { mix } from "../../src/mix";
import { blobSource } from "../../src/models/convert/byte-source";
import { openGpu } from "../../tools/node-engine/gpu";

/** tools/engine-reference/make_fixtures.py writes them and says what they hold. */
const folder = "tests/fixtures/engine-reference";

const schema = v.object({
  vocabulary: v.number(),
  places: v.array(v.number()),
  deviation: v.number(),
  halfKvDifference: v.number(),
  greedyStart: v.array(v.number()),
  greedy: v.array(v.number()),
  leastLead: v.number(),
});

/** A model with random weights, and what an independent forward pass in 64 bits makes of it. */
export interface Reference extends v.InferOutput<typeof schema> {
  readonly model: EngineModel;
  /** Logits after the text's tokens at `places`: [places, vocabulary]. */
  readonly logits: Float32Array;
  /** The text's first tokens. */
  text(length: number): number[];
}

export async function openReference(name: string): Promise<Reference> {
  const file = `${folder}/${name}`;
  const about = v.parse(schema, JSON.parse(await readFile(`${file}.json`, "utf8")));
  const bytes = await readFile(`${file}.bin`);
  const source = blobSource(`${name}.gguf`, await openAsBlob(`${file}.gguf`));
  return {
    ...about,
    model: await openEngineModel([source], name),
    logits: new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4),
    text: (length) =>
      Array.from({ length }, (_, i) => mix(Math.imul(i, 0x9e3779b9)) % about.vocabulary),
  };
}

/** The machine's adapter. @throws Error where there is none */
export async function theAdapter(): Promise<GPUAdapter> {
  const adapter = await openGpu().requestAdapter();
  if (adapter) return adapter;
  throw new Error("No Vulkan driver is here.");
}

/** The largest difference of two logits. */
export function largestDifference(one: Float32Array, other: Float32Array): number {
  if (one.length !== other.length) throw new Error(`${one.length} logits against ${other.length}`);
  return one.reduce((largest, value, i) => {
    const difference = Math.abs(value - (other[i] ?? Number.NaN));
    // NaN stays NaN, and is less than nothing.
    return Math.max(largest, difference);
  }, 0);
}
