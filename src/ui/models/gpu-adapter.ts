import { requestAdapter } from "../../engine/request-adapter";
import { type AdapterFacts, readAdapter } from "../../engine/webgpu/adapter";

/** The GPU that our engine finds here; null where there is none: llama.cpp then runs all GGUF models. */
export async function readGpuAdapter(): Promise<AdapterFacts | null> {
  const adapter = await requestAdapter();
  return "reason" in adapter ? null : readAdapter(adapter);
}
