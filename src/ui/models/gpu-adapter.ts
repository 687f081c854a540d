import { type AdapterFacts, readAdapter } from "../../engine/webgpu/adapter";

/** The GPU that our engine finds here; null where there is none. */
export async function readGpuAdapter(): Promise<AdapterFacts | null> {
  try {
    const adapter = await navigator.gpu?.requestAdapter({ powerPreference: "high-performance" });
    return adapter ? readAdapter(adapter) : null;
  } catch {
    // Then models are judged for llama.cpp alone, which runs them all.
    return null;
  }
}
