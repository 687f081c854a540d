import type { Engine, GenerateEvent, GenerateOptions, Sampling, Sequence } from "./engine";
import { createStopScanner } from "./stop-scanner";

export interface FallbackParams {
  readonly first: Engine;
  /** Whether an error means that the first engine is gone for good. */
  isLost(error: unknown): boolean;
  /** Loads the engine that goes on; asked once. */
  second(error: unknown): Promise<Engine>;
}

/**
 * An engine that, when it is lost, is replaced by another one: every sequence goes on there from its
 * text. What `info` says stays the first one's.
 */
export function createFallbackEngine({ first, isLost, second }: FallbackParams): Engine {
  let replacement: Promise<Engine> | null = null;
  let unloaded = false;
  const replace = (error: unknown) => {
    replacement ??= first
      .unload()
      .catch(() => {})
      .then(() => second(error));
    return replacement;
  };
  return {
    info: first.info,
    async open(prompt, sampling) {
      if (replacement) return (await replacement).open(prompt, sampling);
      return createFallbackSequence(await first.open(prompt, sampling), {
        ...{ prompt, sampling, isLost, replace },
        isUnloaded: () => unloaded,
      });
    },
    async unload() {
      unloaded = true;
      await first.unload();
      await replacement?.then((engine) => engine.unload());
    },
  };
}

interface Replaceable {
  readonly prompt: string;
  readonly sampling: Sampling;
  isLost(error: unknown): boolean;
  isUnloaded(): boolean;
  replace(error: unknown): Promise<Engine>;
}

function createFallbackSequence(first: Sequence, context: Replaceable): Sequence {
  let current = first;
  /** What follows the prompt. */
  let text = "";
  const closeQuietly = (sequence: Sequence) => sequence.close().catch(() => {});

  const moveOn = async (error: unknown) => {
    const engine = await context.replace(error);
    void closeQuietly(current);
    current = await engine.open(context.prompt + text, context.sampling);
  };

  async function* recorded(options: GenerateOptions): AsyncGenerator<GenerateEvent> {
    for await (const event of current.generate(options)) {
      if (event.kind === "token") text += event.text;
      yield event;
    }
  }

  return {
    async *generate(options) {
      const before = text.length;
      let tokens = 0;
      try {
        for await (const event of recorded(options)) {
          if (event.kind === "token") tokens += 1;
          yield event;
        }
        return;
      } catch (error) {
        if (!context.isLost(error) || context.isUnloaded()) throw error;
        await moveOn(error);
      }
      const rest = { ...options, maxTokens: options.maxTokens - tokens };
      for await (const event of cutAtStop(recorded(rest), text.slice(before), options.stop)) {
        yield event.kind === "end"
          ? { ...event, generatedTokens: event.generatedTokens + tokens }
          : event;
      }
    },
    async append(more) {
      text += more;
      try {
        await current.append(more);
      } catch (error) {
        if (!context.isLost(error)) throw error;
        await moveOn(error);
      }
    },
    close: () => current.close(),
  };
}

/**
 * Ends at a stop string of which the beginning had been written before: the second engine has seen
 * only its end.
 */
async function* cutAtStop(
  events: AsyncGenerator<GenerateEvent>,
  before: string,
  stops: readonly string[],
): AsyncGenerator<GenerateEvent> {
  const scanner = createStopScanner(stops);
  scanner.push(before);
  let tokens = 0;
  for await (const event of events) {
    if (event.kind === "end") {
      yield event;
      continue;
    }
    tokens += 1;
    const found = scanner.push(event.text);
    yield found ? { ...event, text: event.text.slice(0, found.keep) } : event;
    if (!found) continue;
    yield {
      ...{ kind: "end", reason: "stop-string", stopString: found.stop },
      ...{ prefilledTokens: 0, cachedTokens: 0, generatedTokens: tokens },
    };
    return;
  }
}
