import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { EngineInfo } from "../../src/engine/engine";
import { launchBrowser, type TestBrowser } from "../harness/browser";

let browser: TestBrowser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser({ gpu: true });
  page = await browser.newPage();
  await page.goto(`${inject("isolatedUrl")}tests/harness/blank.html`);
  await page.addScriptTag({ url: "/tests/browser/webgpu-engine.page.ts", type: "module" });
  await page.waitForFunction(() => "gpu" in window);
});
afterAll(() => browser?.close());

const prompt =
  "<|im_start|>user\nWhat is 12 + 30? Find the sum of both numbers and box it.<|im_end|>\n<|im_start|>assistant\n";
const seeds = [1, 2, 3];
const count = 12;

/** What each seed writes alone. */
let alone: string[];

describe("the GPU engine on the demo model", { timeout: 600_000 }, () => {
  beforeAll(async () => {
    const info = await page.evaluate(() => window.gpu.openEngine(128, 128));
    expect(info).toMatchObject({ backend: "webgpu", contextLength: 128, keepsKv: true });
    expect(info.device).toMatch(/swiftshader/i);
    alone = await page.evaluate(
      async ([prompt, seeds, maxTokens]) => {
        const texts: string[] = [];
        for (const seed of seeds) {
          const engine = window.gpu.theEngine();
          texts.push((await window.gpu.writeAnew(engine, prompt, seed, { maxTokens })).text);
        }
        return texts;
      },
      [prompt, seeds, count] as const,
    );
  }, 600_000);
  afterAll(() => page.evaluate(() => window.gpu.closeEngine()));

  it("writes other texts with other seeds", () => {
    expect(new Set(alone).size).toBeGreaterThan(1);
  });

  it("writes in a batch what it writes alone, and reads the prompt once", async () => {
    const { written, passes } = await page.evaluate(
      async ([prompt, seeds, maxTokens]) => {
        const engine = window.gpu.theEngine();
        const before = engine.counts.passes;
        const written = await Promise.all(
          seeds.map((seed) => window.gpu.writeAnew(engine, prompt, seed, { maxTokens })),
        );
        return { written, passes: engine.counts.passes - before };
      },
      [prompt, seeds, count] as const,
    );
    expect(written.map(({ text }) => text)).toEqual(alone);
    for (const { end, logprobs } of written) {
      expect(end).toMatchObject({ reason: "token-limit", generatedTokens: count });
      for (const logprob of logprobs) expect(logprob).toBeLessThanOrEqual(0);
      // Read before: all but the prompt's last token.
      expect(end?.prefilledTokens).toBe(1);
    }
    // They are opened one after the other, so the first passes may lack some.
    expect(passes).toBeLessThan(count + 3);
  });

  it("stops at a string that begins in one token and ends in another, and goes on after an append", async () => {
    const [text = ""] = alone;
    // Long enough to span several tokens of this small vocabulary.
    const stop = text.slice(6, 18);
    const { first, second } = await page.evaluate(
      async ([prompt, stop, maxTokens]) => {
        const sampling = { temperature: 2, topP: 1, seed: 1 };
        const sequence = await window.gpu.theEngine().open(prompt, sampling);
        const first = await window.gpu.write(sequence, { maxTokens, stop: [stop] });
        await sequence.append("\n42\n");
        const second = await window.gpu.write(sequence, { maxTokens: 2 });
        await sequence.close();
        return { first, second };
      },
      [prompt, stop, count] as const,
    );
    expect(first.text).toBe(text.slice(0, text.indexOf(stop) + stop.length));
    expect(first.end).toMatchObject({ reason: "stop-string", stopString: stop });
    expect(second.end).toMatchObject({ reason: "token-limit", generatedTokens: 2 });
    // What was appended, and the last token before it.
    expect(second.end?.prefilledTokens).toBeLessThan(8);
    expect(second.end?.cachedTokens).toBeGreaterThan(20);
  });

  it("ends where the context is full, and refuses a prompt that is too long", async () => {
    const { end, filled, error } = await page.evaluate(async (prompt) => {
      const engine = window.gpu.theEngine();
      const long = prompt + "1 + ".repeat(600);
      const error = await engine.open(long, { temperature: 0, topP: 1, seed: 1 }).then(
        () => "",
        (error: unknown) => String(error),
      );
      const { tokenizer } = await window.gpu.demoModel();
      let numbers = prompt;
      while (tokenizer.encode(numbers).length < 122) numbers += " 7";
      const filled = tokenizer.encode(numbers).length;
      const full = await window.gpu.writeAnew(engine, numbers, 1, { maxTokens: 128 });
      return { end: full.end, filled, error };
    }, prompt);
    expect(error).toMatch(/^PromptTooLongError: The problem has \d+ tokens; .* 128 here/);
    expect(end).toMatchObject({ reason: "context-full", generatedTokens: 128 - filled });
  });

  it("stops at its signal", async () => {
    const result = await page.evaluate(async (prompt) => {
      const engine = window.gpu.theEngine();
      const sequence = await engine.open(prompt, { temperature: 1, topP: 1, seed: 4 });
      const stop = new AbortController();
      try {
        for await (const _ of sequence.generate({
          maxTokens: 500,
          stop: [],
          signal: stop.signal,
        })) {
          stop.abort();
        }
      } catch (error) {
        return String(error);
      } finally {
        await sequence.close();
      }
    }, prompt);
    expect(result).toMatch(/^AbortedError/);
  });

  // The last one here: it costs the engine a life.
  it("goes on after a loss while nothing was computed", async () => {
    const { texts, recoveries } = await page.evaluate(async (prompt) => {
      const engine = window.gpu.theEngine();
      const sequence = await engine.open(prompt, { temperature: 2, topP: 1, seed: 1 });
      const first = await window.gpu.write(sequence, { maxTokens: 4 });
      const device = engine.device();
      device.destroy();
      await device.lost;
      const second = await window.gpu.write(sequence, { maxTokens: 4 });
      await sequence.close();
      const texts = [first, second].map(({ text, error }) => error ?? text);
      return { texts, recoveries: engine.counts.recoveries };
    }, prompt);
    const [text = ""] = alone;
    expect(recoveries).toBe(1);
    expect(text.startsWith(texts.join(""))).toBe(true);
    expect(texts[1]?.length).toBeGreaterThan(0);
  });
});

describe("in its worker", { timeout: 600_000 }, () => {
  it("tells the likeliest tokens' log-probabilities only when asked for them", async () => {
    const { info, asked, unasked } = await page.evaluate(async (prompt) => {
      const engine = await window.gpu.createWorkerEngine({
        ...{ model: "/models/demo.gguf", modelName: "demo", device: "gpu" },
        ...{ contextLength: 128, maxSequences: 1 },
      });
      const sequence = await engine.open(prompt, { temperature: 2, topP: 1, seed: 1 });
      const read = async (wantsTop: boolean) => {
        const { signal } = new AbortController();
        const events = sequence.generate({ maxTokens: 3, stop: [], wantsTop, signal });
        return (await Array.fromAsync(events)).filter((event) => event.kind === "token");
      };
      const [asked, unasked] = [await read(true), await read(false)];
      await engine.unload();
      return { info: engine.info, asked, unasked };
    }, prompt);
    expect(info).toMatchObject({ backend: "webgpu", keepsKv: true });
    expect(asked.length).toBeGreaterThan(0);
    expect(unasked.length).toBeGreaterThan(0);
    for (const { logprob, top = [] } of asked) {
      expect(top).toHaveLength(5);
      expect(top.toSorted((a, b) => b - a)).toEqual(top);
      expect(logprob).toBeLessThanOrEqual(top[0] ?? -1);
      // Probabilities: together at most one.
      expect(top.reduce((sum, one) => sum + Math.exp(one), 0)).toBeLessThanOrEqual(1.0001);
    }
    for (const event of unasked) expect(event.top).toBeUndefined();
  });
});

describe("where KV is short", { timeout: 600_000 }, () => {
  it("preempts the newest text and computes it again, with the same result", async () => {
    const { texts, counts } = await page.evaluate(
      async ([prompt, seeds, maxTokens]) => {
        const engine = await window.gpu.demoEngine(7, 40);
        const written = await Promise.all(
          seeds.map((seed) => window.gpu.writeAnew(engine, prompt, seed, { maxTokens })),
        );
        const { counts } = engine;
        await engine.unload();
        return { texts: written.map(({ text, error }) => error ?? text), counts };
      },
      [prompt, [1, 2, 3, 1], count] as const,
    );
    expect(texts).toEqual([...alone, alone[0]]);
    expect(counts.preemptions).toBeGreaterThan(0);
    expect(counts.replayed).toBeGreaterThan(0);
  });
});

describe("when the GPU is lost", { timeout: 900_000 }, () => {
  it("goes on from each text: on a new device, with less, and at last on the CPU", async () => {
    const result = await page.evaluate(
      async ([prompt, seeds, maxTokens]) => {
        const devices: GPUDevice[] = [];
        const request = GPUAdapter.prototype.requestDevice;
        GPUAdapter.prototype.requestDevice = async function (descriptor) {
          const device = await request.call(this, descriptor);
          devices.push(device);
          return device;
        };
        const blob = await (await fetch("/models/demo.gguf")).blob();
        const notices: string[] = [];
        const infos: EngineInfo[] = [];
        const engine = await window.gpu.loadLocal(
          [{ name: "demo.gguf", blob }],
          {
            ...{ modelName: "demo", device: "gpu" },
            ...{ fitDevice: false, contextLength: 1024, maxSequences: 4 },
          },
          {
            onProgress() {},
            onNotice: (message) => notices.push(message),
            onInfo: (info) => infos.push(info),
            onStep() {},
          },
        );
        // Each loss hits in the middle of what is written.
        const onToken = (count: number) => {
          if (count === 2 || count === 4 || count === 6) devices.at(-1)?.destroy();
        };
        const written = await Promise.all(
          seeds.map((seed, index) =>
            window.gpu.writeAnew(engine, prompt, seed, {
              maxTokens,
              ...(index === 0 ? { onToken } : {}),
            }),
          ),
        );
        const { info } = engine;
        await engine.unload();
        GPUAdapter.prototype.requestDevice = request;
        return { written, notices, infos, info, devices: devices.length };
      },
      [prompt, seeds, 8] as const,
    );
    expect(result.devices).toBe(3);
    expect(result.notices).toHaveLength(3);
    expect(result.notices[0]).toMatch(/took the GPU away.*loaded again.*go on from their text/);
    expect(result.notices[1]).toMatch(/half the memory/);
    expect(result.notices[2]).toMatch(/the CPU goes on/);
    expect(result.infos).toMatchObject([
      { backend: "webgpu", maxSequences: 2 },
      {
        backend: expect.stringMatching(/^cpu-/),
        fallbackReason: expect.stringMatching(/took the GPU away too often/),
      },
    ]);
    expect(result.info).toEqual(result.infos[1]);
    for (const [index, { text, end, error }] of result.written.entries()) {
      expect(error).toBeNull();
      expect(end).toMatchObject({ reason: "token-limit", generatedTokens: 8 });
      // Another engine draws otherwise; what the GPU wrote before stays as it would have been.
      const [first = ""] = alone;
      if (index === 0) expect(text.slice(0, 6)).toBe(first.slice(0, 6));
    }
  });
});
