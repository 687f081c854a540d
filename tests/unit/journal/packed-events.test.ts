import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { EventPacker, packedEventSchema, unpackEvents } from "../../../src/journal/packed-events";
import type { RunEvent } from "../../../src/solver/run-events";
import type { Timed } from "../../../src/solver/saved-run";

const text = (sample: number, text: string): RunEvent => ({
  kind: "sample",
  sample,
  event: { kind: "text", text, logprob: sample === 0 ? null : -sample },
});
const compared = (id: number, text: string): RunEvent => ({
  kind: "genselect",
  event: { kind: "comparison-text", id, text },
});
const state = (sample: number): RunEvent => ({ kind: "state", sample, state: "python" });

function pack(events: readonly Timed<RunEvent>[]) {
  const packer = new EventPacker();
  for (const event of events) packer.add(event);
  return packer.take();
}

const at = (seconds: number, event: RunEvent) => ({ seconds, event });

describe("packed events", () => {
  it("keep token confidences, where there are any", () => {
    const sure = (word: string, confidence?: number): RunEvent => ({
      ...{ kind: "sample", sample: 0 },
      event: {
        ...{ kind: "text", text: word, logprob: -1 },
        ...(confidence === undefined ? {} : { confidence }),
      },
    });
    const events = [at(0, sure("a")), at(1, sure("b", 9.5)), at(2, sure("c"))];
    const entries = pack(events);
    expect(entries).toMatchObject([{ confidences: [null, 9.5, null] }]);
    expect(unpackEvents(v.parse(v.array(packedEventSchema), entries))).toEqual(events);
    expect(pack([at(0, sure("a"))])[0]).not.toHaveProperty("confidences");
  });

  it("hold the tokens between two other events in one entry a text", () => {
    const entries = pack([
      ...[at(0, text(0, "a")), at(1, text(1, "b")), at(2, text(0, "c")), at(3, compared(0, "d"))],
      ...[at(4, state(0)), at(5, text(0, "e"))],
    ]);
    expect(entries.map((entry) => (entry.kind === "tokens" ? entry.texts.join("") : "-"))).toEqual([
      "ac",
      "b",
      "d",
      "-",
      "e",
    ]);
    expect(entries[0]).toMatchObject({ at: 0, until: 2, logprobs: [null, null] });
    expect(v.safeParse(v.array(packedEventSchema), entries).success).toBe(true);
  });

  it("come back in order, each text's tokens and all other events", () => {
    const events = Array.from({ length: 200 }, (_, index) =>
      at(
        index / 7,
        index % 13 === 0
          ? state(index % 3)
          : index % 5 === 0
            ? compared(1, `${index}`)
            : text(index % 3, `${index}`),
      ),
    );
    const back = unpackEvents(pack(events));
    const without = (all: readonly Timed<RunEvent>[], wanted: (event: RunEvent) => boolean) =>
      all.map(({ event }) => event).filter(wanted);
    for (const sample of [0, 1, 2]) {
      // With the events of all samples, and of one text only.
      const wanted = (event: RunEvent) =>
        event.kind === "state" || (event.kind === "sample" && event.sample === sample);
      expect(without(back, wanted)).toEqual(without(events, wanted));
    }
    const comparison = (event: RunEvent) => event.kind !== "sample";
    expect(without(back, comparison)).toEqual(without(events, comparison));
    expect(back).toHaveLength(events.length);
    const seconds = back.map((event) => event.seconds);
    expect(seconds).toEqual([...seconds].sort((a, b) => a - b));
    expect(seconds.at(-1)).toBe(events.at(-1)?.seconds);
  });

  it("are gathered anew after they were taken", () => {
    const packer = new EventPacker();
    packer.add(at(0, text(0, "a")));
    const first = packer.take();
    packer.add(at(1, text(0, "b")));
    expect(first).toMatchObject([{ texts: ["a"], until: 0 }]);
    expect(packer.take()).toMatchObject([{ texts: ["b"], at: 1 }]);
    expect(packer.empty).toBe(true);
  });
});
