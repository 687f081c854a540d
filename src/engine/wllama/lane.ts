import { AbortedError, EngineError } from "../errors";
import type { Instance } from "./instance";
import { type Complete, createResilientComplete } from "./resilient";

/** An instance that is started anew when it has died, or keeps too much. */
export interface Lane {
  readonly complete: Complete;
  close(): Promise<void>;
}

/** @param start loads the model once more @param limit bytes of KV it may save */
export function createLane(first: Instance, start: () => Promise<Instance>, limit: number): Lane {
  let instance = first;
  let complete = createResilientComplete(first);
  let underWay = 0;
  let saved = 0;
  let restarting: Promise<void> | null = null;
  let closed = false;
  /** A start that failed is tried again by the next request. */
  let missing = false;

  const restart = async () => {
    missing = true;
    await instance.close();
    instance = await start();
    complete = createResilientComplete(instance);
    saved = 0;
    missing = false;
    if (!closed) return;
    await instance.close();
    throw new EngineError("The model was unloaded.");
  };

  return {
    async complete(request, onPiece, signal) {
      if (underWay === 0 && (missing || instance.crashed() || saved > limit)) {
        restarting ??= restart().finally(() => {
          restarting = null;
        });
      }
      await restarting;
      if (signal.aborted) throw new AbortedError("Stopped.");
      underWay += 1;
      try {
        const end = await complete(request, onPiece, signal);
        // What is now in the slot will be saved when something else displaces it.
        saved += (end.prefilledTokens + end.generatedTokens) * instance.kvBytesPerToken;
        return end;
      } finally {
        underWay -= 1;
      }
    },
    async close() {
      closed = true;
      await instance.close();
    },
  };
}
