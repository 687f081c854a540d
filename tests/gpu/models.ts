import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type EngineModel, openEngineModel } from "../../src/engine/webgpu/model/engine-model";
import { blobSource } from "../../src/models/convert/byte-source";
import { gpu } from "./gpu";

const root = join(import.meta.dirname, "../..");

/** The machine's GPU, as a browser offers it. */
export function nodeGpu(): GPU {
  return gpu;
}

/** A model of the repository, such as `public/models/demo.gguf`. */
export async function openModelFile(path: string): Promise<EngineModel> {
  const bytes = await readFile(join(root, path));
  return openEngineModel([blobSource(basename(path), new Blob([bytes]))], path);
}

export interface Reference {
  readonly vocabulary: number;
  readonly places: readonly number[];
  /** Tokens of the text that forks begin with. */
  readonly start: number;
  readonly rows: number;
  readonly greedyStart: readonly number[];
  readonly greedy: readonly number[];
  /** Logits: those after `places`, then those of the forks. */
  row(index: number): Float32Array;
}

/** What `tools/engine-reference/make_demo.py` wrote of a model. */
export async function readReference(name: string): Promise<Reference> {
  const path = join(root, "tests/fixtures/engine-reference", name);
  const numbers = JSON.parse(await readFile(`${path}.json`, "utf8"));
  const bytes = await readFile(`${path}.bin`);
  const logits = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  const { vocabulary } = numbers;
  return {
    ...numbers,
    row: (index) => logits.subarray(index * vocabulary, (index + 1) * vocabulary),
  };
}

function mix(index: number, parameter: number): number {
  let hash = (Math.imul(index, 0x9e3779b9) + Math.imul(parameter, 0x85ebca6b)) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The reference's texts. */
export const textOf = (length: number, seed: number, vocabulary: number): number[] =>
  Array.from({ length }, (_, i) => mix(i, seed) % vocabulary);

/** The largest difference of a logit, as a share of the reference's standard deviation. */
export function difference(got: Float32Array, wanted: Float32Array): number {
  let largest = 0;
  let sum = 0;
  let squares = 0;
  for (const [i, value] of wanted.entries()) {
    // A NaN stays: `Math.max` passes it on.
    largest = Math.max(largest, Math.abs((got[i] ?? Number.NaN) - value));
    sum += value;
    squares += value * value;
  }
  const mean = sum / wanted.length;
  return largest / Math.sqrt(squares / wanted.length - mean * mean);
}
