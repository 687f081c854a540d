import { setImmediate } from "node:timers/promises";
import type { Engine, EngineInfo, Sampling } from "../../../src/engine/engine";
import { AbortedError } from "../../../src/engine/errors";
import { fakeEngine } from "./fake-ports";

export interface Asked {
  readonly prompt: string;
  readonly sampling: Sampling;
  /** Counts the sequences, in the order of opening. */
  readonly ordinal: number;
}

export interface FakeBatch extends Engine {
  readonly asked: Asked[];
  /** The most sequences that were open at once. */
  readonly mostOpen: () => number;
  readonly stillOpen: () => number;
  /** Tokens written by all of them. */
  readonly written: () => number;
}

/** An engine that decodes many sequences at once, a token each in turn, each with its own script. */
export function fakeBatch(
  script: (asked: Asked) => readonly string[],
  info: Partial<EngineInfo> = {},
  top?: (text: string) => readonly number[],
): FakeBatch {
  const asked: Asked[] = [];
  let open = 0;
  let most = 0;
  let written = 0;
  return {
    asked,
    mostOpen: () => most,
    stillOpen: () => open,
    written: () => written,
    info: { ...fakeEngine([]).info, contextLength: 100_000, maxSequences: 8, ...info },
    async open(prompt, sampling) {
      const one = { prompt, sampling, ordinal: asked.length };
      asked.push(one);
      const inner = await fakeEngine(script(one), { top }).open(prompt, sampling);
      open += 1;
      most = Math.max(most, open);
      return {
        async *generate(options) {
          for await (const event of inner.generate(options)) {
            await setImmediate();
            if (options.signal.aborted) throw new AbortedError("Stopped.");
            if (event.kind === "token") written += 1;
            yield event;
          }
        },
        append: (text) => inner.append(text),
        async close() {
          open -= 1;
        },
      };
    },
    async unload() {},
  };
}

/** A sample that takes so many tokens and boxes an answer. */
export function solution(answer: string, tokens = 5): string[] {
  return ["<think>", ...Array(Math.max(0, tokens - 3)).fill("x"), "</think>", `\\boxed{${answer}}`];
}
