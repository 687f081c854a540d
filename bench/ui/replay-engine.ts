import type { Engine, EngineInfo, GenerateEvent } from "../../src/engine/engine";
import { AbortedError } from "../../src/engine/errors";
import { mathStream } from "./math-stream";

/** Tokens a second of one sample, at speed 1. */
export const realRate = 40;

/** Says how many tokens of each sample there may be by now. */
export interface Pace {
  readonly released: number;
  /** Multiples of {@link realRate}. */
  setSpeed(speed: number): void;
  /** Resolves when more were released. */
  next(): Promise<void>;
}

export function createPace(): Pace {
  let released = 0;
  let speed = 0;
  let last = performance.now();
  let waiting: (() => void)[] = [];
  setInterval(() => {
    const now = performance.now();
    released += ((now - last) / 1000) * realRate * speed;
    last = now;
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  }, 1000 / realRate);
  return {
    get released() {
      return released;
    },
    setSpeed(next) {
      speed = next;
    },
    next: () => new Promise((resolve) => waiting.push(resolve)),
  };
}

const info: EngineInfo = {
  promptForm: { kind: "openmath", assumed: false },
  backend: "cpu-single-thread",
  device: "texts made beforehand",
  fallbackReason: null,
  threads: 1,
  modelName: "replay",
  contextLength: 40_000,
  maxSequences: 8,
  keepsKv: true,
  givesLogprobs: true,
};

/** An engine that writes texts made beforehand, all samples in step, as fast as its pace allows. */
export function createReplayEngine(tokens: number, pace: Pace): Engine {
  return {
    info,
    async open(_prompt, { seed }) {
      const pieces = mathStream(tokens, seed);
      return {
        async *generate({ signal }): AsyncGenerator<GenerateEvent> {
          for (const [at, text] of pieces.entries()) {
            while (pace.released <= at) await pace.next();
            if (signal.aborted) throw new AbortedError();
            yield { kind: "token", text, logprob: -0.5 };
          }
          yield {
            kind: "end",
            reason: "end-of-turn",
            stopString: null,
            prefilledTokens: 100,
            cachedTokens: 0,
            generatedTokens: pieces.length,
          };
        },
        append: async () => {},
        close: async () => {},
      };
    },
    unload: async () => {},
  };
}
