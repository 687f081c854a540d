/** Something costly that is started when it is first needed, and closed if it was. */
export interface Lazy<T> {
  get(): Promise<T>;
  /** What is asked for afterwards is started anew. */
  close(): Promise<void>;
}

export function lazy<T extends { close(): Promise<void> }>(start: () => Promise<T>): Lazy<T> {
  let started: Promise<T> | null = null;
  return {
    get() {
      started ??= start();
      return started;
    },
    async close() {
      const one = started;
      started = null;
      // What never started needs no closing; who asked for it knows why.
      await one?.then(
        (value) => value.close(),
        () => {},
      );
    },
  };
}
