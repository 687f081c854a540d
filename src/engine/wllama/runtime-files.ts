import type { WllamaCompat } from "@wllama/wllama";
import wasmUrl from "@wllama/wllama/esm/wasm/wllama.wasm?url";
import compatWasmUrl from "@wllama/wllama-compat/wasm/wllama.wasm?url";

/** llama.cpp as WebAssembly, served by this app itself. */
export { wasmUrl };

/**
 * The slower build for browsers without JSPI or 64-bit memory. Null where it isn't needed; the
 * library's own default would fetch it from a CDN.
 */
export async function compatFiles(): Promise<WllamaCompat | null> {
  if ("Suspending" in WebAssembly && hasMemory64()) return null;
  // As text: the library puts it into a worker of its own.
  const { default: code } = await import("@wllama/wllama-compat/wasm/wllama.js?raw");
  return { worker: { code }, wasm: compatWasmUrl };
}

function hasMemory64(): boolean {
  try {
    // `address` is too new for the type library.
    const descriptor: WebAssembly.MemoryDescriptor & { address: string } = {
      address: "i64",
      initial: 1n as unknown as number,
    };
    return Boolean(new WebAssembly.Memory(descriptor));
  } catch {
    return false;
  }
}
