import { type Block, blocks } from "./blocks";
import { packedQuads, rowGroup } from "./layout";

/** The names of GGUF's block types that the kernels read. */
export type WeightTypeName =
  | "F32"
  | "F16"
  | "BF16"
  | "Q8_0"
  | "Q4_0"
  | "Q4_1"
  | "Q5_0"
  | "Q5_1"
  | "Q4_K"
  | "Q5_K"
  | "Q6_K";

/** How the weights of one matrix are stored, in a file and on the GPU. */
export interface WeightType extends Block {
  readonly name: WeightTypeName;
  /** Its number in GGUF (`ggml_type` in ggml.h). */
  readonly ggufType: number;
}

const types: readonly WeightType[] = [
  { name: "F32", ggufType: 0, ...blocks.F32 },
  { name: "F16", ggufType: 1, ...blocks.F16 },
  { name: "Q4_0", ggufType: 2, ...blocks.Q4_0 },
  { name: "Q4_1", ggufType: 3, ...blocks.Q4_1 },
  { name: "Q5_0", ggufType: 6, ...blocks.Q5_0 },
  { name: "Q5_1", ggufType: 7, ...blocks.Q5_1 },
  { name: "Q8_0", ggufType: 8, ...blocks.Q8_0 },
  { name: "Q4_K", ggufType: 12, ...blocks.Q4_K },
  { name: "Q5_K", ggufType: 13, ...blocks.Q5_K },
  { name: "Q6_K", ggufType: 14, ...blocks.Q6_K },
  { name: "BF16", ggufType: 30, ...blocks.BF16 },
];

/** The type with this number in GGUF, or null when the kernels don't read it. */
export function weightTypeOf(ggufType: number): WeightType | null {
  return types.find((type) => type.ggufType === ggufType) ?? null;
}

export function isWeightTypeName(name: string): name is WeightTypeName {
  return types.some((type) => type.name === name);
}

export function weightTypeNamed(name: WeightTypeName): WeightType {
  const type = types.find((known) => known.name === name);
  if (!type) throw new Error(`${name} isn't a weight type.`);
  return type;
}

/** Bytes of `rows` whole rows in a GGUF file. */
export function fileBytes(type: WeightType, rows: number, columns: number): number {
  return (rows * columns * type.blockBytes) / type.blockSize;
}

/** Words (u32) of a matrix on the GPU; its rows are filled up to a whole group (`rowGroup`). */
export function packedWords(type: WeightType, rows: number, columns: number): number {
  return Math.ceil(rows / rowGroup) * rowGroup * packedQuads(type.planes, columns) * 4;
}

/**
 * Repacks whole rows of a GGUF matrix for the GPU, without loss.
 *
 * A matrix may be repacked in pieces: each piece but the last has a multiple of `rowGroup` rows, and the
 * results lie one after another. The last rows are filled up to a whole group with zeros.
 * @param source rows of `columns` weights as they lie in the file
 * @returns `packedWords(type, rows, columns)` words, to be bound as `array<vec4u>`
 * @throws RangeError when the columns or bytes don't make whole blocks and rows
 */
export function repack(
  type: WeightType,
  source: Uint8Array,
  columns: number,
): Uint32Array<ArrayBuffer> {
  const rowBytes = fileBytes(type, 1, columns);
  const rows = source.byteLength / rowBytes;
  if (columns % type.blockSize !== 0 || columns % 32 !== 0 || !Number.isInteger(rows)) {
    throw new RangeError(
      `${source.byteLength} bytes of ${type.name} aren't whole rows of ${columns} weights.`,
    );
  }
  const words = new Uint32Array(packedWords(type, rows, columns));
  for (let row = 0; row < rows; row++) {
    const bytes = source.subarray(row * rowBytes, (row + 1) * rowBytes);
    type.packRow(bytes, columns, words, row);
  }
  return words;
}
