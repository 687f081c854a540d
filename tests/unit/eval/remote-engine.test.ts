import { afterEach, expect, it, vi } from "vitest";
import type { Engine, GenerateEvent, Sequence } from "../../../src/engine/engine";
import { AbortedError, EngineError, PromptTooLongError } from "../../../src/engine/errors";
import { connectEngine, type EngineCall } from "../../../tools/eval/remote-engine";
import { serveEngine } from "../../../tools/eval/serve-engine";

const info: Engine["info"] = {
  ...{ backend: "webgpu", device: "test", fallbackReason: null, threads: 1, modelName: "m" },
  ...{ promptForm: { kind: "openmath", assumed: false }, contextLength: 100, maxSequences: 2 },
  ...{ keepsKv: true, givesLogprobs: true },
};

const token = (text: string): GenerateEvent => ({ kind: "token", text, logprob: -0.5 });
const end: GenerateEvent = {
  ...{ kind: "end", reason: "token-limit", stopString: null },
  ...{ prefilledTokens: 3, cachedTokens: 0, generatedTokens: 2 },
};

/** Connects to an engine as over a border: only JSON passes. */
async function connect(engine: Partial<Engine>): Promise<Engine> {
  const served = serveEngine({
    info,
    open: () => Promise.reject(new Error("Not opened here.")),
    unload: async () => {},
    ...engine,
  });
  const engineCall = async (call: EngineCall) =>
    JSON.parse(JSON.stringify(await served.call(JSON.parse(JSON.stringify(call)))));
  vi.stubGlobal("window", { engineCall });
  return connectEngine();
}

function sequence(generate: Sequence["generate"]): Sequence {
  return { generate, append: async () => {}, close: async () => {} };
}

async function read(sequence: Sequence, signal = new AbortController().signal) {
  const events: GenerateEvent[] = [];
  let error: unknown = null;
  try {
    for await (const event of sequence.generate({ stop: [], maxTokens: 9, signal })) {
      events.push(event);
    }
  } catch (thrown) {
    error = thrown;
  }
  return { events, error };
}

afterEach(() => vi.unstubAllGlobals());

it("hands over what the engine says of itself, and every event in order", async () => {
  const engine = await connect({
    open: async () =>
      sequence(async function* () {
        yield token("a");
        await new Promise((resolve) => setTimeout(resolve, 50));
        yield token("b");
        yield end;
      }),
  });
  expect(engine.info).toEqual(info);
  const text = await engine.open("p", { temperature: 0, topP: 1, seed: 1 });
  expect(await read(text)).toEqual({ events: [token("a"), token("b"), end], error: null });
  expect((await read(text)).events).toHaveLength(3);
});

it("hands over errors as their own kind, after the events before them", async () => {
  const engine = await connect({
    open: async (prompt) => {
      if (prompt === "long") throw new PromptTooLongError("Too long.");
      return sequence(async function* () {
        yield token("a");
        throw new EngineError("Broken.");
      });
    },
  });
  const sampling = { temperature: 0, topP: 1, seed: 1 };
  await expect(engine.open("long", sampling)).rejects.toThrow(PromptTooLongError);
  const { events, error } = await read(await engine.open("short", sampling));
  expect(events).toEqual([token("a")]);
  expect(error).toEqual(new EngineError("Broken."));
});

it("stops the engine when the page's signal fires", async () => {
  const engine = await connect({
    open: async () =>
      sequence(async function* ({ signal }) {
        while (!signal.aborted) {
          yield token("x");
          await new Promise((resolve) => setTimeout(resolve, 1));
        }
        throw new AbortedError("Stopped.");
      }),
  });
  const stop = new AbortController();
  const text = await engine.open("p", { temperature: 0, topP: 1, seed: 1 });
  setTimeout(() => stop.abort(), 30);
  const { events, error } = await read(text, stop.signal);
  expect(events.length).toBeGreaterThan(0);
  expect(error).toBeInstanceOf(AbortedError);
});
