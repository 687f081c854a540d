import { describe, expect, it } from "vitest";
import type {
  Engine,
  GenerateEnd,
  GenerateEvent,
  GenerateOptions,
} from "../../../src/engine/engine";
import { AbortedError, EngineError } from "../../../src/engine/errors";
import { createFallbackEngine } from "../../../src/engine/fallback-engine";

class Lost extends Error {}

/**
 * Writes the characters of `script` one by one, and goes on after those that it was given; after
 * `lives` of them it is lost, and once it is unloaded nothing works.
 */
function createScripted(script: string, lives = Number.POSITIVE_INFINITY) {
  const opened: string[] = [];
  let left = lives;
  let unloaded = false;
  const engine: Engine = {
    info: {
      ...{ backend: "webgpu", device: "fake", fallbackReason: null, threads: 1 },
      ...{ modelName: "m", promptForm: { kind: "openmath", assumed: false } as const },
      ...{ contextLength: 100, maxSequences: 4, keepsKv: true, givesLogprobs: true },
    },
    async open(prompt) {
      const place = opened.push(prompt) - 1;
      let at = 0;
      return {
        async *generate({ maxTokens, stop }: GenerateOptions): AsyncGenerator<GenerateEvent> {
          const read = at;
          if (unloaded) throw new EngineError("unloaded");
          for (let count = 0; ; count += 1) {
            // Its stop strings are single characters.
            const last = count > 0 ? script[(at - 1) % script.length] : undefined;
            if (count === maxTokens || (last && stop.includes(last))) {
              yield { ...end(count, "token-limit"), prefilledTokens: read };
              return;
            }
            if (left <= 0) throw new Lost("lost");
            left -= 1;
            yield { kind: "token", text: script[at % script.length] ?? "", logprob: -1 };
            at += 1;
          }
        },
        async append(text) {
          opened[place] += text;
          at += [...text].filter((c) => script.includes(c)).length;
        },
        async close() {},
      };
    },
    async unload() {
      unloaded = true;
    },
  };
  return { engine, opened };
}

function end(generatedTokens: number, reason: "token-limit"): GenerateEnd {
  return {
    ...{ kind: "end", reason, stopString: null, generatedTokens },
    ...{ prefilledTokens: 0, cachedTokens: 0 },
  };
}

function bench(lives: number) {
  const one = createScripted("abcdefghij", lives);
  const two = createScripted("abcdefghij");
  let asked = 0;
  const engine = createFallbackEngine({
    first: one.engine,
    isLost: (error) => error instanceof Lost,
    async second() {
      asked += 1;
      return two.engine;
    },
  });
  return { engine, two, asked: () => asked };
}

const two = () => createScripted("abc").engine;

const sampling = { temperature: 0, topP: 1, seed: 1 };

async function write(engine: Engine, maxTokens: number, stop: readonly string[] = []) {
  const sequence = await engine.open("Q:", sampling);
  let text = "";
  let last: GenerateEvent | null = null;
  const { signal } = new AbortController();
  for await (const event of sequence.generate({ maxTokens, stop, signal })) {
    if (event.kind === "token") text += event.text;
    last = event;
  }
  return { text, last, sequence };
}

describe("createFallbackEngine", () => {
  it("is the first engine while that lives", async () => {
    const { engine, asked } = bench(100);
    expect((await write(engine, 4)).text).toBe("abcd");
    expect(asked()).toBe(0);
  });

  it("goes on with the second from the text, and counts all tokens", async () => {
    const { engine, two } = bench(3);
    const { text, last } = await write(engine, 8);
    expect(text).toBe("abcdefgh");
    expect(last).toMatchObject({ kind: "end", reason: "token-limit", generatedTokens: 8 });
    // What the first wrote, and the second read, counts once.
    expect(last).toMatchObject({ prefilledTokens: 0 });
    expect(two.opened).toEqual(["Q:abc"]);
  });

  it("loads the second once for all sequences, and opens new ones there", async () => {
    const { engine, two, asked } = bench(3);
    const all = await Promise.all([write(engine, 5), write(engine, 5)]);
    expect(all.map(({ text }) => text)).toEqual(["abcde", "abcde"]);
    await write(engine, 2);
    expect(asked()).toBe(1);
    expect(two.opened).toContain("Q:");
  });

  it("takes appended text along", async () => {
    const { engine, two } = bench(2);
    const { sequence } = await write(engine, 2);
    await sequence.append("[42]");
    const { signal } = new AbortController();
    for await (const _ of sequence.generate({ maxTokens: 1, stop: [], signal }));
    expect(two.opened).toEqual(["Q:ab[42]"]);
  });

  it("finds a stop string that the first one began", async () => {
    const { engine } = bench(3);
    const { text, last } = await write(engine, 8, ["cde"]);
    expect(text).toBe("abcde");
    expect(last).toMatchObject({ kind: "end", reason: "stop-string", stopString: "cde" });
    expect(last).toMatchObject({ generatedTokens: 5 });
  });

  it("goes on with just the text up to that stop string", async () => {
    const { engine, two } = bench(3);
    const { sequence } = await write(engine, 8, ["cde"]);
    expect(two.opened.at(-1)).toBe("Q:abcde");
    const { signal } = new AbortController();
    let text = "";
    for await (const event of sequence.generate({ maxTokens: 2, stop: [], signal })) {
      if (event.kind === "token") text += event.text;
    }
    expect(text).toBe("fg");
  });

  it("leaves a stop string that the second one sees to that", async () => {
    const { engine, two } = bench(3);
    const { text, last } = await write(engine, 8, ["e"]);
    expect(text).toBe("abcde");
    expect(last).toMatchObject({ generatedTokens: 5 });
    expect(two.opened).toEqual(["Q:abc"]);
  });

  it("tells of the engine that really runs", async () => {
    const cpu = { ...two().info, backend: "cpu-threads", contextLength: 50 } as const;
    const told: string[] = [];
    const engine = createFallbackEngine({
      first: createScripted("abc", 2).engine,
      isLost: (error) => error instanceof Lost,
      second: async () => ({ ...two(), info: cpu }),
      onReplaced: () => told.push(engine.info.backend),
    });
    expect(engine.info.backend).toBe("webgpu");
    await write(engine, 4);
    expect(engine.info).toEqual(cpu);
    expect(told).toEqual(["cpu-threads"]);
  });

  it("stops at once while the second one is loaded, and can go on later", async () => {
    let loaded: (engine: Engine) => void = () => {};
    const engine = createFallbackEngine({
      first: createScripted("abcdef", 2).engine,
      isLost: (error) => error instanceof Lost,
      second: () =>
        new Promise((resolve) => {
          loaded = resolve;
        }),
    });
    const sequence = await engine.open("Q:", sampling);
    const stop = new AbortController();
    const read = async (signal: AbortSignal) => {
      let text = "";
      for await (const event of sequence.generate({ maxTokens: 4, stop: [], signal })) {
        if (event.kind === "token") text += event.text;
        if (text === "ab") setTimeout(() => stop.abort());
      }
      return text;
    };
    await expect(read(stop.signal)).rejects.toThrow(AbortedError);
    loaded(createScripted("abcdef").engine);
    expect(await read(new AbortController().signal)).toBe("cdef");
  });

  it("takes along a sequence that waited while the first was lost", async () => {
    const { engine } = bench(3);
    const { sequence } = await write(engine, 2);
    expect((await write(engine, 3)).text).toBe("abc");
    await sequence.append("");
    const { signal } = new AbortController();
    let text = "";
    for await (const event of sequence.generate({ maxTokens: 2, stop: [], signal })) {
      if (event.kind === "token") text += event.text;
    }
    expect(text).toBe("cd");
  });

  it("can be unloaded where no second engine could be loaded", async () => {
    const { engine } = createScripted("abc", 1);
    const failing = createFallbackEngine({
      first: engine,
      isLost: (error) => error instanceof Lost,
      second: async () => {
        throw new EngineError("too large for the CPU");
      },
    });
    await expect(write(failing, 3)).rejects.toThrow("too large for the CPU");
    await expect(failing.open("Q:", sampling)).rejects.toThrow("too large for the CPU");
    await failing.unload();
  });

  it("passes other errors on", async () => {
    const { engine } = createScripted("abc");
    const failing = createFallbackEngine({
      first: {
        ...engine,
        open: async () => {
          throw new EngineError("no");
        },
      },
      isLost: (error) => error instanceof Lost,
      second: async () => engine,
    });
    await expect(failing.open("x", sampling)).rejects.toThrow("no");
  });
});
