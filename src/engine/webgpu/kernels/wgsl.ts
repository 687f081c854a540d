import type { BindingKind, Workgroups } from "../kernel";

/** The most workgroups of one dimension in every WebGPU. */
const maxWorkgroups = 65_535;

/** `code(0)` to `code(count - 1)`, one under another. */
export function lines(count: number, code: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => code(i)).join("\n");
}

/** At least `count` workgroups in a row, in two dimensions where one is too short. */
export function spreadWorkgroups(count: number): Workgroups {
  const y = Math.ceil(count / maxWorkgroups);
  return [Math.ceil(count / y), y, 1];
}

/** WGSL of the number of a workgroup of `spreadWorkgroups(count)`; it may reach beyond `count`. */
export function workgroupIndex(count: number): string {
  const [x, y] = spreadWorkgroups(count);
  return y === 1 ? "workgroup.x" : `workgroup.x + workgroup.y * ${x}u`;
}

/** The buffers of a kernel: WGSL that declares them, and how it uses them. */
export interface Declarations {
  readonly text: string;
  readonly bindings: readonly BindingKind[];
}

/** Storage buffers in the order of their bindings: name, use and type of the elements. */
export function declareBuffers(
  buffers: readonly (readonly [name: string, kind: "read" | "write", element: string])[],
): Declarations {
  return {
    text: buffers
      .map(([name, kind, element], binding) => {
        const access = kind === "write" ? "read_write" : "read";
        return `@group(0) @binding(${binding}) var<storage, ${access}> ${name}: array<${element}>;`;
      })
      .join("\n"),
    bindings: buffers.map(([, kind]) => kind),
  };
}
