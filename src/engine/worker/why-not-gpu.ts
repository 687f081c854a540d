import { ConversionError, ModelError } from "../../models/errors";
import { AbortedError, ModelLoadError } from "../errors";
import { GpuLostError, GpuMemoryError, GpuUnsuitableError } from "../webgpu/errors";

/**
 * Why another engine should be tried, in words that follow “because” and end without a full stop; null
 * for an error that it would have as well.
 */
export function whyNotGpu(error: unknown): string | null {
  if (error instanceof GpuUnsuitableError) return error.message;
  if (error instanceof ConversionError)
    return "its weights are not of a kind that our GPU engine reads";
  if (error instanceof GpuLostError)
    return "the browser took the GPU away while the model was loaded";
  if (error instanceof GpuMemoryError) return "the GPU's memory does not suffice for it";
  if (error instanceof ModelError || error instanceof AbortedError) return null;
  // Also what the browser or TVM says, such as of a kernel that the GPU's driver doesn't take.
  const message = error instanceof Error ? error.message : String(error);
  const what = error instanceof ModelLoadError ? "loading it on the GPU" : "the GPU engine";
  return `${what} failed: ${message.trim().replace(/\.$/, "")}`;
}
