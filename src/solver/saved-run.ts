import type { RunEvent } from "./run-events";
import type { SampleEvent } from "./sample-events";

/** An event, and how many seconds the run had taken when it came. */
export interface Timed<E> {
  readonly seconds: number;
  readonly event: E;
}

/** The events of a run that was cut off, from `started` on. Empty: it was never begun. */
export type SavedRun = readonly Timed<RunEvent>[];

/** How long a run had taken when it was cut off, as far as is known. */
export function savedSeconds(saved: SavedRun): number {
  return saved.at(-1)?.seconds ?? 0;
}

/** The events of one sample. */
export function sampleEventsOf(saved: SavedRun, sample: number): Timed<SampleEvent>[] {
  return saved.flatMap(({ seconds, event }) =>
    event.kind === "sample" && event.sample === sample ? [{ seconds, event: event.event }] : [],
  );
}
