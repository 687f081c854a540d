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
    case "cut-off":
      return "";
    case "waiting":
      return "Waiting for the model.";
    case "running":
      return run.facts.samples === 1 ? announceSample(run) : announceRun(run);
    case "finished":
      return run.outcome.answer === null
        ? "Finished without an answer."
        : `The answer is ${run.outcome.answer}`;
    case "failed":
      // The error itself is an alert.
      return "";
  }
}

type Running = RunState & { readonly kind: "running" };

function announceSample({ view }: Running): string {
  const [sample] = view.samples;
  if (!sample) return "Solving.";
  const { codeCalls } = sample.progress;
  if (sample.state === "python") return `Running Python, code call ${codeCalls}.`;
  return codeCalls === 0 ? "Solving." : "Going on after Python.";
}

/** Only what changes seldom: another leader, or another step. */
function announceRun({ view, facts }: Running): string {
  if (view.comparisons.length > 0) return "Comparing the answers.";
  const leader = view.vote.winner;
  return leader ? `Leading answer: ${leader.answer}` : `Solving with ${facts.samples} samples.`;
}
