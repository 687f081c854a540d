/**
 * What a refusal for length tells. Servers count prompt and wanted tokens together and refuse
 * when the sum is over their context, each in its own words:
 * - vLLM: "… maximum context length is 4096 tokens and your request has 100 input tokens …",
 *   "… you requested 5000 tokens (100 in the messages, 4900 in the completion) …",
 *   "You passed 100 input tokens and requested 4900 output tokens …"
 * - SGLang: "… maximum context length of 4096 tokens. You requested a total of 5000 tokens: 100
 *   tokens from the input messages …", "The input (5000 tokens) is longer than the model's
 *   context length (4096 tokens)."
 * - llama-server: "request (3000 tokens) exceeds the available context size (1024 tokens) …"
 */
export interface ContextRefusal {
  /** Tokens of the text we sent; null where the message doesn't say. */
  readonly inputTokens: number | null;
  readonly contextLength: number | null;
}

const aboutLength = /context (length|size|window)|maximum (model )?length|too long|max_tokens/i;

const inputPatterns = [
  /(\d+) input tokens/i,
  /\((\d+) in the (?:messages|prompt)/i,
  /(\d+) tokens from the input/i,
  /input \((\d+) tokens\)/i,
  /request \((\d+) tokens\)/i,
  /prompt \(?(?:length )?(?:of |is |contains )?(?:at least )?(\d+)/i,
];
const contextPatterns = [
  /context (?:length|size|window)(?: of| is(?: only)?| \()? ?\(?(\d+)/i,
  /maximum (?:model )?length (?:of|is) (\d+)/i,
];

/** Null when the message is about something else. */
export function readContextRefusal(message: string): ContextRefusal | null {
  if (!aboutLength.test(message)) return null;
  return {
    inputTokens: firstNumber(message, inputPatterns),
    contextLength: firstNumber(message, contextPatterns),
  };
}

function firstNumber(text: string, patterns: readonly RegExp[]): number | null {
  for (const pattern of patterns) {
    const digits = pattern.exec(text)?.[1];
    if (digits) return Number(digits);
  }
  return null;
}
