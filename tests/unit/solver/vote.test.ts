import { describe, expect, it } from "vitest";
import type { SampleEnding } from "../../../src/solver/sample-events";
import { type Ballot, countedBallots, countVotes, votesOf } from "../../../src/solver/vote";

const ballot = (
  sample: number,
  answer: string,
  ending: SampleEnding = "answered",
  confidence: number | null = null,
): Ballot => ({ sample, answer, ending, confidence });

function vote(ballots: readonly Ballot[], byConfidence = true) {
  const counted = countedBallots(ballots);
  const names = [...new Set(counted.map(({ answer }) => answer))];
  const groups = names.map((answer) => ({
    answer,
    samples: counted.filter((one) => one.answer === answer).map(({ sample }) => sample),
  }));
  return countVotes(counted, groups, byConfidence);
}

describe("countVotes", () => {
  it("finds the most frequent answer and its share", () => {
    const { winner, tallies, weighted } = vote([ballot(0, "5"), ballot(1, "6"), ballot(2, "6")]);
    expect(winner).toEqual({ answer: "6", samples: [1, 2], votes: 2, weight: 2, share: 2 / 3 });
    expect(tallies.map(({ answer }) => answer)).toEqual(["6", "5"]);
    expect(weighted).toBe(false);
  });

  it("has no winner without answers", () => {
    expect(vote([])).toMatchObject({ winner: null, tallies: [] });
    expect(vote([ballot(0, "5", "no-answer")]).winner).toBeNull();
  });

  it("counts a forced answer half: two stand up to one finished, one doesn't", () => {
    const one = vote([ballot(0, "5", "forced"), ballot(1, "6")]);
    expect(one.winner).toMatchObject({ answer: "6", share: 2 / 3 });
    const three = [0, 1, 2].map((sample) => ballot(sample, "5", "forced"));
    expect(vote([...three, ballot(3, "6")]).winner).toMatchObject({ answer: "5", votes: 1.5 });
    expect(vote([ballot(0, "5", "forced")]).winner).toMatchObject({ answer: "5", share: 1 });
  });

  it("breaks a tie by samples, then by the lowest sample", () => {
    const samples = vote([ballot(0, "6"), ballot(1, "5", "forced"), ballot(2, "5", "forced")]);
    expect(samples.winner?.answer).toBe("5");
    expect(vote([ballot(3, "6"), ballot(1, "5")]).winner?.answer).toBe("5");
  });

  it("weighs by confidence when every ballot has one", () => {
    const sure = ballot(0, "5", "answered", 0.9);
    const doubts = [1, 2].map((sample) => ballot(sample, "6", "answered", 0.4));
    const weighted = vote([sure, ...doubts]);
    expect(weighted).toMatchObject({ weighted: true, winner: { answer: "5", votes: 1 } });
    expect(weighted.winner?.share).toBeCloseTo(0.9 / 1.7);
    expect(vote([sure, ...doubts], false).winner?.answer).toBe("6");
  });

  it("doesn't weigh when one ballot has no confidence", () => {
    const { weighted, winner } = vote([
      ballot(0, "5", "answered", 0.9),
      ballot(1, "6", "answered", null),
      ballot(2, "6", "answered", 0.1),
    ]);
    expect(weighted).toBe(false);
    expect(winner?.answer).toBe("6");
  });

  it("takes sums that differ in their last digits for equal", () => {
    const first = [0.1, 0.2, 0.3].map((c, sample) => ballot(sample, "a", "answered", c));
    const second = [0.3, 0.2, 0.1].map((c, i) => ballot(3 + i, "b", "answered", c));
    expect(vote([...second, ...first]).winner?.answer).toBe("a");
  });
});

describe("countedBallots", () => {
  it("leaves out stopped samples unless there is nothing else", () => {
    const stopped = [ballot(0, "5", "stopped"), ballot(1, "5", "stopped")];
    expect(vote([...stopped, ballot(2, "6", "forced")]).winner?.answer).toBe("6");
    expect(vote(stopped).winner).toMatchObject({ answer: "5", votes: 1 });
  });
});

describe("votesOf", () => {
  it.each<[SampleEnding, number]>([
    ["answered", 1],
    ["asked", 0.5],
    ["unboxed", 0.5],
    ["forced", 0.5],
    ["token-limit", 0.5],
    ["context-full", 0.5],
    ["stopped", 0.5],
    ["no-answer", 0],
  ])("%s: %d", (ending, votes) => expect(votesOf(ending)).toBe(votes));
});
