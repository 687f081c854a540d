import { setImmediate } from "node:timers/promises";
import type { Engine, EngineInfo, GenerateEvent } from "../../../src/engine/engine";
import { AbortedError } from "../../../src/engine/errors";
import type { Asked } from "./fake-batch";
import { fakeEngine } from "./fake-ports";

/** What stands between the model's own words: outputs with their budget line, and forced finishes. */
const given = /\n```output\n[\s\S]*?```system\n[\s\S]*?```\n|\n<\/think>\n\n\\boxed\{/g;

export interface ReplayingEngine extends Engine {
  /** The text that each sequence was opened with, and what was appended before it wrote anything. */
  readonly opened: { readonly asked: Asked; prefix: string }[];
}

/**
 * An engine whose model goes on with its script wherever a text stops: the words that it has written,
 * in this sequence or in one before, tell where that is.
 */
export function replayingEngine(
  script: (asked: Asked, forced: boolean) => readonly string[],
  info: Partial<EngineInfo> = {},
): ReplayingEngine {
  const opened: { asked: Asked; prefix: string }[] = [];
  return {
    opened,
    info: { ...fakeEngine([]).info, contextLength: 100_000, maxSequences: 2, ...info },
    async open(prompt, sampling) {
      const one = { asked: { prompt, sampling, ordinal: opened.length }, prefix: "" };
      opened.push(one);
      let text = "";
      let begun = false;
      async function* generate(
        stop: readonly string[],
        maxTokens: number,
        signal: AbortSignal,
      ): AsyncGenerator<GenerateEvent> {
        begun = true;
        let count = 0;
        const end = (reason: "stop-string" | "end-of-turn" | "token-limit"): GenerateEvent => ({
          ...{ kind: "end", reason, stopString: null, prefilledTokens: 1, cachedTokens: 0 },
          generatedTokens: count,
        });
        for (;;) {
          await setImmediate();
          if (signal.aborted) throw new AbortedError("Stopped.");
          if (count >= maxTokens) return yield end("token-limit");
          const token = next(script(one.asked, text.includes("\n</think>\n\n\\boxed{")), text);
          if (token === null) return yield end("end-of-turn");
          count += 1;
          text += token;
          yield { kind: "token", text: token, logprob: -0.5 };
          if (stop.some((one) => text.endsWith(one))) return yield end("stop-string");
        }
      }
      return {
        generate: ({ stop, maxTokens, signal }) => generate(stop, maxTokens, signal),
        async append(more) {
          text += more;
          if (!begun) one.prefix += more;
        },
        async close() {},
      };
    },
    async unload() {},
  };
}

function next(script: readonly string[], text: string): string | null {
  const own = text.replace(given, "");
  let written = "";
  for (const token of script) {
    if (written.length >= own.length) return token;
    written += token;
  }
  return null;
}
