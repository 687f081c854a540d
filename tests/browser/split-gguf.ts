import { readFile } from "node:fs/promises";
import { gguf } from "@huggingface/gguf";

const alignment = 32;

/** A GGUF file as llama.cpp splits it: all that it says in the first part, its weights in the second. */
export async function splitGguf(path: string): Promise<readonly [Uint8Array, Uint8Array]> {
  const file = await readFile(path);
  const parsed = await gguf(path, { allowLocalFile: true });
  const [infoStart, infoEnd] = parsed.tensorInfoByteRange;
  const tensors = Number(parsed.metadata.tensor_count);
  const metadata = file.subarray(24, infoStart);
  const first = Buffer.concat([
    start(0, Number(parsed.metadata.kv_count) + 3),
    metadata,
    splitKeys(0, tensors),
  ]);
  const second = Buffer.concat([
    start(tensors, 3),
    splitKeys(1, tensors),
    file.subarray(infoStart, infoEnd),
  ]);
  const weights = file.subarray(Number(parsed.tensorDataOffset));
  return [aligned(first), Buffer.concat([aligned(second), weights])];
}

function start(tensors: number, keys: number): Buffer {
  const bytes = Buffer.from("GGUF".padEnd(24, "\0"));
  bytes.writeUInt32LE(3, 4);
  bytes.writeBigUInt64LE(BigInt(tensors), 8);
  bytes.writeBigUInt64LE(BigInt(keys), 16);
  return bytes;
}

function splitKeys(part: number, tensors: number): Buffer {
  const uint16 = 2;
  const int32 = 5;
  const count = Buffer.alloc(4);
  count.writeInt32LE(tensors);
  return Buffer.concat([
    key("split.no", uint16),
    Buffer.from([part, 0]),
    key("split.count", uint16),
    Buffer.from([2, 0]),
    key("split.tensors.count", int32),
    count,
  ]);
}

function key(name: string, type: number): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(name.length));
  return Buffer.concat([length, Buffer.from(name), Buffer.from([type, 0, 0, 0])]);
}

function aligned(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((alignment - (bytes.length % alignment)) % alignment)]);
}
