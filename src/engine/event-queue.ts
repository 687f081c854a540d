/** Turns callbacks into something to iterate over. One reader. */
export interface EventQueue<T> extends AsyncIterable<T> {
  push(...items: readonly T[]): void;
  end(): void;
  /** The reader gets what was pushed before, then the error. */
  fail(error: unknown): void;
}

export function createEventQueue<T>(): EventQueue<T> {
  const items: T[] = [];
  let ending: { readonly error: unknown } | "ended" | null = null;
  let wake: () => void = () => {};
  const finish = (how: NonNullable<typeof ending>) => {
    ending ??= how;
    wake();
  };
  return {
    push(...more) {
      if (!ending) items.push(...more);
      wake();
    },
    end: () => finish("ended"),
    fail: (error) => finish({ error }),
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const item = items.shift();
        if (item !== undefined) yield item;
        else if (ending === "ended") return;
        else if (ending) throw ending.error;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    },
  };
}
