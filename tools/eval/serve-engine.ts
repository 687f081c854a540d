import type { Engine, GenerateEvent, Sequence } from "../../src/engine/engine";
import type { EngineAnswer, EngineCall } from "./remote-engine";

interface Text {
  readonly sequence: Sequence;
  abort: AbortController;
  running: AsyncIterator<GenerateEvent> | null;
  /** The event that is on its way, asked for already. */
  next: Promise<IteratorResult<GenerateEvent>> | null;
}

/** Milliseconds for which events are gathered once there is one: each answer crosses two processes. */
const gathering = 20;

/**
 * Answers a page's calls of an engine in this process.
 * @returns what the page calls; texts that it leaves open are closed by `close`
 */
export function serveEngine(engine: Engine): {
  call(call: EngineCall): Promise<EngineAnswer>;
  close(): Promise<void>;
} {
  const texts = new Map<number, Text>();
  let opened = 0;

  async function answer(call: EngineCall): Promise<EngineAnswer> {
    if (call.kind === "info") return { info: engine.info };
    if (call.kind === "open") {
      const sequence = await engine.open(call.prompt, call.sampling);
      opened += 1;
      texts.set(opened, { sequence, abort: new AbortController(), running: null, next: null });
      return { text: opened };
    }
    const text = texts.get(call.text);
    if (!text) throw new Error(`There is no text ${call.text}.`);
    switch (call.kind) {
      case "append":
        await text.sequence.append(call.added);
        return { done: true };
      case "close":
        texts.delete(call.text);
        await text.sequence.close();
        return { done: true };
      case "generate": {
        text.abort = new AbortController();
        const { signal } = text.abort;
        text.running = text.sequence.generate({ ...call.options, signal })[Symbol.asyncIterator]();
        text.next = text.running.next();
        // Its failure is told when events are asked for.
        text.next.catch(() => {});
        return { done: true };
      }
      case "events":
        return { events: await gather(text) };
      case "abort":
        text.abort.abort();
        return { done: true };
    }
  }

  return {
    async call(call) {
      try {
        return await answer(call);
      } catch (error) {
        const { name, message } = error instanceof Error ? error : new Error(String(error));
        return { error: { name, message } };
      }
    },
    async close() {
      for (const { abort, sequence } of texts.values()) {
        abort.abort();
        await sequence.close().catch(() => {});
      }
      texts.clear();
    },
  };
}

async function gather(text: Text): Promise<GenerateEvent[]> {
  const events: GenerateEvent[] = [];
  const until = performance.now() + gathering;
  while (text.running && text.next) {
    const late = events.length > 0 ? wait(until - performance.now()) : new Promise<never>(() => {});
    let result: IteratorResult<GenerateEvent> | undefined;
    try {
      result = await Promise.race([text.next, late]);
    } catch (error) {
      // What came before a failure is told first.
      if (events.length === 0) throw error;
    }
    if (result === undefined) break;
    if (result.done) {
      text.running = null;
      text.next = null;
      break;
    }
    events.push(result.value);
    text.next = text.running.next();
    text.next.catch(() => {});
  }
  return events;
}

function wait(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds), undefined));
}
