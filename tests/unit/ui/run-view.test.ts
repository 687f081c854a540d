import { describe, expect, it } from "vitest";
import type { Comparison, ComparisonPlan } from "../../../src/solver/genselect";
import type { RunEvent, RunOutcome, SampleReport } from "../../../src/solver/run-events";
import { RunSample } from "../../../src/solver/run-sample";
import type { SampleEvent, SampleOutcome } from "../../../src/solver/sample-events";
import type { Tally, Vote } from "../../../src/solver/vote";
import { allFailed, blamesModel, describeOutcome } from "../../../src/ui/solve/outcome-notes";
import { describePhase } from "../../../src/ui/solve/run-phase";
import { runTokens } from "../../../src/ui/solve/run-tokens";
import { closeRun, emptyRun, type RunView, readRunEvent } from "../../../src/ui/solve/run-view";
import { describeSample, labelSample, lastWords } from "../../../src/ui/solve/sample-labels";
import type { RunFacts } from "../../../src/ui/solve/solver-state";
import { sumProgress } from "../../../src/ui/solve/sum-progress";
import { describeSureness, surenessOf } from "../../../src/ui/solve/sureness";
import { uncomparedAnswers } from "../../../src/ui/solve/uncompared-note";
import { en } from "../../../src/ui/texts/en";

const facts: RunFacts = {
  ...{ id: 1, problem: "2+2?", samples: 3, mode: "tir", genselect: true, withoutPython: false },
  ...{ seed: 1, startedAt: 0, engine: null, request: null },
};

const started: RunEvent = {
  kind: "started",
  samples: [0, 1, 2].map((sample) => ({ sample, mode: "tir", seed: 70 + sample })),
};
const state = (sample: number, state: SampleReport["state"]): RunEvent => ({
  kind: "state",
  sample,
  state,
});
const of = (sample: number, event: SampleEvent): RunEvent => ({ kind: "sample", sample, event });
const text = (sample: number, text: string) => of(sample, { kind: "text", text, logprob: null });

function outcomeOf(answer: string | null, more: Partial<SampleOutcome> = {}): SampleOutcome {
  return {
    ...{ ending: "answered", answer, text: "", generatedTokens: 9, prefilledTokens: 0 },
    ...{ cachedTokens: 0, prefilledAfterOutput: 0, codeCalls: 1, seconds: 1, codeSeconds: 0 },
    ...more,
  };
}

function report(sample: number, more: Partial<SampleReport>): SampleReport {
  const open = { outcome: null, confidence: null, failure: null };
  return { sample, mode: "tir", seed: 70 + sample, state: "done", ...open, ...more };
}

function tally(answer: string, samples: readonly number[], votes = samples.length): Tally {
  return { answer, samples, votes, weight: votes, share: 1 };
}
const voteOf = (...tallies: Tally[]): Vote => ({
  tallies,
  winner: tallies[0] ?? null,
  weighted: false,
});

function runOutcome(more: Partial<RunOutcome>): RunOutcome {
  const noTokens = { generatedTokens: 0, prefilledTokens: 0, cachedTokens: 0 };
  return {
    ...{ answer: null, decidedBy: null, vote: voteOf(), genselect: null, samples: [] },
    stop: { rule: "all-ended", why: "All samples have ended." },
    figures: {
      ...{
        seconds: 1,
        drawingSeconds: 1,
        sampleSeconds: 2,
        codeSeconds: 0,
        codeCalls: 0,
        ...noTokens,
      },
      ...{ promptTokensPrefilled: 0, prefilledAfterOutput: 0, selection: noTokens },
    },
    ...more,
  };
}

function read(...events: RunEvent[]): RunView {
  return events.reduce((view, event, index) => readRunEvent(view, event, index * 100), emptyRun);
}

const sampleOf = (view: RunView, sample: number) => {
  const found = view.samples[sample];
  if (!found) throw new Error(`There is no sample ${sample}.`);
  return found;
};

describe("readRunEvent", () => {
  it("keeps the samples apart, and those alone that nothing happened to", () => {
    const before = read(started, state(0, "reasoning"), text(0, "One."));
    const after = readRunEvent(before, text(1, "Two."), 0);
    expect(sampleOf(after, 0)).toBe(sampleOf(before, 0));
    expect(after.samples.map(({ transcript }) => lastWords(transcript.parts))).toEqual([
      "One.",
      "Two.",
      "",
    ]);
    expect(after.samples.map(({ state }) => state)).toEqual(["reasoning", "queued", "queued"]);
    expect(sumProgress(after.samples)).toMatchObject({ tokens: 2, codeCalls: 0 });
  });

  it("follows a sample through Python to its end", () => {
    const result = { status: "completed", stdout: "4\n", stderr: "", seconds: 0.1 } as const;
    const view = read(
      started,
      state(1, "reasoning"),
      text(1, "<tool_call>\nprint(2+2)\n</tool_call>"),
      of(1, { kind: "code-started", call: 1, code: "print(2+2)" }),
      state(1, "python"),
    );
    expect(labelSample(sampleOf(view, 1), en).text).toBe("running Python");
    const ended = [
      of(1, { kind: "code-finished", call: 1, result, executionsLeft: 7 }),
      state(1, "reasoning"),
      of(1, { kind: "finished", outcome: outcomeOf("4") }),
      state(1, "done"),
    ].reduce((so, event) => readRunEvent(so, event, 0), view);
    expect(sampleOf(ended, 1)).toMatchObject({ state: "done", outcome: { answer: "4" } });
    expect(sampleOf(ended, 1).transcript.parts).toMatchObject([
      { kind: "code", state: { kind: "finished", result } },
    ]);
  });

  it("keeps what a failed sample wrote, and the others go on", () => {
    const view = read(
      started,
      text(0, "I thi"),
      state(0, "failed"),
      { kind: "failed", sample: 0, message: "The engine broke." },
      text(2, "Still here"),
    );
    const failed = sampleOf(view, 0);
    expect(labelSample(failed, en)).toEqual({ text: "failed", tone: "bad" });
    expect(describeSample(failed, facts, en)).toBe("This sample failed: The engine broke.");
    expect(lastWords(failed.transcript.parts)).toBe("I thi");
    expect(lastWords(sampleOf(view, 2).transcript.parts)).toBe("Still here");
  });

  it("shows votes, the reason for stopping, and at the end what the run says of each sample", () => {
    const vote = voteOf(tally("4", [0, 2]), tally("5", [1]));
    const stop = { rule: "decided", why: "Enough." } as const;
    const before = read(
      started,
      { kind: "vote", vote, sureness: 0.69 },
      { kind: "stopping", decision: stop },
    );
    expect(before).toMatchObject({ vote, sureness: 0.69, stop });
    const samples = [0, 1, 2].map((sample) =>
      report(sample, { outcome: outcomeOf("4"), confidence: 0.9 }),
    );
    const outcome = runOutcome({ answer: "4", decidedBy: "vote", vote, stop, samples });
    const view = readRunEvent(before, { kind: "finished", outcome }, 0);
    expect(view.samples.map(({ confidence, state }) => [confidence, state])).toEqual([
      [0.9, "done"],
      [0.9, "done"],
      [0.9, "done"],
    ]);
  });

  it("lets comparisons grow side by side, and keeps their verdicts", () => {
    const candidate = (sample: number, answer: string) =>
      ({ sample, answer, summary: "", source: "solution" }) as const;
    const plan = (id: number): ComparisonPlan => ({
      ...{ id, round: 1, heat: 1, seed: id },
      candidates: [candidate(0, "4"), candidate(1, "5")],
    });
    const genselect = (event: (RunEvent & { kind: "genselect" })["event"]): RunEvent => ({
      kind: "genselect",
      event,
    });
    const tokens = { generatedTokens: 5, prefilledTokens: 0, cachedTokens: 0 };
    const done: Comparison = {
      ...{ ...plan(0), verdict: 1, text: "The first. Judgment: 1", tokens, error: null },
    };
    const view = read(
      started,
      genselect({ kind: "comparison-started", plan: plan(0) }),
      genselect({ kind: "comparison-started", plan: plan(1) }),
      genselect({ kind: "comparison-text", id: 1, text: "Sec" }),
      genselect({ kind: "comparison-text", id: 0, text: "The first." }),
      genselect({ kind: "comparison-text", id: 1, text: "ond" }),
      genselect({ kind: "comparison-finished", comparison: done }),
    );
    expect(view.comparisons).toMatchObject([
      { text: "The first. Judgment: 1", result: { verdict: 1 } },
      { text: "Second", result: null },
    ]);
  });

  it("can be closed in the middle", () => {
    const view = closeRun(
      read(started, state(0, "reasoning"), text(0, "<tool_call>\nx"), state(1, "done")),
    );
    expect(view.samples.map(({ state }) => state)).toEqual(["cancelled", "done", "cancelled"]);
    expect(sampleOf(view, 0).transcript.parts).toMatchObject([{ state: { kind: "not-run" } }]);
  });
});

describe("describePhase", () => {
  const competing = voteOf(tally("4", [0, 2]), tally("5", [1]));
  it("says what goes on", () => {
    const drawing = read(started, state(0, "done"), state(1, "reasoning"));
    expect(describePhase(facts, drawing, en)).toBe("Solving: 1 of 3 samples ended…");
    expect(describePhase({ ...facts, samples: 1 }, drawing, en)).toBe("Reasoning…");
    const stop = { rule: "decided", why: "Enough." } as const;
    expect(describePhase(facts, { ...drawing, stop }, en)).toMatch(/^Enough samples/);
    const ended = { ...closeRun(drawing), vote: competing };
    expect(describePhase(facts, ended, en)).toMatch(/^Preparing the comparison/);
    expect(describePhase({ ...facts, genselect: false }, ended, en)).toMatch(/^Counting/);
  });
});

describe("describeOutcome", () => {
  const done = (sample: number, answer: string) => report(sample, { outcome: outcomeOf(answer) });
  const samples = [done(0, "4"), done(1, "5"), done(2, "4")];
  const vote = voteOf(tally("4", [0, 2]), tally("5", [1]));

  it("says what chose the answer, and why sampling ended", () => {
    const outcome = runOutcome({ answer: "4", decidedBy: "vote", vote, samples });
    expect(describeOutcome(outcome, facts, en)).toBe(
      "Chosen by vote: 2 of 3 votes. All samples have ended.",
    );
    const stop = { rule: "decided", why: "The samples still to come can't change the winner." };
    expect(describeOutcome({ ...outcome, stop: { ...stop, rule: "decided" } }, facts, en)).toMatch(
      /Sampling ended early: the samples still to come/,
    );
  });

  it("says when the comparison went against the vote, or came to nothing", () => {
    const genselect = { winner: 1, why: null, votes: [1, 3], comparisons: [] };
    const against = runOutcome({ answer: "5", decidedBy: "genselect", vote, samples, genselect });
    expect(describeOutcome(against, facts, en)).toMatch(
      /GenSelect\): 3 of 4 verdicts, against the vote/,
    );
    const none = { ...genselect, winner: null, why: "No comparison came to a valid verdict." };
    expect(describeOutcome({ ...against, decidedBy: "vote", genselect: none }, facts, en)).toMatch(
      /^No comparison came to a valid verdict. Chosen by vote/,
    );
  });

  it("says when it was a tie, and why one of them is shown", () => {
    const level = voteOf(tally("4", [0]), tally("-4", [1]));
    const outcome = runOutcome({ answer: "4", decidedBy: "vote", vote: level, samples });
    expect(describeOutcome(outcome, facts, en)).toBe(
      "A tie: 4 and -4 have equally many votes (1 vote each). 4 is shown only because it came " +
        "first: nothing else speaks for it. All samples have ended.",
    );
    const genselect = { winner: 0, why: null, votes: [2, 2], comparisons: [] };
    const compared = { ...outcome, vote, genselect };
    expect(describeOutcome(compared, facts, en)).toMatch(
      /chose 4 and 5 equally often \(2 verdicts each\)\. 4 is shown because it has more votes\./,
    );
    expect(surenessOf(outcome)).toEqual({ share: expect.closeTo(0.5, 6), of: "votes" });
  });

  it("is as sure as what chose the answer: the verdicts, where they did", () => {
    const genselect = { winner: 1, why: null, votes: [0, 4], comparisons: [] };
    const outcome = runOutcome({ answer: "5", decidedBy: "genselect", vote, samples, genselect });
    expect(surenessOf(outcome)).toEqual({ share: expect.closeTo(31 / 32, 6), of: "verdicts" });
    expect(describeSureness(outcome, en)).toMatch(/^96 % sure: .* more comparisons/);
  });

  it("says how many samples were ended because the model was too unsure", () => {
    const outcome = runOutcome({ answer: "4", decidedBy: "vote", vote, samples });
    const figures = { ...outcome.figures, endedUnsure: 2 };
    expect(describeOutcome({ ...outcome, figures }, facts, en)).toMatch(
      /2 samples were ended early/,
    );
  });

  it("says when the answer is unfinished work, and when samples failed", () => {
    const forced = outcomeOf("4", { ending: "forced" });
    const outcome = runOutcome({
      ...{ answer: "4", decidedBy: "vote", vote: voteOf(tally("4", [0], 0.5)) },
      samples: [
        report(0, { state: "forced", outcome: forced }),
        report(1, { state: "failed", failure: "Broken." }),
        report(2, { state: "failed", failure: "Broken." }),
      ],
    });
    const said = describeOutcome(outcome, facts, en);
    expect(said).toMatch(/½ of ½ vote\. No sample with this answer was done/);
    expect(said).toMatch(/2 samples failed/);
    expect(allFailed(outcome, en)).toBeNull();
  });

  it("knows when every sample failed, and says each reason once", () => {
    const failed = report(0, { state: "failed", failure: "Too long." });
    const never = report(2, { state: "cancelled" });
    const outcome = runOutcome({ samples: [failed, { ...failed, sample: 1 }, never] });
    expect(allFailed(outcome, en)).toBe("Too long.");
    expect(allFailed(runOutcome({ samples: [never] }), en)).toBeNull();
  });

  it("does not blame the model where every sample failed for want of Python", () => {
    const sample = new RunSample(0, "tir", 1, 10);
    sample.begin();
    sample.fail("No Python.", true);
    const failed = sample.report();
    expect(allFailed(runOutcome({ samples: [failed] }), en)).toBe("No Python.");
    expect(blamesModel(runOutcome({ samples: [failed] }))).toBe(false);
    const other = report(1, { state: "failed", failure: "Too long." });
    expect(blamesModel(runOutcome({ samples: [failed, other] }))).toBe(true);
  });

  it("says how many answers could not be compared, and takes what the model ended for finished", () => {
    const vote = voteOf(
      { ...tally("4", [0]), uncompared: ["2^2"] },
      { ...tally("2^2", [1]), uncompared: ["4"] },
      tally("5", [2]),
    );
    const ended = samples.map((one) => ({
      ...one,
      outcome: outcomeOf("4", { ending: "unboxed" }),
    }));
    const outcome = runOutcome({ answer: "4", decidedBy: "vote", vote, samples: ended });
    const notes = describeOutcome(outcome, facts, en);
    expect(notes).toContain("2 answers could not be compared");
    expect(notes).not.toContain("unfinished");
    expect(uncomparedAnswers(vote)).toEqual(["4", "2^2"]);
  });

  it("says when there is no answer, and why", () => {
    expect(describeOutcome(runOutcome({ samples }), facts, en)).toMatch(/no answer in any sample/);
    const stop = { rule: "stopped", why: "You stopped the run." } as const;
    expect(describeOutcome(runOutcome({ samples, stop }), facts, en)).toBe(
      "No sample had found an answer by then. You stopped the run.",
    );
  });
});

describe("the tokens of a run", () => {
  it("are those of samples and comparisons together, while it goes on and after", () => {
    const plan = { id: 0, round: 1, heat: 1, seed: 1, candidates: [] };
    const genselect = (event: (RunEvent & { kind: "genselect" })["event"]): RunEvent => ({
      ...{ kind: "genselect", event },
    });
    const word: RunEvent = {
      ...{ kind: "sample", sample: 0, event: { kind: "text", text: "a", logprob: null } },
    };
    const view = read(
      ...[started, word, word],
      genselect({ kind: "comparison-started", plan }),
      ...["x", "y", "z"].map((text) => genselect({ kind: "comparison-text", id: 0, text })),
    );
    expect(runTokens({ kind: "running", facts, view, stopping: false })).toBe(5);
    const outcome = runOutcome({ answer: null });
    expect(runTokens({ kind: "finished", facts, view, outcome })).toBe(
      outcome.figures.generatedTokens,
    );
  });
});

describe("labels", () => {
  it("tell all endings apart", () => {
    const view = (more: Partial<SampleReport>) => ({
      ...sampleOf(read(started), 0),
      ...report(0, more),
    });
    const endings = (
      ["answered", "no-answer", "asked", "unboxed", "token-limit", "context-full"] as const
    ).map((ending) => view({ outcome: outcomeOf(null, { ending }) }));
    const states = (
      ["queued", "reasoning", "python", "forced", "cancelled", "failed"] as const
    ).map((state) => view({ state }));
    const texts = [...endings, ...states].map((sample) => labelSample(sample, en).text);
    expect(new Set(texts).size).toBe(12);
    const asked = view({ outcome: outcomeOf("4", { ending: "asked" }) });
    expect(describeSample(asked, facts, en)).toMatch(/counts half/);
    expect(describeSample(view({ outcome: outcomeOf("4") }), facts, en)).toBeNull();
  });

  it("show the end of a long text", () => {
    const long = `${"word ".repeat(200)}the  end`;
    expect(lastWords([{ kind: "reasoning", id: 0, text: long }])).toMatch(/^….* the end$/);
  });
});
