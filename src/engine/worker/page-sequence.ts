import { proxy, type Remote, releaseProxy } from "comlink";
import { countDown } from "../../countdown";
import type { GenerateEvent, Sequence } from "../engine";
import { AbortedError, type EngineError, EngineLostError } from "../errors";
import { createEventQueue } from "../event-queue";
import type { HostSequence } from "./host-sequence";

/** A worker that may die, or fall silent: everything asked of it fails then. */
export interface Link {
  /** The answer, or the reason why none will come. Errors come as their own classes. */
  ask<T>(answer: Promise<T>): Promise<T>;
  end(error: EngineError): void;
}

/** Milliseconds in which a worker that lives has long noticed that it is to stop writing. */
const stopPatience = 1500;

/** A sequence in a worker, as the page has it. */
export function pageSequence(remote: Remote<HostSequence>, link: Link): Sequence {
  return {
    async *generate({ signal, ...options }) {
      if (signal.aborted) throw new AbortedError("Stopped.");
      const queue = createEventQueue<GenerateEvent>();
      let stopWaiting: (() => void) | null = null;
      const abort = () => {
        if (stopWaiting) return;
        void link.ask(remote.abort()).catch(() => {});
        stopWaiting = countDown(stopPatience, () =>
          link.end(new EngineLostError("The model did not answer when it was stopped.")),
        );
      };
      signal.addEventListener("abort", abort, { once: true });
      const onEvents = proxy((events: GenerateEvent[]) => queue.push(...events));
      let ended = false;
      const done = link
        .ask(remote.generate(options, onEvents))
        .then(
          () => queue.end(),
          (error: unknown) => queue.fail(error),
        )
        .finally(() => {
          ended = true;
          stopWaiting?.();
        });
      try {
        yield* queue;
      } finally {
        signal.removeEventListener("abort", abort);
        if (!ended) {
          // The reader left early: the next call must find the sequence at rest.
          abort();
          await done;
        }
      }
    },
    append: (text) => link.ask(remote.append(text)),
    async close() {
      await link.ask(remote.close());
      remote[releaseProxy]();
    },
  };
}
