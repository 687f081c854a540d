import { describe, expect, it } from "vitest";
import {
  adaptiveConsistency,
  leaderSureness,
  probabilityOfLead,
} from "../../../src/solver/stopping/adaptive-consistency";
import { agreement } from "../../../src/solver/stopping/agreement";
import { timeBudget, tokenBudget } from "../../../src/solver/stopping/budgets";
import { decided } from "../../../src/solver/stopping/decided";
import { defaultStopping } from "../../../src/solver/stopping/default-rule";
import { anyOf, drawAll, type RunProgress } from "../../../src/solver/stopping/rule";
import { emptyVote, type Vote } from "../../../src/solver/vote";

function votes(...counts: readonly number[]): Vote {
  const total = counts.reduce((sum, one) => sum + one, 0);
  const tallies = counts.map((count, i) => ({
    answer: String(i),
    samples: Array.from({ length: Math.ceil(count) }, (_, j) => 10 * i + j),
    votes: count,
    weight: count,
    share: count / total,
  }));
  return { tallies, winner: tallies[0] ?? null, weighted: false };
}

const progress = (vote: Vote, more: Partial<RunProgress> = {}): RunProgress => ({
  vote,
  samples: 16,
  ended: vote.tallies.reduce((sum, { samples }) => sum + samples.length, 0),
  seconds: 0,
  tokens: 0,
  ...more,
});

describe("agreement", () => {
  it("stops at k votes for one answer", () => {
    const rule = agreement(4);
    expect(rule.decide(progress(votes(3, 3)))).toBeNull();
    expect(rule.decide(progress(votes(4, 3)))).toEqual({
      rule: "agreement",
      why: "4 of at most 16 samples agree.",
    });
    expect(rule.decide(progress(emptyVote))).toBeNull();
  });

  it("stops also where those who agree don't lead by weight", () => {
    const vote = votes(2, 3);
    expect(agreement(3).decide(progress(vote))?.why).toBe("3 of at most 16 samples agree.");
  });

  it("counts unfinished answers half", () => {
    expect(agreement(4).decide(progress(votes(3.5)))).toBeNull();
  });
});

describe("probabilityOfLead", () => {
  /** The closed form for whole votes: a binomial tail. */
  function exact(first: number, second: number): number {
    const n = first + second + 1;
    let term = 1;
    let sum = 0;
    for (let j = 0; j <= first; j += 1) {
      sum += term;
      term = (term * (n - j)) / (j + 1);
    }
    return sum / 2 ** n;
  }

  it("is the Beta posterior", () => {
    for (const first of [0, 1, 3, 4, 7, 20, 64]) {
      for (const second of [0, 1, 2, 5, 20, 64]) {
        expect(probabilityOfLead(first, second)).toBeCloseTo(exact(first, second), 8);
      }
    }
  });

  it("lies between its neighbours for half votes", () => {
    expect(probabilityOfLead(3.5, 0)).toBeGreaterThan(probabilityOfLead(3, 0));
    expect(probabilityOfLead(3.5, 0)).toBeLessThan(probabilityOfLead(4, 0));
    // P(p > ½) for Beta(3/2, 1): 1 − ½^1.5.
    expect(probabilityOfLead(0.5, 0)).toBeCloseTo(1 - 0.5 ** 1.5, 8);
  });
});

describe("adaptiveConsistency", () => {
  const stops = (...counts: number[]) =>
    adaptiveConsistency().decide(progress(votes(...counts))) !== null;

  it("stops at 4:0, 6:1, 8:2, not a vote before", () => {
    expect([stops(3), stops(4)]).toEqual([false, true]);
    expect([stops(5, 1), stops(6, 1)]).toEqual([false, true]);
    expect([stops(7, 2), stops(8, 2)]).toEqual([false, true]);
  });

  it("never stops on a tie, or on a leader by confidence who has fewer votes", () => {
    expect(stops(20, 20)).toBe(false);
    expect(stops(2, 9)).toBe(false);
    expect(adaptiveConsistency().decide(progress(emptyVote))).toBeNull();
    expect(leaderSureness(emptyVote)).toBe(0);
  });

  it("never claims 100 %", () => {
    expect(adaptiveConsistency().decide(progress(votes(30)))?.why).toContain("99.9 %");
  });
});

describe("decided", () => {
  it("stops when the rest can't change the winner", () => {
    const at = (first: number, second: number, ended: number) =>
      decided.decide(progress(votes(first, second), { samples: 8, ended }));
    expect(at(4, 1, 5)).toBeNull();
    expect(at(5, 1, 6)?.rule).toBe("decided");
    // The rest could draw level.
    expect(at(4, 2, 6)).toBeNull();
  });

  it("leaves it to the run to end when all have ended", () => {
    expect(decided.decide(progress(votes(5), { samples: 5, ended: 5 }))).toBeNull();
    expect(decided.decide(progress(emptyVote, { ended: 3 }))).toBeNull();
  });
});

describe("budgets", () => {
  it("stop at their limit", () => {
    expect(timeBudget(30).decide(progress(emptyVote, { seconds: 29.9 }))).toBeNull();
    expect(timeBudget(30).decide(progress(emptyVote, { seconds: 30 }))?.rule).toBe("time-budget");
    expect(tokenBudget(500).decide(progress(emptyVote, { tokens: 499 }))).toBeNull();
    expect(tokenBudget(500).decide(progress(emptyVote, { tokens: 500 }))?.rule).toBe(
      "token-budget",
    );
  });
});

describe("anyOf", () => {
  it("stops with the first rule that stops", () => {
    const rule = anyOf(timeBudget(10), agreement(2));
    expect(rule.decide(progress(votes(1), { seconds: 1 }))).toBeNull();
    expect(rule.decide(progress(votes(2), { seconds: 1 }))?.rule).toBe("agreement");
    expect(rule.decide(progress(votes(2), { seconds: 11 }))?.rule).toBe("time-budget");
    expect(drawAll.decide(progress(votes(64), { seconds: 1e9 }))).toBeNull();
  });
});

describe("defaultStopping", () => {
  it("is Adaptive-Consistency, and stops when nothing can change", () => {
    expect(defaultStopping.decide(progress(votes(4)))?.rule).toBe("adaptive-consistency");
    expect(defaultStopping.decide(progress(votes(2), { samples: 3, ended: 2 }))?.rule).toBe(
      "decided",
    );
  });
});
