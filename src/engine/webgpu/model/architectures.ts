import type { Rope } from "./rope";

/** What differs between the architectures that the engine runs, by GGUF's name of them. */
export const architectures: ReadonlyMap<string, { readonly pairs: Rope["pairs"] }> = new Map([
  ["qwen2", { pairs: "halves" }],
  ["qwen3", { pairs: "halves" }],
  // Its converter reorders the rows of Q and K.
  ["llama", { pairs: "adjacent" }],
]);

/** In words that follow “because”. */
export function unknownArchitecture(name: string): string {
  const known = [...architectures.keys()].join(", ");
  return `our GPU engine runs models of the architectures ${known}, and this one is “${name}”`;
}
