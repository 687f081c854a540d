import { expect, it } from "vitest";
import { readContextRefusal } from "../../../src/engine/http/context-limit";

it.each([
  [
    "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens (100 in the messages, 4900 in the completion). Please reduce the length of the messages or completion.",
    100,
    4096,
  ],
  [
    "'max_tokens' or 'max_completion_tokens' is too large: 4900. This model's maximum context length is 4096 tokens and your request has 100 input tokens (4900 > 4096 - 100).",
    100,
    4096,
  ],
  [
    "You passed 100 input tokens and requested 4900 output tokens. However, the model's context length is only 4096 tokens, resulting in a maximum input length of 0 tokens.",
    100,
    4096,
  ],
  [
    "Requested token count exceeds the model's maximum context length of 4096 tokens. You requested a total of 5000 tokens: 100 tokens from the input messages and 4900 tokens for the completion.",
    100,
    4096,
  ],
  ["The input (5000 tokens) is longer than the model's context length (4096 tokens).", 5000, 4096],
  [
    "request (3000 tokens) exceeds the available context size (1024 tokens), try increasing it",
    3000,
    1024,
  ],
  ["max_tokens must be smaller", null, null],
])("%s", (message, inputTokens, contextLength) => {
  expect(readContextRefusal(message)).toEqual({ inputTokens, contextLength });
});

it("leaves other messages alone", () => {
  expect(readContextRefusal("temperature must be positive")).toBeNull();
});
