import type { OpenedRun } from "../../journal/journal";
import type { RunRecord, SavedRequest } from "../../journal/run-record";
import { type SavedRun, savedSeconds } from "../../solver/saved-run";
import { closeRun, emptyRun, type RunView, readRunEvent } from "./run-view";
import type { SolveMode } from "./settings";
import type { RunFacts, RunState } from "./solver-state";

/** What a run of the history was asked to do. */
export function recordedFacts({ id, request, withoutPython, engine }: RunRecord): RunFacts {
  const { problem, samples, select, seed } = request;
  return {
    ...{ id: 0, problem, samples, mode: modeOf(request), genselect: select === "genselect" },
    ...{ withoutPython, seed, startedAt: null, engine, request, historyId: id },
  };
}

function modeOf({ tirShare }: SavedRequest): SolveMode {
  if (tirShare === 0) return "cot";
  return tirShare === 1 ? "tir" : "mix";
}

/** The view after the events of a run so far. @param startedAt milliseconds of a monotonic clock */
export function readSavedRun(saved: SavedRun, startedAt: number): RunView {
  return saved.reduce(
    (view, { seconds, event }) => readRunEvent(view, event, startedAt + seconds * 1000),
    emptyRun,
  );
}

/** A run of the history as the page shows runs; none goes on. */
export function recordedRun({ record, events }: OpenedRun): RunState {
  const facts = { ...recordedFacts(record), startedAt: 0 };
  const view = readSavedRun(events, 0);
  const last = events.at(-1)?.event;
  if (last?.kind === "finished") return { kind: "finished", facts, view, outcome: last.outcome };
  const open = { facts, view: closeRun(view), seconds: savedSeconds(events) };
  return record.state === "failed"
    ? { kind: "failed", ...open, message: record.failure ?? "" }
    : { kind: "cut-off", ...open };
}
