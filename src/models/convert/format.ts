/**
 * How a package stores weights (`src/engine/webgpu/model/package-tensors.ts` reads it). `q0`: plain numbers;
 * `q4`, `q8`: groups of 32 numbers that share a scale.
 */
export interface WeightFormat {
  readonly name: FormatName;
  /** Of the plain numbers and of the scales. */
  readonly dtype: "float16" | "float32";
  /** Of a grouped number; null for plain numbers. */
  readonly bits: 4 | 8 | null;
}

export const formatNames = ["q4f16_1", "q4f32_1", "q8f16_1", "q8f32_1", "q0f16", "q0f32"] as const;

export type FormatName = (typeof formatNames)[number];

export function weightFormat(name: FormatName): WeightFormat {
  return {
    name,
    dtype: name.includes("f16") ? "float16" : "float32",
    bits: name.startsWith("q4") ? 4 : name.startsWith("q8") ? 8 : null,
  };
}

export function isFormatName(name: string): name is FormatName {
  return formatNames.some((known) => known === name);
}
