import fc from "fast-check";
import { expect, it } from "vitest";
import { blobSource } from "../../../src/models/convert/byte-source";
import { readSafetensorsHeader } from "../../../src/models/convert/safetensors-header";
import { ConversionError, IntegrityError } from "../../../src/models/errors";
import { fuzzRuns } from "./fuzz-runs";

function file(header: string, length: bigint, dataBytes: number): Blob {
  const text = new TextEncoder().encode(header);
  const start = new DataView(new ArrayBuffer(8));
  start.setBigUint64(0, length, true);
  return new Blob([start, text, new Uint8Array(dataBytes)]);
}

async function read(blob: Blob): Promise<void> {
  try {
    for (const place of await readSafetensorsHeader(blobSource("model.safetensors", blob))) {
      expect(place.offset).toBeLessThanOrEqual(blob.size);
    }
  } catch (error) {
    if (!(error instanceof ConversionError || error instanceof IntegrityError)) throw error;
  }
}

const odd = fc.oneof(fc.nat(64), fc.constantFrom(-1, 0.5, 2 ** 31, 2 ** 53, 1e308), fc.jsonValue());
const tensor = fc.record({
  dtype: fc.oneof(fc.constantFrom("F32", "F16", "BF16", "I8", "__proto__"), fc.jsonValue()),
  shape: fc.oneof(fc.array(odd, { maxLength: 4 }), fc.jsonValue()),
  data_offsets: fc.oneof(fc.tuple(odd, odd), fc.jsonValue()),
});
const header = fc.oneof(
  fc
    .dictionary(fc.oneof(fc.string(), fc.constantFrom("__proto__", "__metadata__")), tensor, {
      maxKeys: 4,
    })
    .map((entries) => JSON.stringify(entries)),
  fc.json(),
  fc.string(),
);

it("any safetensors header is read, or refused in words", async () => {
  await read(file('{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}', 54n, 8));
  await fc.assert(
    fc.asyncProperty(
      header,
      fc.option(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })),
      fc.nat(64),
      (text, length, data) =>
        read(file(text, length ?? BigInt(new TextEncoder().encode(text).length), data)),
    ),
    { numRuns: fuzzRuns(3000), seed: 17 },
  );
});
