import { describe, expect, it } from "vitest";
import type { Candidate } from "../../../src/solver/candidate";
import type { Comparison } from "../../../src/solver/genselect";
import type { RunOutcome, SampleReport } from "../../../src/solver/run-events";
import type { SampleOutcome } from "../../../src/solver/sample-events";
import { explain } from "../../../src/ui/solve/explanation";
import { sampleRun } from "./history/sample-run";

const { engine } = sampleRun.record;
const finished = sampleRun.events.at(-1)?.event;
if (finished?.kind !== "finished") throw new Error("The fixture's run is finished.");
const base = finished.outcome;

function report(
  sample: number,
  text: string,
  more: Partial<SampleOutcome> = {},
  confidence: number | null = null,
): SampleReport {
  const outcome: SampleOutcome = {
    ...{ ending: "answered", answer: "7", text, generatedTokens: 9, prefilledTokens: 3 },
    ...{ cachedTokens: 0, prefilledAfterOutput: 0, codeCalls: 1, seconds: 1, codeSeconds: 0 },
    ...more,
  };
  return { sample, mode: "tir", seed: 1, state: "done", outcome, confidence, failure: null };
}

function outcomeOf(samples: readonly SampleReport[], more: Partial<RunOutcome> = {}): RunOutcome {
  const tally = {
    answer: "7",
    samples: samples.map(({ sample }) => sample),
    votes: 1,
    weight: 1,
    share: 1,
  };
  return {
    ...base,
    answer: "7",
    samples,
    vote: { tallies: [tally], winner: tally, weighted: false },
    ...more,
  };
}

describe("the explanation", () => {
  const thought = (solution: string) => `<think>\nHm.\n</think>\n${solution}`;

  it("is what the most confident sample wrote after its thinking", () => {
    const samples = [
      report(0, thought("Less sure."), {}, 0.4),
      report(1, thought("So \\boxed{7}."), {}, 0.9),
    ];
    expect(explain(outcomeOf(samples), engine)).toEqual({ sample: 1, text: "So \\boxed{7}." });
  });

  it("is of the sample that the comparisons chose most often", () => {
    const candidate = (sample: number): Candidate => ({
      ...{ sample, answer: "7", summary: "", source: "solution" },
    });
    const comparison: Comparison = {
      ...{ id: 0, round: 1, heat: 1, seed: 1, candidates: [candidate(1), candidate(0)] },
      ...{ verdict: 1, text: "", error: null },
      tokens: { generatedTokens: 0, prefilledTokens: 0, cachedTokens: 0 },
    };
    const genselect = { winner: 0, why: null, votes: [1], comparisons: [comparison] };
    const samples = [report(0, thought("A."), {}, 0.4), report(1, thought("B."), {}, 0.9)];
    expect(explain(outcomeOf(samples, { genselect }), engine)?.sample).toBe(0);
  });

  it("is never unfinished work, and is missing where nobody wrote one", () => {
    const cut = report(0, thought("Cut o"), { ending: "token-limit" });
    expect(explain(outcomeOf([cut]), engine)).toBeNull();
    expect(explain(outcomeOf([report(0, "<think>\nOnly \\boxed{7}")]), engine)).toBeNull();
    expect(explain(outcomeOf([cut], { answer: null }), engine)).toBeNull();
    const done = report(1, thought("Done."));
    expect(explain(outcomeOf([cut, done]), engine)?.text).toBe("Done.");
  });

  it("is what the model was asked for, where no sample wrote one", () => {
    const asked: Candidate = { sample: 0, answer: "7", summary: "In short: 7.", source: "asked" };
    const comparison: Comparison = {
      ...{ id: 0, round: 1, heat: 1, seed: 1, candidates: [asked], verdict: null },
      ...{ text: "", error: null },
      tokens: { generatedTokens: 0, prefilledTokens: 0, cachedTokens: 0 },
    };
    const genselect = { winner: null, why: "x", votes: [0], comparisons: [comparison] };
    const cut = report(0, thought("Cut o"), { ending: "token-limit" });
    expect(explain(outcomeOf([cut], { genselect }), engine)).toEqual({
      ...{ sample: 0, text: "In short: 7." },
    });
  });
});
