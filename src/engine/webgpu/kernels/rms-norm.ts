import type { Kernel, Workgroups } from "../kernel";

const threads = 64;

/**
 * The RMS norm of rows: y[r, k] = x[r, k] · gain[k] / √(mean of x[r]² + epsilon). For passes of many rows;
 * the few-row kernels have it inside.
 *
 * Bindings: x f32 `[rows, columns]`, gain f32 `[columns]`, y f32 `[rows, columns]`. `columns` is a multiple
 * of 4.
 */
export function rmsNormKernel(columns: number, epsilon: number): Kernel {
  const quads = columns / 4;
  return {
    name: `rms-norm of ${columns}`,
    bindings: ["read", "read", "write"],
    code: `
      @group(0) @binding(0) var<storage, read> x: array<vec4f>;
      @group(0) @binding(1) var<storage, read> gain: array<vec4f>;
      @group(0) @binding(2) var<storage, read_write> y: array<vec4f>;
      var<workgroup> sums: array<f32, ${threads}>;
      @compute @workgroup_size(${threads})
      fn main(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_index) thread: u32) {
        let start = workgroup.x * ${quads}u;
        var sum = 0.0;
        for (var i = thread; i < ${quads}u; i += ${threads}u) {
          let v = x[start + i];
          sum += dot(v, v);
        }
        sums[thread] = sum;
        workgroupBarrier();
        var total = 0.0;
        for (var i = 0u; i < ${threads}u; i++) { total += sums[i]; }
        let scale = inverseSqrt(total / ${columns}.0 + ${epsilon});
        for (var i = thread; i < ${quads}u; i += ${threads}u) {
          y[start + i] = x[start + i] * scale * gain[i];
        }
      }`,
  };
}

/** One workgroup a row; at most 65,535 rows. */
export function rmsNormWorkgroups(rows: number): Workgroups {
  return [rows, 1, 1];
}
