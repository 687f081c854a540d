import type {
  Engine,
  EngineInfo,
  GenerateEvent,
  GenerateOptions,
  Sampling,
} from "../../src/engine/engine";
import { AbortedError } from "../../src/engine/errors";
import { reviveError } from "../../src/engine/worker/revive-error";

/** What a page asks of an engine that runs in the process that drives it. */
export type EngineCall =
  | { readonly kind: "info" }
  | { readonly kind: "open"; readonly prompt: string; readonly sampling: Sampling }
  | { readonly kind: "append"; readonly text: number; readonly added: string }
  | { readonly kind: "close"; readonly text: number }
  | {
      readonly kind: "generate";
      readonly text: number;
      readonly options: Omit<GenerateOptions, "signal">;
    }
  /** The events since the last call; waits for one at least. None: that was all. */
  | { readonly kind: "events"; readonly text: number }
  | { readonly kind: "abort"; readonly text: number };

/** Errors cross by name and message. */
export type EngineAnswer =
  | { readonly info: EngineInfo }
  | { readonly text: number }
  | { readonly events: readonly GenerateEvent[] }
  | { readonly error: { readonly name: string; readonly message: string } }
  | { readonly done: true };

declare global {
  interface Window {
    /** tools/eval/serve-engine.ts puts it there. */
    engineCall?: (call: EngineCall) => Promise<EngineAnswer>;
  }
}

/** The engine of the driving process, as the page's own. */
export async function connectEngine(): Promise<Engine> {
  const { info } = await ask({ kind: "info" }, "info");
  return {
    info,
    async open(prompt, sampling) {
      const { text } = await ask({ kind: "open", prompt, sampling }, "text");
      return {
        async *generate({ signal, ...options }) {
          if (signal.aborted) throw new AbortedError("Stopped.");
          const abort = () => void ask({ kind: "abort", text }, "done").catch(() => {});
          await ask({ kind: "generate", text, options }, "done");
          signal.addEventListener("abort", abort, { once: true });
          let ended = false;
          try {
            for (;;) {
              const { events } = await ask({ kind: "events", text }, "events");
              if (events.length === 0) break;
              yield* events;
            }
            ended = true;
          } finally {
            signal.removeEventListener("abort", abort);
            if (!ended) abort();
          }
        },
        append: async (added) => void (await ask({ kind: "append", text, added }, "done")),
        close: async () => void (await ask({ kind: "close", text }, "done")),
      };
    },
    // It serves other pages too, and ends with the process.
    async unload() {},
  };
}

type AnswerWith<Key extends string> = Extract<EngineAnswer, Readonly<Record<Key, unknown>>>;

async function ask<Key extends "info" | "text" | "events" | "done">(
  call: EngineCall,
  key: Key,
): Promise<AnswerWith<Key>> {
  if (!window.engineCall) throw new Error("No engine is offered to this page.");
  const answer = await window.engineCall(call);
  if ("error" in answer) throw reviveError(Object.assign(new Error(), answer.error));
  if (!has(answer, key)) throw new Error(`The engine's answer to "${call.kind}" has no ${key}.`);
  return answer;
}

function has<Key extends string>(answer: EngineAnswer, key: Key): answer is AnswerWith<Key> {
  return key in answer;
}
