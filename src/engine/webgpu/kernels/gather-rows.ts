import type { Kernel, Workgroups } from "../kernel";
import { stepWgsl } from "../step-layout";

const threads = 64;

/**
 * The rows whose logits are wanted, one after another: y[d] = x[draw_row of sequence d].
 *
 * Bindings: step, x: f32 `[rows, columns]`, y: f32 `[draws, columns]`, written. `columns` is a multiple of 4.
 */
export function gatherRowsKernel(columns: number, maxSequences: number): Kernel {
  return {
    name: `gather-rows ${columns}`,
    bindings: ["read", "read", "write"],
    code: `${stepWgsl(maxSequences)}
      @group(0) @binding(0) var<storage, read> step: Step;
      @group(0) @binding(1) var<storage, read> x: array<vec4f>;
      @group(0) @binding(2) var<storage, read_write> y: array<vec4f>;
      @compute @workgroup_size(${threads})
      fn main(@builtin(global_invocation_id) id: vec3u) {
        if (id.y >= step.draw_count || id.x >= ${columns / 4}u) { return; }
        y[id.y * ${columns / 4}u + id.x] = x[step.sequences[id.y].draw_row * ${columns / 4}u + id.x];
      }`,
  };
}

export function gatherRowsWorkgroups(columns: number, draws: number): Workgroups {
  return [Math.ceil(columns / 4 / threads), draws, 1];
}
