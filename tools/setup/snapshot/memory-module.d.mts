/** A WebAssembly module that writes `memory` into the one that it imports as "python.memory". */
export function memoryModule(
  memory: Uint8Array,
  notes: Readonly<Record<string, Uint8Array>>,
): Uint8Array<ArrayBuffer>;
