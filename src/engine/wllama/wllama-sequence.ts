import type { GenerateEnd, GenerateEvent, GenerateOptions, Sampling, Sequence } from "../engine";
import { AbortedError, EngineError, PromptTooLongError } from "../errors";
import { createEventQueue } from "../event-queue";
import type { Complete } from "./resilient";
import type { SlotTable } from "./slot-table";

export interface WllamaSequenceContext {
  readonly slots: SlotTable;
  /** By instance. */
  readonly completes: readonly Complete[];
  readonly sampling: Sampling;
  readonly prompt: string;
}

/** A sequence whose KV lies in a slot of an instance; the text so far finds it there again. */
export function createWllamaSequence(context: WllamaSequenceContext): Sequence {
  const { slots, prompt } = context;
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
    const place = await slots.acquire(holder, prompt + text, signal);
    const complete = context.completes[place.instance];
    if (!complete) throw new EngineError("This engine is unloaded.");
    const queue = createEventQueue<GenerateEvent>();
    const stopNow = () => queue.fail(new AbortedError("Stopped."));
    signal.addEventListener("abort", stopNow, { once: true });
    let keep = false;
    const completion = complete(
      {
        text: prompt + text,
        slot: place.slot,
        stop,
        maxTokens,
        sampling: { ...context.sampling, seed: seedOf(context.sampling.seed, generations) },
        logprobs: true,
      },
      (piece, logprob) => queue.push({ kind: "token", text: piece, logprob }),
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
      // The slot is free only when llama.cpp has let it go, which may be after the abort.
      .finally(() => {
        signal.removeEventListener("abort", stopNow);
        slots.release(place, prompt + text, keep && !closed.signal.aborted);
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
      slots.drop(holder);
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
