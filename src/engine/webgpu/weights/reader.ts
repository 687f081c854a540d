import { rowBase, rowReader } from "./layout";
import type { WeightType } from "./weight-type";

/**
 * WGSL statements that take the 32 weights of a chunk out of a packed matrix.
 * @param buffer the name of the matrix's `array<vec4u>`
 * @param columns of a row
 * @param row WGSL (u32), the row
 * @param chunk WGSL (u32), the chunk in its row: the weights 32 * chunk .. 32 * chunk + 31
 * @param use statements that use weights 4i..4i+3 of the chunk, given as WGSL of a vec4f
 */
export function readChunk(
  type: WeightType,
  place: { buffer: string; columns: number; row: string; chunk: string },
  use: (i: number, weights: string) => string,
): string {
  const { buffer, columns, row, chunk } = place;
  const code = type.chunk(rowReader(type.planes, columns, buffer, "rowBase"), chunk);
  return `{
    let rowBase = ${rowBase(type.planes, columns, row)};
    ${code.load}
    ${[0, 1, 2, 3, 4, 5, 6, 7].map((i) => use(i, code.weights(i))).join("\n    ")}
  }`;
}

/** WGSL of `fn name(row: u32, chunk: u32) -> array<vec4f, 8>`: the 32 weights of a chunk (`readChunk`). */
export function chunkFunction(
  type: WeightType,
  name: string,
  buffer: string,
  columns: number,
): string {
  return `fn ${name}(row: u32, chunk: u32) -> array<vec4f, 8> {
    var w: array<vec4f, 8>;
    ${readChunk(type, { buffer, columns, row: "row", chunk: "chunk" }, (i, weights) => `w[${i}] = ${weights};`)}
    return w;
  }`;
}
