import type { WllamaCompat } from "@wllama/wllama";
import wasmUrl from "@wllama/wllama/esm/wasm/wllama.wasm?url";
import compatWasmUrl from "@wllama/wllama-compat/wasm/wllama.wasm?url";
import { needsCompat } from "./needs-compat";

/** llama.cpp as WebAssembly, served by this app itself. */
export { wasmUrl };

/**
 * The slower build for browsers without JSPI or 64-bit memory. Null where it isn't needed; the
 * library's own default would fetch it from a CDN.
 */
export async function compatFiles(): Promise<WllamaCompat | null> {
  if (!needsCompat()) return null;
  // As text: the library puts it into a worker of its own.
  const { default: code } = await import("@wllama/wllama-compat/wasm/wllama.js?raw");
  return { worker: { code }, wasm: compatWasmUrl };
}
