import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { PromptTooLongError } from "../../src/engine/errors";
import { createHttpEngine } from "../../src/engine/http/create-http-engine";
import { generate } from "../unit/http/fake-server";

const url = process.env.LLAMA_SERVER_URL ?? "";
const prompt = process.env.LLAMA_SERVER_PROMPT ?? "hello";
const temperature = Number(process.env.LLAMA_SERVER_TEMPERATURE ?? 1.5);
const maxTokens = 400;
const stop = ["</tool_call>"];
const seeds = Array.from({ length: 24 }, (_, index) => index);

/** llama-server's own route says how it ended; the engine must come to the same. */
async function reference(seed: number) {
  const response = await fetch(`${url}/completion`, {
    method: "POST",
    body: JSON.stringify({
      ...{ prompt, n_predict: maxTokens, temperature, top_p: 1, top_k: 0, min_p: 0, seed, stop },
      cache_prompt: false,
    }),
  });
  return v.parse(
    v.object({ content: v.string(), stop_type: v.string(), stopping_word: v.string() }),
    await response.json(),
  );
}

describe("llama-server", () => {
  it("gives the same texts and endings as its own route", async () => {
    const engine = await createHttpEngine({ baseUrl: url, model: "" });
    console.log(engine.info);
    const endings: Record<string, number> = {};
    for (const seed of seeds) {
      const sequence = await engine.open(prompt, { temperature, topP: 1, seed });
      const { text, end, events } = await generate(sequence, { stop, maxTokens });
      const expected = await reference(seed);
      const full = expected.content + expected.stopping_word;
      expect([seed, end.reason]).toEqual([
        seed,
        { word: "stop-string", eos: "end-of-turn", limit: "token-limit" }[expected.stop_type],
      ]);
      // A random model writes invalid UTF-8, and the server then keeps back some of the last
      // characters of a stream.
      const shown = text.replace(/\ufffd/g, "");
      const whole = full.replace(/\ufffd/g, "");
      expect(whole.slice(0, shown.length)).toBe(shown);
      expect(whole.length - shown.length).toBeLessThan(8);
      expect(events.some((one) => one.kind === "token" && one.logprob !== null)).toBe(true);
      endings[end.reason] = (endings[end.reason] ?? 0) + 1;
      await sequence.close();
    }
    console.log(endings);
    expect(Object.keys(endings).length).toBeGreaterThan(1);
  });

  it("finds the text so far in the server's cache", async () => {
    const engine = await createHttpEngine({ baseUrl: url, model: "" });
    const sequence = await engine.open(`${prompt} ${"cache me ".repeat(20)}`, {
      ...{ temperature, topP: 1, seed: 3 },
    });
    await generate(sequence, { stop: [], maxTokens: 10 });
    await sequence.append(" tool output");
    const { end } = await generate(sequence, { stop: [], maxTokens: 5 });
    expect(end.cachedTokens).toBeGreaterThan(50);
  });

  it("fills the context and then says so", async () => {
    const engine = await createHttpEngine({ baseUrl: url, model: "" });
    const { contextLength } = engine.info;
    await expect(
      generate(await engine.open("z 9 ".repeat(contextLength), { ...greedy }), { maxTokens: 5 }),
    ).rejects.toThrow(PromptTooLongError);
  });

  it("aborts one of several", async () => {
    const engine = await createHttpEngine({ baseUrl: url, model: "" });
    const controller = new AbortController();
    const aborted = generate(await engine.open(prompt, { ...greedy }), {
      stop: [],
      maxTokens: 900,
      signal: controller.signal,
    });
    const other = engine.open(prompt, { ...greedy }).then((sequence) => generate(sequence));
    controller.abort();
    await expect(aborted).rejects.toThrow("Stopped");
    await other;
  });
});

const greedy = { temperature: 0, topP: 1, seed: 1 };
