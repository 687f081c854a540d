import type { Kernel, Workgroups } from "../kernel";
import { stepWgsl, tokenOfRowWgsl } from "../step-layout";
import { readChunk } from "../weights/reader";
import type { WeightType } from "../weights/weight-type";

const threads = 32;

export interface EmbedShape {
  readonly type: WeightType;
  /** Numbers of a row, a multiple of 32. */
  readonly columns: number;
  /** The slice of the vocabulary in this buffer: each slice has a kernel, which leaves others' rows alone. */
  readonly firstToken: number;
  readonly tokens: number;
  readonly maxSequences: number;
}

/**
 * The embeddings of a step's tokens.
 *
 * Bindings, in this order:
 * - step: `stepWgsl`
 * - drawn: u32 `[maxSequences]`, the token drawn last of each slot
 * - the slice of the embedding matrix, packed (`repack`)
 * - x: f32 `[rows, columns]`, written
 */
export function embedKernel(shape: EmbedShape): Kernel {
  const { type, columns, firstToken, tokens } = shape;
  const chunk = readChunk(type, {
    buffer: "matrix",
    columns,
    row: `(token - ${firstToken}u)`,
    chunk: "chunk",
  });
  return {
    name: `embed ${type.name} ${columns}`,
    bindings: ["read", "read", "read", "write"],
    code: `${stepWgsl(shape.maxSequences)}
      @group(0) @binding(0) var<storage, read> step: Step;
      @group(0) @binding(1) var<storage, read> drawn: array<u32>;
      @group(0) @binding(2) var<storage, read> matrix: array<vec4u>;
      @group(0) @binding(3) var<storage, read_write> x: array<vec4f>;
      ${tokenOfRowWgsl}
      @compute @workgroup_size(${threads})
      fn main(@builtin(global_invocation_id) id: vec3u) {
        let chunk = id.x;
        if (id.y >= step.row_count || chunk >= ${columns / 32}u) { return; }
        let token = token_of_row(id.y);
        if (token < ${firstToken}u || token >= ${firstToken + tokens}u) { return; }
        ${chunk.load}
        let at = id.y * ${columns / 4}u + chunk * 8u;
        for (var i = 0u; i < 8u + step.zero; i++) { x[at + i] = ${chunk.weights("i")}; }
      }`,
  };
}

export function embedWorkgroups({ columns }: EmbedShape, rows: number): Workgroups {
  return [Math.ceil(columns / 32 / threads), rows, 1];
}
