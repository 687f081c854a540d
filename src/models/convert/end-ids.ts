/** Tokens that end a turn whatever a file says; llama.cpp takes them so too. */
const endTokens = ["<|im_end|>", "<|endoftext|>", "<|eot_id|>", "<|end_of_text|>"];

/**
 * @param told what the model's files name
 * @param added ids of the added tokens
 */
export function endIdsOf(told: readonly number[], added: ReadonlyMap<string, number>): number[] {
  const usual = endTokens.map((token) => added.get(token)).filter((id) => id !== undefined);
  return [...new Set([...told, ...usual])];
}
