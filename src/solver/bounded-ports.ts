import { countDown, leftBehind, within } from "../countdown";
import type { Engine, GenerateEvent, GenerateOptions, Sequence } from "../engine/engine";
import { AbortedError, EngineLostError } from "../engine/errors";
import { type Python, type PythonSession, PythonUnavailableError } from "../python/python-session";

// A run waits for its ports, and each of them may fall silent. Here is what bounds each wait, so that a
// run always ends, and within three seconds of a stop.

/** Milliseconds that an engine gets to end a generation that was stopped. Its worker's own are fewer. */
const stopPatience = 1800;
/** The same for closing something. */
const closePatience = 800;
/**
 * Milliseconds after which Python counts as silent: starting it, and a block beyond its own limit. Its
 * own supervisors know better and sooner; this is for when they are gone.
 */
const pythonPatience = 400_000;

/**
 * An engine that can hold nobody up for long once it is stopped.
 * @param stopped fires when all that is asked of it is to end
 * @param onLost told when the engine is gone, or does not end what was stopped: it has to be loaded again
 */
export function boundEngine(engine: Engine, stopped: AbortSignal, onLost: () => void): Engine {
  const asked = new Set<Promise<unknown>>();
  const noting = async <T>(work: Promise<T>): Promise<T> => {
    asked.add(work);
    try {
      return await work;
    } catch (error) {
      if (error instanceof EngineLostError) onLost();
      throw error;
    } finally {
      asked.delete(work);
    }
  };
  // Whoever asked waits no longer, and nobody else would notice.
  const listen = () => {
    const before = [...asked];
    countDown(stopPatience, () => {
      if (before.some((work) => asked.has(work))) onLost();
    });
  };
  stopped.addEventListener("abort", listen, { once: true });
  return {
    get info() {
      return engine.info;
    },
    open: async (prompt, sampling) =>
      boundSequence(await noting(engine.open(prompt, sampling)), noting, onLost),
    unload: () => engine.unload(),
  };
}

type Noting = <T>(work: Promise<T>) => Promise<T>;

function boundSequence(sequence: Sequence, noting: Noting, onLost: () => void): Sequence {
  async function* generate(options: GenerateOptions): AsyncGenerator<GenerateEvent> {
    const events = sequence.generate(options)[Symbol.asyncIterator]();
    let giveUp = () => {};
    let stopWaiting = () => {};
    const onAbort = () => {
      stopWaiting = countDown(stopPatience, () => {
        onLost();
        giveUp();
      });
    };
    // Not raced with one promise for all: each token would leave something behind in that.
    const next = () =>
      new Promise<IteratorResult<GenerateEvent>>((resolve, reject) => {
        giveUp = () => reject(new AbortedError("The sample was stopped."));
        noting(events.next()).then(resolve, reject);
      });
    if (options.signal.aborted) onAbort();
    else options.signal.addEventListener("abort", onAbort, { once: true });
    let settled = false;
    try {
      for (;;) {
        const result = await next().catch((error: unknown) => {
          settled = true;
          throw error;
        });
        settled = result.done === true;
        if (result.done) return;
        yield result.value;
      }
    } finally {
      options.signal.removeEventListener("abort", onAbort);
      stopWaiting();
      // The reader left early.
      if (!settled) await leftBehind(stopPatience, events.return?.());
    }
  }
  return {
    generate,
    append: (text) => noting(sequence.append(text)),
    close: () => leftBehind(closePatience, sequence.close()),
  };
}

/** Python that can hold nobody up for ever. */
export function boundPython(python: Python): Python {
  return {
    openSession: async () =>
      boundSession(await within(pythonPatience, python.openSession(), silentPython)),
    close: () => python.close(),
  };
}

function boundSession(session: PythonSession): PythonSession {
  return {
    run: (code, limits, signal) =>
      within(
        limits.seconds * 1000 + pythonPatience,
        session.run(code, limits, signal),
        silentPython,
      ),
    close: () => leftBehind(closePatience, session.close()),
  };
}

function silentPython(): PythonUnavailableError {
  return new PythonUnavailableError("it does not answer.");
}
