import type { GenerateEvent, GenerateOptions, Sequence } from "../engine";

/** What crosses to the page of a `generate`: options without the signal. */
export type HostGenerateOptions = Omit<GenerateOptions, "signal">;

export interface HostSequence {
  /** Resolves when all events are delivered. */
  generate(
    options: HostGenerateOptions,
    onEvents: (events: GenerateEvent[]) => unknown,
  ): Promise<void>;
  abort(): void;
  append(text: string): Promise<void>;
  close(): Promise<void>;
}

/** Milliseconds in which events are gathered: a message for each token would busy the page. */
const gathering = 30;

/** A sequence as its worker offers it, to {@link pageSequence} on the other side. */
export function hostSequence(sequence: Sequence): HostSequence {
  let abort = new AbortController();
  return {
    async generate(options, onEvents) {
      abort = new AbortController();
      let gathered: GenerateEvent[] = [];
      let sending = Promise.resolve();
      let timer: ReturnType<typeof setTimeout> | null = null;
      const send = () => {
        timer = null;
        const events = gathered;
        gathered = [];
        if (events.length > 0) {
          sending = sending.then(async () => {
            await onEvents(events);
          });
        }
      };
      try {
        const { signal } = abort;
        for await (const event of sequence.generate({ ...options, signal })) {
          gathered.push(event);
          timer ??= setTimeout(send, gathering);
        }
      } finally {
        if (timer !== null) clearTimeout(timer);
        send();
        // Awaited: events and this call's result travel on different ports, in no order.
        await sending;
      }
    },
    abort: () => abort.abort(),
    append: (text) => sequence.append(text),
    close: () => sequence.close(),
  };
}
