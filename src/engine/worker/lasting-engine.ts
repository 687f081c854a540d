import type { Engine, EngineInfo } from "../engine";
import { AbortedError, EngineLostError } from "../errors";
import { createFallbackEngine } from "../fallback-engine";

export interface LastingParams {
  readonly first: Engine;
  /** Loads the model again. */
  start(): Promise<Engine>;
  /** Told, in words for people, that it is loaded again. */
  onNotice(message: string): void;
  /** Told when `info` is another one; null while the model is loaded again. */
  onInfo(info: EngineInfo | null): void;
}

/** A model that falls silent so often by itself would do so for ever. */
const mostRestarts = 3;

/**
 * An engine that is loaded again when it is lost; its sequences go on from their text.
 * @param left how often
 */
export function createLastingEngine(params: LastingParams, left = mostRestarts): Engine {
  const { first, start, onNotice, onInfo } = params;
  const engine = createFallbackEngine({
    first,
    isLost: (error) => error instanceof EngineLostError,
    async second(error) {
      const loss = messageOf(error);
      if (left <= 0) {
        throw new EngineLostError(
          `${loss} It was loaded again too often. Solve again to load it once more, or choose a smaller model.`,
          { cause: error },
        );
      }
      onNotice(`${loss} It is loaded again, and the samples go on from their text.`);
      onInfo(null);
      return createLastingEngine({ ...params, first: await again(loss, start) }, left - 1);
    },
    onReplaced: () => onInfo(engine.info),
  });
  return engine;
}

async function again(loss: string, start: () => Promise<Engine>): Promise<Engine> {
  try {
    return await start();
  } catch (cause) {
    if (cause instanceof AbortedError) throw cause;
    throw new EngineLostError(`${loss} It could not be loaded again: ${messageOf(cause)}`, {
      cause,
    });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
