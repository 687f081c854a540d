import type { GenerateEnd, GenerateEvent, GenerateOptions, Sampling, Sequence } from "../engine";
import { AbortedError, EngineError, PromptTooLongError } from "../errors";
import { createEventQueue } from "../event-queue";
import type { Lane } from "./lane";
import type { LaneTable } from "./lane-table";

export interface WllamaSequenceContext {
  readonly lanes: readonly Lane[];
  /** Its numbers are places in `lanes`. */
  readonly table: LaneTable;
  readonly sampling: Sampling;
  readonly prompt: string;
}

/** A sequence whose KV lies in a slot of a lane; the text so far finds it there again. */
export function createWllamaSequence(context: WllamaSequenceContext): Sequence {
  const { table, prompt } = context;
  const holder = {};
  /** What follows the prompt. */
  let text = "";
  let busy = false;
  let generations = 0;
  const closed = new AbortController();

  async function* run(
    { stop, maxTokens }: GenerateOptions,
    signal: AbortSignal,
  ): AsyncGenerator<GenerateEvent> {
    const place = await table.acquire(holder, prompt + text, signal);
    const lane = context.lanes[place];
    if (!lane) throw new EngineError("This engine is unloaded.");
    const queue = createEventQueue<GenerateEvent>();
    const stopNow = () => queue.fail(new AbortedError("Stopped."));
    signal.addEventListener("abort", stopNow, { once: true });
    let keep = false;
    /** With what the reader has not taken yet. */
    let written = prompt + text;
    const completion = lane.complete(
      {
        text: prompt + text,
        stop,
        maxTokens,
        sampling: { ...context.sampling, seed: seedOf(context.sampling.seed, generations) },
        logprobs: true,
      },
      (piece, logprob) => {
        written += piece;
        queue.push({ kind: "token", text: piece, logprob });
      },
      signal,
    );
    generations += 1;
    const settled = completion
      .then(
        (end) => {
          keep = end.reason === "stop-string";
          queue.push({ kind: "end", ...end });
          queue.end();
        },
        (error: unknown) => {
          const full = error instanceof PromptTooLongError && text !== "";
          if (full) queue.push(contextFull);
          if (full) queue.end();
          else queue.fail(error);
        },
      )
      // The lane is free only when llama.cpp has let it go, which may be after the abort.
      .finally(() => {
        signal.removeEventListener("abort", stopNow);
        table.release(place, holder, written, keep && !closed.signal.aborted);
      });
    for await (const event of queue) {
      if (event.kind === "token") text += event.text;
      if (event.kind === "end") await settled;
      yield event;
    }
  }

  return {
    async *generate(options) {
      if (closed.signal.aborted) throw new EngineError("This sequence is closed.");
      if (busy) throw new EngineError("This sequence is already generating.");
      if (options.signal.aborted) throw new AbortedError("Stopped.");
      if (options.maxTokens <= 0) return yield nothingAsked;
      busy = true;
      const left = new AbortController();
      try {
        yield* run(options, AbortSignal.any([options.signal, closed.signal, left.signal]));
      } finally {
        busy = false;
        left.abort();
      }
    },
    async append(more) {
      if (closed.signal.aborted) throw new EngineError("This sequence is closed.");
      if (busy) throw new EngineError("Text can be appended only between generations.");
      text += more;
    },
    async close() {
      closed.abort();
      table.drop(holder);
    },
  };
}

const nothingAsked: GenerateEnd = {
  kind: "end",
  reason: "token-limit",
  stopString: null,
  prefilledTokens: 0,
  cachedTokens: 0,
  generatedTokens: 0,
};
const contextFull: GenerateEnd = { ...nothingAsked, reason: "context-full" };

/** Each generation draws from a stream of its own; the first one from the seed itself. */
function seedOf(seed: number, generation: number): number {
  return (seed + Math.imul(generation, 0x9e3779b9)) >>> 0;
}
