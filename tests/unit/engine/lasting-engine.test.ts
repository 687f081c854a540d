import { describe, expect, it, vi } from "vitest";
import type { Engine, GenerateEvent } from "../../../src/engine/engine";
import { AbortedError, EngineLostError, ModelLoadError } from "../../../src/engine/errors";
import { createLastingEngine } from "../../../src/engine/worker/lasting-engine";

const script = "abcdefghijklmnopqrstuvwxyz";

interface Life {
  /** Characters until it is lost. */
  readonly tokens: number;
  readonly opens?: boolean;
}

/** Writes the alphabet on from what it was given, and is lost after `tokens` characters. */
function mortal({ tokens, opens = true }: Life, unloaded: () => void): Engine {
  let left = tokens;
  return {
    info: {
      ...{ backend: "cpu-threads", device: "fake", fallbackReason: null, threads: 1 },
      ...{ modelName: "m", promptForm: { kind: "openmath", assumed: false } as const },
      ...{ contextLength: 100, maxSequences: 4, keepsKv: true, givesLogprobs: true },
    },
    async open(prompt) {
      if (!opens) throw new EngineLostError("The model stopped answering.");
      let text = prompt;
      return {
        async *generate({ maxTokens }): AsyncGenerator<GenerateEvent> {
          for (let count = 0; count < maxTokens; count += 1) {
            if (left === 0) throw new EngineLostError("The model stopped answering.");
            left -= 1;
            const next = script[text.length - 2] ?? "";
            text += next;
            yield { kind: "token", text: next, logprob: null };
          }
          yield {
            ...{ kind: "end", reason: "token-limit", stopString: null },
            ...{ prefilledTokens: 0, cachedTokens: 0, generatedTokens: maxTokens },
          };
        },
        async append(more) {
          text += more;
        },
        async close() {},
      };
    },
    async unload() {
      unloaded();
    },
  };
}

function setUp(first: Life, later: readonly (Life | Error)[]) {
  const notices: string[] = [];
  const unloaded = vi.fn();
  const onInfo = vi.fn();
  const left = [...later];
  const create = (life: Life) => mortal(life, unloaded);
  const engine = createLastingEngine({
    first: create(first),
    async start() {
      const next = left.shift();
      if (!next) throw new Error("No more engines were expected.");
      if (next instanceof Error) throw next;
      return create(next);
    },
    onNotice: (message) => notices.push(message),
    onInfo,
  });
  return { engine, notices, started: () => later.length - left.length, onInfo, unloaded };
}

async function write(engine: Engine, maxTokens: number): Promise<string> {
  const sequence = await engine.open("Q:", { temperature: 0, topP: 1, seed: 1 });
  let text = "";
  const { signal } = new AbortController();
  for await (const event of sequence.generate({ maxTokens, stop: [], signal })) {
    if (event.kind === "token") text += event.text;
  }
  await sequence.close();
  return text;
}

const long = { tokens: 1000 };

describe("createLastingEngine", () => {
  it("goes on from the text in the model that is loaded again, as often as three times", async () => {
    const lives = [{ tokens: 2 }, { tokens: 3 }, long];
    const { engine, notices, onInfo, unloaded } = setUp({ tokens: 4 }, lives);
    expect(await write(engine, 12)).toBe("abcdefghijkl");
    expect(new Set(notices)).toEqual(
      new Set([
        "The model stopped answering. It is loaded again, and the samples go on from their text.",
      ]),
    );
    expect(notices.length).toBe(3);
    expect(unloaded).toHaveBeenCalledTimes(3);
    const told = onInfo.mock.calls.map(([info]) => info?.modelName ?? null);
    expect(told).toEqual([null, "m", null, "m", null, "m"]);
  });

  it("takes all its sequences along, and is loaded again once for all", async () => {
    const { engine, started } = setUp({ tokens: 9 }, [long]);
    const texts = await Promise.all([1, 2, 3].map(() => write(engine, 6)));
    expect(texts).toEqual(["abcdef", "abcdef", "abcdef"]);
    expect(started()).toBe(1);
  });

  it("is loaded again for a sequence that could not be opened any more", async () => {
    const { engine, started } = setUp({ tokens: 0, opens: false }, [long]);
    expect(await write(engine, 3)).toBe("abc");
    expect(await write(engine, 3)).toBe("abc");
    expect(started()).toBe(1);
  });

  it("is given up after the fourth loss, as one that is lost", async () => {
    const lives = [{ tokens: 1 }, { tokens: 1 }, { tokens: 1 }, long];
    const { engine, started } = setUp({ tokens: 1 }, lives);
    const failure = await write(engine, 12).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(EngineLostError);
    expect(String(failure)).toContain("loaded again too often");
    expect(started()).toBe(3);
    await expect(write(engine, 1)).rejects.toThrow(EngineLostError);
  });

  it("says why it could not be loaded again", async () => {
    const { engine } = setUp({ tokens: 1 }, [new ModelLoadError("The file is gone.")]);
    const failure = await write(engine, 3).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(EngineLostError);
    expect(String(failure)).toContain("It could not be loaded again: The file is gone.");
  });

  it("is not loaded again once it was given up for another one", async () => {
    const { engine } = setUp({ tokens: 1 }, [new AbortedError("Stopped.")]);
    await expect(write(engine, 3)).rejects.toThrow(AbortedError);
    const other = setUp({ tokens: 1 }, []);
    await other.engine.unload();
    await expect(write(other.engine, 3)).rejects.toThrow("stopped answering");
    expect(other.notices).toEqual([]);
  });
});
