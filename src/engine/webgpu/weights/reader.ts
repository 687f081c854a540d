import type { ChunkCode } from "./blocks";
import { rowBase, rowReader } from "./layout";
import type { WeightType } from "./weight-type";

/** Where a chunk lies. All but the columns is WGSL. */
export interface ChunkPlace {
  /** The name of the packed matrix, an `array<vec4u>`. */
  readonly buffer: string;
  /** Columns of the matrix. */
  readonly columns: number;
  /** u32, the row. */
  readonly row: string;
  /** u32, the chunk in its row: the weights 32 * chunk .. 32 * chunk + 31. */
  readonly chunk: string;
}

/**
 * WGSL that takes the 32 weights of a chunk out of a packed matrix.
 * @param id ends the names that it declares, so that several chunks can lie in one scope
 */
export function readChunk(type: WeightType, place: ChunkPlace, id = ""): ChunkCode {
  const { buffer, columns, row, chunk } = place;
  const base = `base${id}`;
  const code = type.chunk(rowReader(type.planes, columns, buffer, base), chunk, id);
  return {
    load: `let ${base} = ${rowBase(type.planes, columns, row)};\n${code.load}`,
    weights: code.weights,
  };
}

/** WGSL of `fn name(row: u32, chunk: u32) -> array<vec4f, 8>`: the 32 weights of a chunk (`readChunk`). */
export function chunkFunction(
  type: WeightType,
  name: string,
  buffer: string,
  columns: number,
): string {
  const { load, weights } = readChunk(type, { buffer, columns, row: "row", chunk: "chunk" });
  return `fn ${name}(row: u32, chunk: u32) -> array<vec4f, 8> {
    ${load}
    var out: array<vec4f, 8>;
    for (var i = 0u; i < 8u; i++) { out[i] = ${weights("i")}; }
    return out;
  }`;
}
