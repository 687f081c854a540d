import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { runEventSchema } from "../../../src/journal/event-schema";

const tally = { answer: "5", samples: [0], votes: 1, weight: 1, share: 1 };
const voteEvent = (tallies: readonly object[]) => ({
  kind: "vote",
  vote: { tallies, winner: tallies[0] ?? null, weighted: false },
  sureness: 0.5,
});

describe("runEventSchema", () => {
  it.each([
    ["a vote of an older run", voteEvent([tally])],
    ["answers that could not be compared", voteEvent([{ ...tally, uncompared: ["5 m"] }])],
    ["a forced finish", { kind: "sample", sample: 0, event: { kind: "forced", text: "\\boxed{" } }],
    [
      "one after the model had closed its turn",
      { kind: "sample", sample: 0, event: { kind: "forced", text: "\\boxed{", ended: true } },
    ],
  ])("keeps %s as it is", (_, event) => {
    expect(v.parse(runEventSchema, event)).toEqual(event);
  });

  it("refuses what is no list of answers", () => {
    expect(v.is(runEventSchema, voteEvent([{ ...tally, uncompared: "5 m" }]))).toBe(false);
  });
});
