import { createJournal } from "../../src/journal/create-journal";
import type { BegunRun, Journal, JournalState } from "../../src/journal/journal";
import { openJournalStore } from "../../src/journal/journal-store";
import type { RunEvent, RunOutcome, RunRequest } from "../../src/solver/run-events";
import { drawAll } from "../../src/solver/stopping/rule";
import { emptyVote } from "../../src/solver/vote";
import { makeVersion1 } from "./journal-v1.page";

// What the tests of the history run in the page.

const request: RunRequest = {
  ...{ problem: "2+3?", samples: 2, tirShare: 0, temperature: 0.6, topP: 0.95, seed: 1 },
  ...{ maxTokens: 100, forcedAnswerTokens: 10, codeExecutions: 3 },
  codeLimits: { seconds: 10, characters: 1000 },
  stopping: drawAll,
  budget: { seconds: null, tokens: null },
  ...{ select: "weighted", comparisons: 4, comparisonTokens: 50 },
};

function begun(problem = "2+3?"): BegunRun {
  return {
    request: { ...request, problem },
    ...{ settings: "samples=2", withoutPython: false, source: { kind: "demo" } },
    engine: {
      ...{ backend: "cpu-threads", device: "CPU", fallbackReason: null, threads: 2 },
      ...{ modelName: "m", promptForm: { kind: "openmath", assumed: false } },
      ...{ contextLength: 4096, maxSequences: 2, keepsKv: true, givesLogprobs: true },
    },
  };
}

const started: RunEvent = {
  kind: "started",
  samples: [0, 1].map((sample) => ({ sample, mode: "cot", seed: sample + 1 })),
};
const text = (sample: number, text: string): RunEvent => ({
  kind: "sample",
  sample,
  event: { kind: "text", text, logprob: -0.25 },
});
const tokens = { generatedTokens: 5, prefilledTokens: 0, cachedTokens: 0 };
const outcome: RunOutcome = {
  ...{ answer: "5", decidedBy: "vote", vote: emptyVote, genselect: null, samples: [] },
  stop: { rule: "all-ended", why: "All samples have ended." },
  figures: {
    ...{ seconds: 1, drawingSeconds: 1, sampleSeconds: 1, codeSeconds: 0, codeCalls: 0 },
    ...{ ...tokens, promptTokensPrefilled: 0, prefilledAfterOutput: 0, selection: tokens },
  },
};
const finished: RunEvent = { kind: "finished", outcome };

/** Resolves when the history's state is as asked. */
function until(journal: Journal, wanted: (state: JournalState) => boolean): Promise<JournalState> {
  return new Promise((resolve) => {
    const stop = journal.subscribe(look);
    function look(): void {
      const state = journal.getState();
      if (!wanted(state)) return;
      stop();
      resolve(state);
    }
    look();
  });
}

/** The runs as status and problem, once the history is open and has so many. */
async function runsOf(journal: Journal, count: number): Promise<string[]> {
  await journal.refresh();
  const state = await until(
    journal,
    (state) => state.kind === "open" && state.runs.length === count,
  );
  if (state.kind !== "open") throw new Error("The history is not open.");
  return state.runs.map(({ status, record }) => `${status}: ${record.request.problem}`);
}

/** Keeps a whole run. */
async function keep(journal: Journal, problem: string, events: readonly RunEvent[] = [finished]) {
  const recorder = journal.record(begun(problem));
  for (const event of [started, ...events]) recorder.record(event);
  const ended = (state: JournalState) =>
    state.kind === "open" &&
    state.runs.some(({ record }) => record.id === recorder.id && record.state !== "running");
  await until(journal, ended);
  return recorder.id;
}

async function fails(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "It did not fail.";
  } catch (error) {
    return String(error);
  }
}

const plain = async (journal: Journal, id: string) =>
  (await journal.read(id)).events.map(({ event }) => event);

const tools = {
  ...{ createJournal, openJournalStore, makeVersion1, begun, started, text, finished },
  ...{ until, runsOf, keep, fails, plain },
};

declare global {
  interface Window {
    journalTools: typeof tools;
    /** Of the test that is running. */
    journal: Journal;
  }
}
window.journalTools = tools;
