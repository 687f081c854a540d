import { describe, expect, it } from "vitest";
import { borda } from "../../../src/solver/selection/borda";
import { deepConfHigh, deepConfLow } from "../../../src/solver/selection/deepconf";
import { createOnlineStop, warmUpTraces } from "../../../src/solver/selection/online-stop";
import { percentile } from "../../../src/solver/selection/percentile";
import { selectionNames, selectionRules } from "../../../src/solver/selection/registry";
import type { SelectionRule } from "../../../src/solver/selection/rule";
import {
  leaderSureness,
  probabilityOfLead,
} from "../../../src/solver/stopping/adaptive-consistency";
import { decided } from "../../../src/solver/stopping/decided";
import { type Ballot, countWeighed } from "../../../src/solver/vote";

/** A ballot with a confidence of each kind; null: unknown. */
function ballot(
  sample: number,
  answer: string,
  group: number | null,
  more: Partial<Ballot> = {},
): Ballot {
  const trace =
    group === null ? null : { mean: group, tail: group, lowestGroup: group, bottomTenth: group };
  return { sample, answer, ending: "answered", confidence: null, trace, ...more };
}

function vote(rule: SelectionRule, ballots: readonly Ballot[]) {
  const answers = [...new Set(ballots.map(({ answer }) => answer))];
  const groups = answers.map((answer) => ({
    answer,
    samples: ballots.filter((one) => one.answer === answer).map(({ sample }) => sample),
  }));
  return countWeighed(ballots, groups, rule.weigh(ballots));
}

describe("the registry", () => {
  it("has the rules that requests, runs and the evaluation name", () => {
    expect(selectionNames).toEqual([
      ...["majority", "weighted", "deepconf", "deepconf-low", "borda", "genselect"],
    ]);
    expect(selectionNames.filter((name) => selectionRules[name].compares)).toEqual(["genselect"]);
  });

  it.each(selectionNames)("%s chooses what all samples say, and nothing of nothing", (name) => {
    const ballots = [0, 1, 2].map((sample) => ballot(sample, "5", 10 + sample));
    expect(vote(selectionRules[name], ballots).winner?.answer).toBe("5");
    expect(vote(selectionRules[name], []).winner).toBeNull();
  });

  it.each(selectionNames)("%s counts each vote alike where no confidence is known", (name) => {
    const ballots = ["5", "6", "6"].map((answer, sample) => ballot(sample, answer, null));
    const counted = vote(selectionRules[name], ballots);
    expect(counted).toMatchObject({ weighted: false, winner: { answer: "6", weight: 2 } });
  });
});

describe("percentile", () => {
  it("lies between two values in proportion, as NumPy has it", () => {
    expect(percentile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(percentile([1, 2, 3, 4], 0.9)).toBeCloseTo(3.7);
    expect(percentile([7], 0.1)).toBe(7);
  });
});

describe("DeepConf", () => {
  const ballots = [
    ballot(0, "5", 12),
    ...[1, 2, 3].map((sample) => ballot(sample, "6", 3)),
    ballot(4, "7", 1),
  ];

  it("leaves out the least sure tenth and weighs the others by their lowest group", () => {
    const { tallies, measure, relative } = vote(deepConfHigh, ballots);
    expect(tallies).toMatchObject([
      { answer: "5", votes: 1, weight: 12 },
      { answer: "6", votes: 3, weight: 9 },
      { answer: "7", votes: 0, weight: 0 },
    ]);
    expect({ measure, relative }).toEqual({ measure: "lowest-group", relative: true });
  });

  it("keeps the surest tenth only, where it is bold", () => {
    const { tallies } = vote(deepConfLow, ballots);
    expect(tallies.map(({ votes }) => votes)).toEqual([1, 0, 0]);
  });

  it("falls back to the chosen tokens' confidence, and says so", () => {
    const known = ballots.map(({ trace: _, ...one }) => ({ ...one, confidence: 0.5 }));
    expect(vote(deepConfHigh, known)).toMatchObject({ measure: "tail", weighted: true });
  });

  it("counts unfinished work half, as ever", () => {
    const forced = ballot(0, "5", 4, { ending: "forced" });
    expect(vote(deepConfHigh, [forced]).winner).toMatchObject({ votes: 0.5, weight: 2 });
  });
});

describe("Borda", () => {
  it("gives the one in place r of n the square root of n - r + 1 votes", () => {
    const ballots = [ballot(0, "5", 9), ballot(1, "6", 8), ballot(2, "6", 7), ballot(3, "7", 6)];
    const { tallies, measure } = vote(borda, ballots);
    const weights = Object.fromEntries(tallies.map(({ answer, weight }) => [answer, weight]));
    expect(weights["5"]).toBeCloseTo(2);
    expect(weights["6"]).toBeCloseTo(Math.sqrt(3) + Math.sqrt(2));
    expect(weights["7"]).toBeCloseTo(1);
    expect(measure).toBe("ranks");
  });
});

describe("sureness", () => {
  it("comes from the weights that choose: the leader is never the less likely one", () => {
    const confident = [
      ...[0, 1].map((sample) => ballot(sample, "5", null, { confidence: 0.9 })),
      ...[2, 3, 4].map((sample) => ballot(sample, "6", null, { confidence: 0.5 })),
    ];
    const counted = vote(selectionRules.weighted, confident);
    expect(counted.winner?.answer).toBe("5");
    // 1.8 to 1.5, in units of a vote: of five votes.
    const unit = 5 / 3.3;
    expect(leaderSureness(counted)).toBeCloseTo(probabilityOfLead(1.8 * unit, 1.5 * unit), 9);
    expect(leaderSureness(counted)).toBeGreaterThan(0.5);
  });

  it("is that of the votes where all weigh alike", () => {
    const four = [0, 1, 2, 3].map((sample) => ballot(sample, "5", null, { confidence: 0.3 }));
    expect(leaderSureness(vote(selectionRules.weighted, four))).toBeCloseTo(1 - 0.5 ** 5, 9);
  });
});

describe("decided", () => {
  it("never stops where samples to come change the weights of the others", () => {
    const ballots = [0, 1, 2, 3, 4].map((sample) => ballot(sample, "5", 10));
    const progress = { samples: 6, ended: 5, seconds: 0, tokens: 0 };
    expect(decided.decide({ ...progress, vote: vote(deepConfHigh, ballots) })).toBeNull();
    const plain = vote(selectionRules.majority, ballots);
    expect(decided.decide({ ...progress, vote: plain })?.rule).toBe("decided");
  });
});

describe("the online stop", () => {
  it("sets its threshold by the first traces, which a share of them reaches", () => {
    const bold = createOnlineStop(8, 0.1);
    expect(warmUpTraces(8)).toBe(4);
    for (const lowest of [10, 11, 12]) bold.ended(lowest);
    expect(bold.threshold()).toBeNull();
    expect(bold.isHopeless(0)).toBe(false);
    bold.ended(13);
    expect(bold.threshold()).toBeCloseTo(12.7);
    // Later ones change nothing.
    bold.ended(1);
    expect(bold.threshold()).toBeCloseTo(12.7);
    expect([bold.isHopeless(12.6), bold.isHopeless(12.8)]).toEqual([true, false]);
  });

  it("spares traces whose confidence is not known yet", () => {
    const stop = createOnlineStop(4, 0.9);
    for (const lowest of [10, null, 10, 10, 10]) stop.ended(lowest);
    expect(stop.threshold()).toBe(10);
    expect(stop.isHopeless(null)).toBe(false);
  });

  it("takes as many as published of a run of hundreds", () => {
    expect([1, 16, 32, 64, 500].map(warmUpTraces)).toEqual([4, 4, 8, 16, 16]);
  });
});
