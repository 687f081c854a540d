import type { GenerateEvent, GenerateOptions, Sampling, Sequence } from "../engine";
import { AbortedError, EngineError, PromptTooLongError } from "../errors";
import { createEventQueue } from "../event-queue";
import { createTurns, nothingWritten } from "../turns";
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
  let generations = 0;
  const turns = createTurns();

  async function* run(
    { stop, maxTokens, wantsTop = false }: GenerateOptions,
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
        wantsTop,
      },
      (piece, figures) => {
        written += piece;
        // A piece that stands for no single token has no figures.
        queue.push({ kind: "token", text: piece, ...figures });
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
          if (full) queue.push(nothingWritten("context-full"));
          if (full) queue.end();
          else queue.fail(error);
        },
      )
      // The lane is free only when llama.cpp has let it go, which may be after the abort.
      .finally(() => {
        signal.removeEventListener("abort", stopNow);
        table.release(place, holder, written, keep && !turns.closed.aborted);
      });
    for await (const event of queue) {
      if (event.kind === "token") text += event.text;
      if (event.kind === "end") await settled;
      yield event;
    }
  }

  return {
    generate: (options) => turns.generate(options, (signal) => run(options, signal)),
    async append(more) {
      turns.checkIdle();
      text += more;
    },
    async close() {
      turns.close();
      table.drop(holder);
    },
  };
}

/** Each generation draws from a stream of its own; the first one from the seed itself. */
function seedOf(seed: number, generation: number): number {
  return (seed + Math.imul(generation, 0x9e3779b9)) >>> 0;
}
