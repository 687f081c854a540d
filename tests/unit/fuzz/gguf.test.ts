import fc from "fast-check";
import { expect, it } from "vitest";
import { ImportError } from "../../../src/models/errors";
import { readGgufHeader } from "../../../src/models/gguf/read-gguf-header";
import { readCount } from "../../../src/models/gguf/read-metadata";
import { ggufHeader } from "../models/gguf-file";
import { fuzzRuns } from "./fuzz-runs";

const whole = ggufHeader(
  {
    "general.architecture": "qwen2",
    "general.name": "A model",
    "qwen2.block_count": 2,
    "qwen2.attention.head_count": 2,
    "qwen2.embedding_length": 8,
    "qwen2.feed_forward_length": 8,
    "qwen2.context_length": 16,
    "qwen2.rope.freq_base": 1.5,
    "tokenizer.ggml.tokens": ["a", "b"],
  },
  [{ name: "token_embd.weight", shape: [8, 2], type: 0, offset: 0 }],
);

/** A header, or an error that is meant for people. */
async function read(bytes: Uint8Array): Promise<void> {
  try {
    const header = await readGgufHeader(new Blob([Uint8Array.from(bytes)]));
    expect(Number.isSafeInteger(header.layers)).toBe(true);
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    expect(error.message).toMatch(/[.]$/);
  }
}

const change = fc.record({
  at: fc.nat(whole.length - 1),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 8 }),
    fc.constantFrom(...[0, 1, 0x7f, 0xff].map((byte) => new Uint8Array(8).fill(byte))),
  ),
});

it("a GGUF header with any bytes changed or cut off is read, or refused in words", async () => {
  await read(whole);
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { minLength: 1, maxLength: 3 }),
      fc.nat(whole.length),
      async (changes, cut) => {
        const bytes = whole.slice(0, cut % 3 === 0 ? cut : undefined);
        for (const { at, bytes: replacement } of changes) {
          if (at < bytes.length) bytes.set(replacement.subarray(0, bytes.length - at), at);
        }
        await read(bytes);
      },
    ),
    { numRuns: fuzzRuns(1500), seed: 17 },
  );
});

it("a number that is given for each layer is the largest, however many there are", () => {
  const layers = Array.from({ length: 1_000_000 }, (_, at) => at % 1000);
  expect(readCount({ count: layers }, "count")).toBe(999);
  expect(readCount({ count: [] }, "count")).toBeNull();
  expect(readCount({ count: [3n, 4] }, "count")).toBe(4);
  expect(readCount({ count: [Number.NaN] }, "count")).toBeNull();
});
