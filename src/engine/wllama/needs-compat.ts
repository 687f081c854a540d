/** Whether this browser needs the slower build: it lacks JSPI or 64-bit memory. */
export function needsCompat(): boolean {
  return !("Suspending" in WebAssembly) || !hasMemory64();
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
