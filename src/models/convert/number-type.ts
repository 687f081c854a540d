import { halfValues } from "./half";

/** How a source stores numbers. Q8_0: blocks of 32, a 16-bit scale and a signed byte each. */
export type NumberType = (typeof numberTypes)[number];

const numberTypes = ["F32", "F16", "BF16", "Q8_0"] as const;

/** Whether a source that stores its weights so can be converted. */
export function isNumberType(name: string): name is NumberType {
  return numberTypes.some((known) => known === name);
}

/** Numbers of a block of Q8_0, and of a group that shares a scale in a package. */
export const groupSize = 32;

/** Bytes of one block of Q8_0. */
export const blockBytes = 2 + groupSize;

/** Bytes of so many numbers; of Q8_0 they must be whole blocks. */
export function bytesOfNumbers(type: NumberType, count: number): number {
  if (type === "Q8_0") return (count / groupSize) * blockBytes;
  return count * (type === "F32" ? 4 : 2);
}

/** Stored numbers as 32-bit floats: all four types pass without loss. */
export function readNumbers(
  type: NumberType,
  bytes: Uint8Array<ArrayBuffer>,
): Float32Array<ArrayBuffer> {
  switch (type) {
    case "F32":
      return new Float32Array(aligned(bytes, 4));
    case "F16":
      return readHalves(new Uint16Array(aligned(bytes, 2)));
    case "BF16":
      return readBrains(new Uint16Array(aligned(bytes, 2)));
    case "Q8_0":
      return readBlocks(bytes);
  }
}

/** The bytes as a buffer of their own, where a typed array could not begin at their place. */
function aligned(bytes: Uint8Array<ArrayBuffer>, step: number): ArrayBuffer {
  const whole = bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength;
  if (bytes.byteLength % step !== 0) throw new RangeError(`${bytes.byteLength} bytes`);
  return whole ? bytes.buffer : bytes.slice().buffer;
}

function readHalves(halves: Uint16Array): Float32Array<ArrayBuffer> {
  const values = halfValues();
  const numbers = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i += 1) numbers[i] = values[halves[i] ?? 0] ?? 0;
  return numbers;
}

/** A BF16 is the upper half of a 32-bit float. */
function readBrains(halves: Uint16Array): Float32Array<ArrayBuffer> {
  const bits = new Uint32Array(halves.length);
  for (let i = 0; i < halves.length; i += 1) bits[i] = (halves[i] ?? 0) << 16;
  return new Float32Array(bits.buffer);
}

function readBlocks(bytes: Uint8Array): Float32Array<ArrayBuffer> {
  const values = halfValues();
  const blocks = bytes.length / blockBytes;
  const numbers = new Float32Array(blocks * groupSize);
  for (let block = 0; block < blocks; block += 1) {
    const at = block * blockBytes;
    const scale = values[blockScale(bytes, at)] ?? 0;
    for (let i = 0; i < groupSize; i += 1) {
      numbers[block * groupSize + i] = (((bytes[at + 2 + i] ?? 0) << 24) >> 24) * scale;
    }
  }
  return numbers;
}

/** The bits of the scale of the block that begins at `at`. */
export function blockScale(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}
