import type { RunState, SolverState } from "./solver-state";

interface AnnouncerProps {
  readonly state: SolverState;
}

/** Tells screen readers the turns of a run, and nothing of the stream between them. */
export function Announcer({ state }: AnnouncerProps) {
  return (
    <p className="visually-hidden" role="status">
      {announce(state.run)}
    </p>
  );
}

function announce(run: RunState): string {
  switch (run.kind) {
    case "idle":
      return "";
    case "waiting":
      return "Waiting for the model.";
    case "running": {
      const last = run.transcript.parts.at(-1);
      if (last?.kind === "code" && last.state.kind === "running") {
        return `Running Python, code call ${last.state.call}.`;
      }
      return run.progress.codeCalls === 0 ? "Solving." : "Going on after Python.";
    }
    case "finished":
      return run.outcome.answer === null
        ? "Finished without an answer."
        : `The answer is ${run.outcome.answer}`;
    case "failed":
      // The error itself is an alert.
      return "";
  }
}
