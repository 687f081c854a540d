import type {
  Engine,
  GenerateEnd,
  GenerateEvent,
  GenerateOptions,
  Sampling,
  Sequence,
} from "./engine";
import { AbortedError } from "./errors";
import { createStopScanner, type StopScanner } from "./stop-scanner";

export interface FallbackParams {
  readonly first: Engine;
  /** Whether an error means that the first engine is gone for good. */
  isLost(error: unknown): boolean;
  /** Loads the engine that goes on; asked once. */
  second(error: unknown): Promise<Engine>;
  /** Told when the second one goes on; `info` is its own then. */
  readonly onReplaced?: () => void;
}

/**
 * An engine that, when it is lost, is replaced by another one: every sequence goes on there from its
 * text. `info` tells of the one that really runs.
 */
export function createFallbackEngine(params: FallbackParams): Engine {
  const { first, isLost, second, onReplaced = () => {} } = params;
  let running = first;
  let replacement: Promise<Engine> | null = null;
  let unloaded = false;
  const replace = (error: unknown) => {
    replacement ??= first
      .unload()
      .catch(() => {})
      .then(() => second(error))
      .then((engine) => {
        running = engine;
        onReplaced();
        return engine;
      });
    return replacement;
  };
  return {
    get info() {
      return running.info;
    },
    async open(prompt, sampling) {
      if (replacement) return (await replacement).open(prompt, sampling);
      try {
        return createFallbackSequence(await first.open(prompt, sampling), {
          ...{ prompt, sampling, isLost, replace },
          isReplaced: () => replacement !== null,
          isUnloaded: () => unloaded,
        });
      } catch (error) {
        if (unloaded || !(isLost(error) || replacement)) throw error;
        return (await replace(error)).open(prompt, sampling);
      }
    },
    async unload() {
      unloaded = true;
      await first.unload();
      await replacement?.then(
        (engine) => engine.unload(),
        // There is none, then.
        () => {},
      );
    },
  };
}

interface Replaceable {
  readonly prompt: string;
  readonly sampling: Sampling;
  isLost(error: unknown): boolean;
  /** The first engine is unloaded, for good. */
  isReplaced(): boolean;
  isUnloaded(): boolean;
  replace(error: unknown): Promise<Engine>;
}

function createFallbackSequence(first: Sequence, context: Replaceable): Sequence {
  let current = first;
  /** What follows the prompt. */
  let text = "";

  /** Whether it is the first engine's end that hit this sequence, be it while it waited. */
  const isGone = (error: unknown) =>
    !context.isUnloaded() && (context.isLost(error) || (current === first && context.isReplaced()));

  const moveOn = async (error: unknown, signal?: AbortSignal) => {
    const loading = context.replace(error);
    const engine = await (signal ? untilAborted(loading, signal) : loading);
    void current.close().catch(() => {});
    current = await engine.open(context.prompt, context.sampling);
    if (text !== "") await current.append(text);
  };

  async function* write(options: GenerateOptions): AsyncGenerator<GenerateEvent> {
    for await (const event of current.generate(options)) {
      if (event.kind === "token") text += event.text;
      yield event;
    }
  }

  /** Goes on where the first engine broke off, after `tokens` tokens and `before`. */
  async function* goOn(
    options: GenerateOptions,
    before: string,
    tokens: number,
    error: unknown,
  ): AsyncGenerator<GenerateEvent> {
    let count = tokens;
    const findStop = createCrossingScanner(before, options.stop);
    let cut: string | null = null;
    const rest = { ...options, maxTokens: options.maxTokens - tokens };
    for await (const event of current.generate(rest)) {
      if (event.kind === "end") {
        yield withFirst(event, tokens);
        continue;
      }
      count += 1;
      const found = findStop(event.text);
      const kept = found ? event.text.slice(0, found.keep) : event.text;
      text += kept;
      yield { ...event, text: kept };
      cut = found?.stop ?? null;
      if (cut !== null) break;
    }
    if (cut === null) return;
    // The second engine has not seen that it should stop, and may have written more.
    await moveOn(error, options.signal);
    yield {
      ...{ kind: "end", reason: "stop-string", stopString: cut },
      ...{ prefilledTokens: 0, cachedTokens: 0, generatedTokens: count },
    };
  }

  return {
    async *generate(options) {
      const before = text.length;
      let tokens = 0;
      let lost: unknown;
      try {
        for await (const event of write(options)) {
          if (event.kind === "token") tokens += 1;
          yield event;
        }
        return;
      } catch (error) {
        if (!isGone(error) || options.signal.aborted) throw error;
        lost = error;
      }
      await moveOn(lost, options.signal);
      yield* goOn(options, text.slice(before), tokens, lost);
    },
    async append(more) {
      try {
        await current.append(more);
        text += more;
      } catch (error) {
        if (!isGone(error)) throw error;
        text += more;
        await moveOn(error);
      }
    },
    close: () => current.close(),
  };
}

/** What comes of the work, or an {@link AbortedError} as soon as the signal fires; the work goes on. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(new AbortedError("Stopped."));
  });
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop);
  try {
    return await Promise.race([work, stopped]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** With the tokens that the first engine wrote, which the second one read. */
function withFirst(end: GenerateEnd, tokens: number): GenerateEnd {
  return {
    ...end,
    prefilledTokens: Math.max(0, end.prefilledTokens - tokens),
    generatedTokens: end.generatedTokens + tokens,
  };
}

/**
 * Finds a stop string that begins in `before` and ends in what follows: who writes that sees only its
 * end.
 */
function createCrossingScanner(before: string, stops: readonly string[]): StopScanner["push"] {
  const scanner = createStopScanner(stops);
  scanner.push(before);
  let written = 0;
  return (piece) => {
    const found = scanner.push(piece);
    const isCrossing = found !== null && written + found.keep < found.stop.length;
    written += piece.length;
    return isCrossing ? found : null;
  };
}
