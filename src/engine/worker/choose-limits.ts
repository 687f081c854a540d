import { type DeviceFacts, readDevice } from "../../models/fit/device";
import { judgeFit, leastWish } from "../../models/fit/judge";
import { readGgufHeader } from "../../models/gguf/read-gguf-header";
import type { WllamaEngineParams } from "../wllama/create-wllama-engine";

type Limits = Pick<WllamaEngineParams, "contextLength" | "maxSequences" | "refuseGpu">;

/**
 * How long samples may be and how many are drawn at the same time, by the model's size and what this
 * device can hold. A model that is judged too large is tried with the least: the judgement rests on
 * the little that browsers tell.
 */
export async function chooseLimits(
  files: readonly Blob[],
  device: DeviceFacts | Promise<DeviceFacts> = readDevice(),
): Promise<Limits> {
  const least = { contextLength: leastWish.contextLength, maxSequences: leastWish.sequences };
  const [first] = files;
  // Of a file that can't be read llama.cpp says what is wrong with it.
  const shape = first && (await readGgufHeader(first).catch(() => null));
  if (!shape) return least;
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const fit = judgeFit({ bytes, shape }, await device);
  if (fit.kind === "too-large") return least;
  const { contextLength, sequences: maxSequences } = fit;
  const limits = { contextLength, maxSequences };
  return fit.backend === "gpu" || !(await device).gpu.usable
    ? limits
    : { ...limits, refuseGpu: "the GPU's memory does not suffice for this model" };
}
