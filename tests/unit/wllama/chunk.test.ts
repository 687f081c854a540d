import { describe, expect, it } from "vitest";
import { parseChunk } from "../../../src/engine/wllama/chunk";

function last(verbose: object, finish_reason = "stop") {
  return { choices: [{ text: "", finish_reason, logprobs: null }], __verbose: verbose };
}

describe("parseChunk", () => {
  it("reads a token and its log-probability", () => {
    const logprobs = { content: [{ id: 1, token: "a", bytes: [97], logprob: -0.5 }] };
    expect(parseChunk({ choices: [{ text: "a", finish_reason: null, logprobs }] })).toEqual({
      kind: "text",
      text: "a",
      logprob: -0.5,
    });
  });

  it("reads the likeliest tokens' log-probabilities where they are told", () => {
    const top = [-0.5, -1.5].map((logprob) => ({ id: 1, token: "a", bytes: [97], logprob }));
    const logprobs = { content: [{ logprob: -0.5, top_logprobs: top }] };
    expect(parseChunk({ choices: [{ text: "a", finish_reason: null, logprobs }] })).toMatchObject({
      top: [-0.5, -1.5],
    });
  });

  it("reads why it ended", () => {
    const timings = { cache_n: 3, prompt_n: 4 };
    const word = { stop_type: "word", stopping_word: "</x>", tokens_predicted: 5, timings };
    expect(parseChunk(last(word))).toEqual({
      kind: "end",
      end: {
        reason: "stop-string",
        stopString: "</x>",
        cachedTokens: 3,
        prefilledTokens: 4,
        generatedTokens: 5,
      },
    });
    const reason = (verbose: object) => parseChunk(last(verbose));
    const eos = { stop_type: "eos", stopping_word: "" };
    expect(reason(eos)).toMatchObject({ end: { reason: "end-of-turn", stopString: null } });
    const limit = { stop_type: "limit", truncated: false };
    expect(reason(limit)).toMatchObject({ end: { reason: "token-limit" } });
    const full = { stop_type: "limit", truncated: true };
    expect(reason(full)).toMatchObject({ end: { reason: "context-full" } });
  });

  it("refuses what it does not know", () => {
    for (const raw of [null, {}, { choices: [] }, { choices: [{ text: 3 }] }]) {
      expect(() => parseChunk(raw)).toThrow(/a form this app does not know/);
    }
  });
});
