import * as fc from "fast-check";
import { expect, it } from "vitest";
import { memoryModule } from "../../../tools/setup/snapshot/memory-module.mjs";

const page = 65536;

/** The memory after the module has written into one of as many pages. */
function written(memory: Uint8Array, note = new Uint8Array()) {
  const module = new WebAssembly.Module(memoryModule(memory, { note }));
  const taken = new WebAssembly.Memory({ initial: Math.ceil(memory.length / page) });
  new WebAssembly.Instance(module, { python: { memory: taken } });
  const custom = (name: string) => WebAssembly.Module.customSections(module, name)[0];
  return { bytes: Buffer.from(taken.buffer), custom };
}

it("writes the memory it was made of, whatever is in it and wherever", () => {
  const part = fc.record({
    at: fc.integer({ min: 0, max: 3 * page - 1 }),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 9000 }),
  });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
      const memory = new Uint8Array(3 * page);
      for (const { at, bytes } of parts) memory.set(bytes.subarray(0, memory.length - at), at);
      expect(written(memory).bytes.equals(memory)).toBe(true);
    }),
  );
});

it("leaves out what is zero, and brings notes and the size along", () => {
  const memory = new Uint8Array(64 * page);
  memory[40 * page] = 7;
  const note = Uint8Array.of(1, 2, 3);
  expect(memoryModule(memory, { note }).length).toBeLessThan(5000);
  const { bytes, custom } = written(memory, note);
  expect(bytes[40 * page]).toBe(7);
  expect([...new Uint8Array(custom("note") ?? new ArrayBuffer())]).toEqual([1, 2, 3]);
  expect(new Uint32Array(custom("bytes") ?? new ArrayBuffer())[0]).toBe(64 * page);
});
