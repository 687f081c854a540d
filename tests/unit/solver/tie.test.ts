import { describe, expect, it } from "vitest";
import { tieOf } from "../../../src/solver/tie";
import type { Tally, Vote } from "../../../src/solver/vote";

function voteOf(...tallies: readonly (readonly [string, number, number?, number?])[]): Vote {
  let next = 0;
  const counted = tallies.map(([answer, votes, weight = votes, samples = votes]): Tally => {
    const own = Array.from({ length: samples }, () => next++);
    return { answer, samples: own, votes, weight, share: 0 };
  });
  return { tallies: counted, winner: counted[0] ?? null, weighted: false };
}

describe("tieOf", () => {
  it("finds none where one leads, or where nobody voted", () => {
    expect(tieOf(voteOf(["5", 3], ["6", 2]), null)).toBeNull();
    expect(tieOf(voteOf(["5", 3]), null)).toBeNull();
    expect(tieOf(voteOf(), null)).toBeNull();
  });

  it("finds answers with equally many votes, and why the first is shown", () => {
    expect(tieOf(voteOf(["5", 2], ["-5", 2], ["7", 1]), null)).toEqual({
      answers: ["5", "-5"],
      of: "votes",
      brokenBy: "order",
    });
    expect(tieOf(voteOf(["5", 2, 1.9], ["-5", 2, 1.8]), null)?.brokenBy).toBe("confidence");
    expect(tieOf(voteOf(["5", 1, 1, 2], ["-5", 1, 1, 1]), null)?.brokenBy).toBe("samples");
  });

  it("finds answers that the comparisons chose equally often", () => {
    const vote = voteOf(["5", 3], ["6", 2], ["7", 2]);
    expect(tieOf(vote, { winner: 0, votes: [2, 2, 0] })).toEqual({
      answers: ["5", "6"],
      of: "verdicts",
      brokenBy: "votes",
    });
    expect(tieOf(vote, { winner: 1, votes: [0, 2, 2] })).toEqual({
      answers: ["6", "7"],
      of: "verdicts",
      brokenBy: "order",
    });
    expect(tieOf(vote, { winner: 2, votes: [0, 1, 3] })).toBeNull();
  });

  it("goes by the votes where the comparisons settled nothing", () => {
    const tied = voteOf(["5", 2], ["6", 2]);
    expect(tieOf(tied, { winner: null, votes: [0, 1] })?.of).toBe("votes");
  });
});
