import type { FormatName } from "../../models/convert/format";

const words: Readonly<Record<FormatName, string>> = {
  q8f16_1: "8 bits, for GPUs with 16-bit arithmetic (shader-f16)",
  q8f32_1: "8 bits, for any GPU",
  q4f16_1: "4 bits, for GPUs with 16-bit arithmetic (shader-f16)",
  q4f32_1: "4 bits, for any GPU",
  q0f16: "16 bits",
  q0f32: "32 bits",
};

/** How a package stores weights, in plain words. */
export function describeFormat(format: FormatName): string {
  return words[format];
}
