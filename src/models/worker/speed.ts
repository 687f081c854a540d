/** Bytes per second over the last seconds. */
export interface Speed {
  /** @param now milliseconds */
  add(bytes: number, now: number): void;
  /** Null until there is enough to go by. */
  current(): number | null;
}

/** Milliseconds looked back on. */
const span = 10_000;
const least = 1000;

export function createSpeed(): Speed {
  const samples: { bytes: number; now: number }[] = [];
  return {
    add(bytes, now) {
      samples.push({ bytes, now });
      // One sample older than the span stays: the speed is measured from it.
      while (samples[1] && samples[1].now < now - span) samples.shift();
    },
    current() {
      const [first] = samples;
      const last = samples.at(-1);
      if (!first || !last || last.now - first.now < least) return null;
      return (Math.max(0, last.bytes - first.bytes) * 1000) / (last.now - first.now);
    },
  };
}
