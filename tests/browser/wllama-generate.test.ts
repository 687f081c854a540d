import { existsSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { openTools } from "./wllama-harness";

// What follows each character is known, and each is one token:
// tools/engine-fixture/make_script_model.py

let browser: TestBrowser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await openTools(browser, inject("isolatedUrl"));
});
afterAll(() => browser?.close());

describe("how a generation ends", () => {
  it("tells the end of the turn, a token limit and a full context apart", async () => {
    const ends = await page.evaluate(async () => {
      const engine = await window.tools.script();
      const ends = {
        turn: await window.tools.one(engine, "x!"),
        text: await window.tools.one(engine, "xE"),
        limit: await window.tools.one(engine, "a", { maxTokens: 5 }),
        full: await window.tools.one(engine, "a", { maxTokens: 5000 }),
        nothing: await window.tools.one(engine, "a", { maxTokens: 0 }),
      };
      await engine.unload();
      return ends;
    });
    expect(ends.turn).toMatchObject({ text: "", end: { reason: "end-of-turn" } });
    expect(ends.text).toMatchObject({ text: "", end: { reason: "end-of-turn" } });
    expect(ends.limit).toMatchObject({
      text: "bcdef",
      end: { reason: "token-limit", stopString: null, generatedTokens: 5 },
    });
    expect(ends.full.end).toMatchObject({ reason: "context-full", generatedTokens: 1023 });
    expect(ends.full.text).toHaveLength(1023);
    expect(ends.nothing).toMatchObject({ text: "", end: { reason: "token-limit" } });
  });

  it("refuses a prompt that is too long, and ends when appended text fills the context", async () => {
    const results = await page.evaluate(async () => {
      const engine = await window.tools.script();
      const prompt = await window.tools.one(engine, "a".repeat(2000));
      const sequence = await engine.open("a", window.tools.greedy);
      const first = await window.tools.generate(sequence, { maxTokens: 3 });
      await sequence.append("x".repeat(1100));
      const second = await window.tools.generate(sequence);
      await engine.unload();
      return { prompt, first, second };
    });
    expect(results.prompt.error).toMatch(/^PromptTooLongError: .*2000 tokens.*1024.*Shorten/);
    expect(results.first.text).toBe("bcd");
    expect(results.second).toMatchObject({
      text: "",
      end: { reason: "context-full" },
      error: null,
    });
  });
});

describe("stop strings and tokens", () => {
  it("keeps stop strings in the text and names them", async () => {
    const results = await page.evaluate(async () => {
      const engine = await window.tools.script();
      const results = {
        tag: await window.tools.one(engine, "xT", { stop: ["nowhere", "</tool_call>"] }),
        letters: await window.tools.one(engine, "m", { stop: ["pqr", "xyz"] }),
        // Held back as the beginning of a stop string that then does not come.
        almost: await window.tools.one(engine, "m", { stop: ["pqz"], maxTokens: 8 }),
      };
      await engine.unload();
      return results;
    });
    expect(results.tag).toMatchObject({
      text: "<tool_call>XY</tool_call>",
      end: { reason: "stop-string", stopString: "</tool_call>", generatedTokens: 4 },
    });
    expect(results.letters).toMatchObject({
      text: "nopqr",
      end: { reason: "stop-string", stopString: "pqr", generatedTokens: 5 },
    });
    expect(results.almost.text).toBe("nopqrstu");
    // One event a token, with its own log-probability, held back or not.
    for (const { logprobs } of Object.values(results)) {
      expect(logprobs).not.toContain(null);
      for (const logprob of logprobs) expect(logprob).toBeCloseTo(0, 5);
    }
    expect(results.letters.logprobs).toHaveLength(5);
    expect(results.almost.logprobs).toHaveLength(8);
  });

  it("shows added tokens, also where the file marks them as control tokens", async () => {
    const texts = await page.evaluate(async () => {
      const bytes = new Uint8Array(await (await window.tools.file("script.gguf")).arrayBuffer());
      // The token types are the last of a list of 32-bit numbers: …, 1, 3, 3, 3, 4, 4.
      const types = [1, 3, 3, 3, 4, 4].flatMap((type) => [type, 0, 0, 0]);
      const at = bytes.findIndex((_, from) => types.every((byte, n) => bytes[from + n] === byte));
      if (at < 0) throw new Error("The fixture's token types were not found.");
      bytes[at + 16] = 3;
      bytes[at + 20] = 3;
      const texts: string[] = [];
      for (const model of [await window.tools.file("script.gguf"), new Blob([bytes])]) {
        const engine = await window.tools.script({ model });
        const { text, end, error } = await window.tools.one(engine, "T");
        texts.push(`${text} ${end?.reason} ${error}`);
        await engine.unload();
      }
      return texts;
    });
    const expected = "<tool_call>XY</tool_call>! end-of-turn null";
    expect(texts).toEqual([expected, expected]);
  });
});

describe("sampling", () => {
  it("gives log-probabilities before temperature, and only temperature and top-p act", async () => {
    const results = await page.evaluate(async () => {
      const engine = await window.tools.script();
      const sample = (prompt: string, temperature: number, topP: number) =>
        window.tools.one(engine, prompt, { maxTokens: 200 }, { temperature, topP, seed: 7 });
      const results = {
        all: await sample("P", 1, 1),
        // 0.6 and 0.3 make up 0.9: R is cut off.
        some: await sample("P", 1, 0.85),
        // At temperature 0.3 P alone has 0.9.
        cold: await sample("P", 0.3, 0.85),
        greedy: await sample("Q", 0, 1),
        digits: await sample("5", 1, 1),
      };
      await engine.unload();
      return results;
    });
    const letters = (text: string) => [...new Set(text)].sort().join("");
    expect(letters(results.all.text)).toBe("PQR");
    expect(letters(results.some.text)).toBe("PQ");
    expect(letters(results.cold.text)).toBe("P");
    expect(letters(results.greedy.text)).toBe("P");
    expect(letters(results.digits.text)).toBe("0123456789");
    const probability = { P: 0.6, Q: 0.3, R: 0.1 };
    for (const { text, logprobs } of [results.all, results.some, results.cold]) {
      [...text].forEach((letter, at) => {
        const expected = Math.log(probability[letter as keyof typeof probability]);
        expect(logprobs[at]).toBeCloseTo(expected, 2);
      });
    }
  });

  it("gives the same text for the same seed, cached or not, and another for another", async () => {
    const texts = await page.evaluate(async () => {
      const engine = await window.tools.script();
      const sample = async (seed: number) => {
        const { text } = await window.tools.one(
          engine,
          "Digits: 1",
          { maxTokens: 40 },
          { temperature: 0.6, topP: 0.95, seed },
        );
        return text;
      };
      const texts = [await sample(3), await sample(3), await sample(4), await sample(0xffffffff)];
      texts.push(await sample(0xffffffff));
      await engine.unload();
      return texts;
    });
    const [first, again, other, last, lastAgain] = texts;
    expect(first).toMatch(/^\d{40}$/);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(lastAgain).toBe(last);
  });

  // The script model's numbers are too simple to differ.
  it.runIf(existsSync("public/models/demo.gguf"))(
    "gives a real model's same text with a fresh prompt, a cached one, and beside other sequences",
    async () => {
      const texts = await page.evaluate(async () => {
        const model = "/models/demo.gguf";
        const engine = await window.tools.createWorkerEngine({ model, modelName: "demo" });
        const prompt = `${"The sum of 12 and 30 is 42. ".repeat(8)}What is 7 + 8?`;
        const sample = async (seed: number) => {
          const sampling = { temperature: 1, topP: 0.95, seed };
          const { text } = await window.tools.one(engine, prompt, { maxTokens: 30 }, sampling);
          return text;
        };
        const texts = [await sample(1), await sample(1)];
        await window.tools.one(engine, prompt.slice(0, 200), { maxTokens: 5 });
        texts.push(...(await Promise.all([1, 2].map(sample))));
        await engine.unload();
        return texts;
      });
      const [fresh, cached, beside, other] = texts;
      expect(fresh?.length).toBeGreaterThan(20);
      expect([cached, beside]).toEqual([fresh, fresh]);
      expect(other).not.toBe(fresh);
    },
  );

  it("draws anew in each generation of a sequence", async () => {
    const texts = await page.evaluate(async () => {
      const engine = await window.tools.script();
      const sequence = await engine.open("1", { temperature: 1, topP: 1, seed: 3 });
      const texts: string[] = [];
      for (let turn = 0; turn < 3; turn += 1) {
        texts.push((await window.tools.generate(sequence, { maxTokens: 30 })).text);
      }
      await engine.unload();
      return texts;
    });
    expect(new Set(texts).size).toBe(3);
  });
});

describe("the KV of a sequence", () => {
  it("makes appended text cost only its own tokens", async () => {
    const ends = await page.evaluate(async () => {
      const engine = await window.tools.script();
      const sequence = await engine.open(`${"a".repeat(299)}T`, window.tools.greedy);
      const first = await window.tools.generate(sequence, { stop: ["</tool_call>"] });
      await sequence.append("\n12345");
      const second = await window.tools.generate(sequence, { maxTokens: 10 });
      await sequence.append("mno");
      const third = await window.tools.generate(sequence, { maxTokens: 10 });
      await engine.unload();
      return [first, second, third];
    });
    expect(ends[0]?.end).toMatchObject({ prefilledTokens: 300, cachedTokens: 0 });
    // 300 and `<tool_call>XY` are there; `</tool_call>` was sampled but not yet computed.
    expect(ends[1]?.end).toMatchObject({ prefilledTokens: 7, cachedTokens: 303 });
    expect(ends[2]?.end).toMatchObject({ prefilledTokens: 4 });
    expect(ends[2]?.text).toBe("pqrstuvwxy");
  });

  it("prefills a shared prompt once in each instance, however many samples there are", async () => {
    const ends = await page.evaluate(async () => {
      const engine = await window.tools.script({ layout: { instances: 2 } });
      const prompt = `${"a".repeat(255)}T`;
      const samples = Array.from({ length: 6 }, async () => {
        const sequence = await engine.open(prompt, window.tools.greedy);
        const called = await window.tools.generate(sequence, { stop: ["</tool_call>"] });
        await sequence.append("1");
        const rest = await window.tools.generate(sequence, { maxTokens: 100 });
        await sequence.close();
        return [called.end, rest.end];
      });
      const ends = await Promise.all(samples);
      await engine.unload();
      return ends;
    });
    const prefilled = ends.map(([called]) => called?.prefilledTokens);
    expect(prefilled.toSorted()).toEqual([1, 1, 1, 1, 256, 256]);
    for (const [, rest] of ends) expect(rest?.prefilledTokens).toBe(2);
  });

  it("keeps the KV of sequences that decode together and pause", async () => {
    const ends = await page.evaluate(async () => {
      const engine = await window.tools.script({ layout: { instances: 1, slots: 3 } });
      const prompt = `${"a".repeat(255)}T`;
      // As many as slots: one that starts in the moment in which another pauses may take its slot.
      const samples = Array.from({ length: 3 }, async (_, at) => {
        const sequence = await engine.open(prompt, window.tools.greedy);
        await window.tools.generate(sequence, { stop: ["</tool_call>"] });
        await sequence.append("klm".charAt(at % 3));
        await window.tools.generate(sequence, { stop: ["xyz"] });
        await new Promise((resolve) => setTimeout(resolve, at * 20));
        await sequence.append("1");
        const rest = await window.tools.generate(sequence, { maxTokens: 20 });
        await sequence.close();
        return rest.end;
      });
      const ends = await Promise.all(samples);
      await engine.unload();
      return ends;
    });
    for (const end of ends) expect(end?.prefilledTokens).toBe(2);
  });

  it("queues sequences beyond its slots", async () => {
    const texts = await page.evaluate(async () => {
      const engine = await window.tools.script({ layout: { instances: 1, slots: 2 } });
      const samples = Array.from({ length: 7 }, (_, at) =>
        window.tools.one(engine, String.fromCharCode(97 + at), { maxTokens: 4 }),
      );
      const texts = (await Promise.all(samples)).map(({ text }) => text);
      await engine.unload();
      return texts;
    });
    expect(texts).toEqual(["bcde", "cdef", "defg", "efgh", "fghi", "ghij", "hijk"]);
  });
});

describe("abort", () => {
  it("stops one sequence, keeps its text, and lets the others go on", async () => {
    const results = await page.evaluate(async () => {
      const layout = { instances: 1, slots: 3 };
      const engine = await window.tools.script({ layout });
      const controller = new AbortController();
      const stopped = await engine.open("a", window.tools.greedy);
      const [first, b, c] = await Promise.all([
        window.tools.generate(stopped, {
          maxTokens: 900,
          signal: controller.signal,
          onToken: (text) => {
            if (text.length > 9) controller.abort();
          },
        }),
        window.tools.one(engine, "b", { maxTokens: 300 }),
        window.tools.one(engine, "c", { maxTokens: 300 }),
      ]);
      const again = await window.tools.generate(stopped, { maxTokens: 5 });
      const before = await window.tools.generate(stopped, { signal: AbortSignal.abort() });
      await engine.unload();
      return { first, b, c, again, before };
    });
    const alphabet = "abcdefghijklmnopqrstuvwxyz".repeat(40);
    const { first, again } = results;
    expect(first.error).toMatch(/^AbortedError/);
    expect(first.text.length).toBeGreaterThan(9);
    expect(first.text.length).toBeLessThan(900);
    expect(first.text + again.text).toBe(alphabet.slice(1, 1 + first.text.length + 5));
    expect(results.b.text).toBe(alphabet.slice(2, 302));
    expect(results.c.text).toBe(alphabet.slice(3, 303));
    expect(results.before).toMatchObject({
      text: "",
      error: expect.stringMatching(/^AbortedError/),
    });
  });

  it("takes a sequence that waits for a slot out of the queue", async () => {
    const results = await page.evaluate(async () => {
      const engine = await window.tools.script({ layout: { instances: 1, slots: 1 } });
      const controller = new AbortController();
      const long = window.tools.one(engine, "a", { maxTokens: 400 });
      const waiting = window.tools.one(engine, "b", { signal: controller.signal });
      const last = window.tools.one(engine, "c", { maxTokens: 3 });
      controller.abort();
      const results = { waiting: await waiting, long: await long, last: await last };
      await engine.unload();
      return results;
    });
    expect(results.waiting).toMatchObject({ text: "", error: "AbortedError: Stopped." });
    expect(results.long.text).toHaveLength(400);
    expect(results.last.text).toBe("def");
  });

  it("lets a reader leave the loop early", async () => {
    const text = await page.evaluate(async () => {
      const engine = await window.tools.script({ layout: { instances: 1, slots: 1 } });
      const sequence = await engine.open("a", window.tools.greedy);
      const { signal } = new AbortController();
      for await (const _ of sequence.generate({ stop: [], maxTokens: 900, signal })) break;
      await sequence.close();
      const next = await window.tools.one(engine, "m", { maxTokens: 3 });
      await engine.unload();
      return next.text;
    });
    expect(text).toBe("nop");
  });
});

describe("faults inside llama.cpp", () => {
  it("fails only the sequence whose output is no text; the others go on unharmed", async () => {
    const results = await page.evaluate(async () => {
      const layout = { instances: 1, slots: 4 };
      const engine = await window.tools.script({ layout });
      const one = (prompt: string) => window.tools.one(engine, prompt, { maxTokens: 120 });
      const results = await Promise.all([one("a"), one("b"), one("B"), one("c")]);
      const after = await one("d");
      await engine.unload();
      return { results, after };
    });
    const alphabet = "abcdefghijklmnopqrstuvwxyz".repeat(10);
    const [a, b, bad, c] = results.results;
    expect(a).toMatchObject({ text: alphabet.slice(1, 121), error: null });
    expect(b).toMatchObject({ text: alphabet.slice(2, 122), error: null });
    expect(c).toMatchObject({ text: alphabet.slice(3, 123), error: null });
    expect(a?.end).toMatchObject({ reason: "token-limit", generatedTokens: 120 });
    expect(bad?.error).toMatch(/^EngineError|^SharedFault/);
    expect(bad?.error).toMatch(/no valid text/);
    expect(results.after.text).toBe(alphabet.slice(4, 124));
  });

  it("writes characters of several tokens, which log-probabilities make llama.cpp fail on", async () => {
    const result = await page.evaluate(async () => {
      const engine = await window.tools.script();
      const result = await window.tools.one(engine, "U", { maxTokens: 60 });
      await engine.unload();
      return result;
    });
    expect(result.error).toBeNull();
    expect(result.text).toMatch(/^(éU){19,20}/);
    expect(result.end?.reason).toBe("token-limit");
  });
});
