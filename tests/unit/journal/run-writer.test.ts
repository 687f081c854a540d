import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  type JournalError,
  JournalFullError,
  JournalSilentError,
  RunMissingError,
} from "../../../src/journal/errors";
import type { EventBatch, JournalStore } from "../../../src/journal/journal-store";
import { type PackedEvent, unpackEvents } from "../../../src/journal/packed-events";
import type { RunRecord } from "../../../src/journal/run-record";
import { RunWriter } from "../../../src/journal/run-writer";
import type { RunEvent } from "../../../src/solver/run-events";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const text = (text: string): RunEvent => ({
  kind: "sample",
  sample: 0,
  event: { kind: "text", text, logprob: null },
});

interface Write {
  readonly summary: Partial<RunRecord>;
  readonly batch: EventBatch;
  /** Comes through. */
  commit(): void;
  fail(error: JournalError): void;
}

/** A database whose writes come through, or fail, when the test says so. */
function setUp() {
  const writes: Write[] = [];
  const stored = new Map<number, readonly PackedEvent[]>();
  let summary: Partial<RunRecord> = {};
  const store: Pick<JournalStore, "store"> = {
    store: (_id, fields, batch) =>
      new Promise((resolve, reject) => {
        writes.push({
          ...{ summary: fields, batch },
          commit() {
            if (batch.events.length > 0) stored.set(batch.number, batch.events);
            summary = fields;
            resolve();
          },
          fail: reject,
        });
      }),
  };
  const onTrouble = vi.fn();
  const onEnd = vi.fn();
  const writer = new RunWriter({
    id: "r",
    open: async () => store as JournalStore,
    summary: { answer: null, tokens: 0, seconds: 0, batches: 0 },
    ...{ onTrouble, onEnd },
  });
  return {
    ...{ writer, writes, onTrouble, onEnd },
    summary: () => summary,
    /** All that is stored, as one text. */
    text: () =>
      unpackEvents([...stored.keys()].sort((a, b) => a - b).flatMap((n) => stored.get(n) ?? []))
        .map(({ event }) =>
          event.kind === "sample" && event.event.kind === "text" ? event.event.text : "",
        )
        .join(""),
    batches: () => [...stored.keys()].sort((a, b) => a - b),
  };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe("a page that goes while a write is under way", () => {
  it("stores what came since, whichever of the two writes comes through", async () => {
    for (const outcome of ["both", "first", "second"] as const) {
      const { writer, writes, text: kept, batches } = setUp();
      writer.record(text("a"));
      await pass(0);
      writer.record(text("b"));
      writer.flush();
      await pass(0);
      expect(writes.length).toBe(2);
      if (outcome !== "second") writes[0]?.commit();
      if (outcome !== "first") writes[1]?.commit();
      expect(kept()).toBe(outcome === "first" ? "a" : "ab");
      expect(batches()).toEqual([0]);
    }
  });

  it("goes on without a gap when it comes back", async () => {
    const { writer, writes, text: kept, batches } = setUp();
    writer.record(text("a"));
    await pass(0);
    writer.record(text("b"));
    writer.flush();
    await pass(0);
    writes[0]?.commit();
    await pass(0);
    writes[1]?.commit();
    await pass(0);
    writer.record(text("c"));
    await pass(1000);
    writes[2]?.commit();
    await pass(0);
    expect(kept()).toBe("abc");
    expect(batches()).toEqual([0, 1]);
  });

  it("does not write twice what is on its way", async () => {
    const { writer, writes } = setUp();
    writer.record(text("a"));
    await pass(0);
    writer.flush();
    writer.flush();
    await pass(0);
    expect(writes.length).toBe(1);
  });
});

describe("a database that answers nothing", () => {
  it("is told of, tried again, and gets each event once, also where the first write came through", async () => {
    for (const late of [true, false]) {
      const { writer, writes, text: kept, batches, onTrouble, onEnd } = setUp();
      writer.record(text("a"));
      await pass(0);
      if (late) writes[0]?.commit();
      else writes[0]?.fail(new JournalSilentError());
      await pass(0);
      writer.record(text("b"));
      await pass(5000);
      writes[1]?.fail(new JournalSilentError());
      await pass(0);
      expect(onTrouble).toHaveBeenLastCalledWith(expect.stringContaining("does not answer"));
      await pass(5000);
      // It had come through after all.
      writes[1]?.commit();
      writes[2]?.commit();
      await pass(0);
      expect(onTrouble).toHaveBeenLastCalledWith(null);
      expect(kept()).toBe("ab");
      expect(batches()).toEqual(late ? [0, 1] : [0]);
      expect(onEnd).not.toHaveBeenCalled();
    }
  });

  it("gets the run's end when it answers again", async () => {
    const { writer, writes, summary, onEnd } = setUp();
    writer.record(text("a"));
    await pass(0);
    writer.fail("It broke.");
    writes[0]?.fail(new JournalFullError("No room."));
    await pass(20_000);
    writes.at(-1)?.commit();
    await pass(0);
    expect(summary()).toMatchObject({ state: "failed", failure: "It broke." });
    expect(onEnd).toHaveBeenCalledTimes(1);
  });

  it("is asked no more for a run that is gone", async () => {
    const { writer, writes, onEnd } = setUp();
    writer.record(text("a"));
    await pass(0);
    writes[0]?.fail(new RunMissingError("It is not there."));
    await pass(0);
    writer.record(text("b"));
    await pass(60_000);
    expect(writes.length).toBe(1);
    expect(onEnd).toHaveBeenCalledTimes(1);
  });
});

describe("a database that goes to another tab", () => {
  it("gets all there is, and that the run was not kept to its end", async () => {
    const { writer, writes, text: kept, summary, onEnd } = setUp();
    writer.record(text("a"));
    await pass(0);
    writer.record(text("b"));
    const left = writer.leave("Another tab has it.");
    await pass(0);
    for (const write of writes) write.commit();
    await left;
    expect(kept()).toBe("ab");
    expect(summary()).toMatchObject({ state: "failed", failure: "Another tab has it." });
    expect(onEnd).toHaveBeenCalledTimes(1);
    writer.record(text("c"));
    writer.fail("later");
    await pass(10_000);
    expect(writes.length).toBe(2);
  });
});
