import type { EngineSource } from "../../engine/engine-source";
import { ModelProgressBar } from "../engine-choice/model-progress-bar";
import { MathText } from "../math/math-text";
import { runHash } from "../models/use-view";
import { AnswerFormula, AnswerValue } from "./answer-value";
import { CostFigures } from "./cost-figures";
import { allVotes, formatProbability, formatVotes, halves, plural } from "./figures";
import { allFailed, describeOutcome } from "./outcome-notes";
import { RunFigures } from "./run-figures";
import { describePhase } from "./run-phase";
import type { RunView } from "./run-view";
import type { SolveMode } from "./settings";
import type { EngineState, RunFacts, RunState } from "./solver-state";
import { sumProgress } from "./sum-progress";
import { useAnswerInView } from "./use-answer-in-view";
import "./answer-card.css";

interface AnswerCardProps {
  readonly run: RunState;
  /** What stands in the problem box now. */
  readonly problem: string;
  /** Null where the run is only looked at. */
  readonly engine: EngineState | null;
  readonly onReload: (source: EngineSource) => void;
  /** The run is in the history. */
  readonly kept: boolean;
}

export function AnswerCard({ run, problem, engine, onReload, kept }: AnswerCardProps) {
  const card = useAnswerInView(run);
  const solved = run.kind === "idle" ? problem : run.facts.problem;
  const many = run.kind !== "idle" && run.facts.samples > 1;
  const kind = `answer-${run.kind} ${many ? "answer-of-many" : "answer-of-one"}`;
  return (
    <section ref={card} className={`card answer-card ${kind}`} aria-label="Answer">
      <h2 className="section-title">Answer</h2>
      {solved.trim() !== problem.trim() && (
        <div className="solved-problem">
          <MathText text={solved} />
        </div>
      )}
      <Content run={run} engine={engine} onReload={onReload} />
      <Facts run={run} />
      {kept && <KeptLink run={run} />}
    </section>
  );
}

/** Where an ended run is named, exported, printed and shared. */
function KeptLink({ run }: { readonly run: RunState }) {
  const ended = run.kind === "finished" || run.kind === "failed";
  if (!ended || run.facts.historyId === undefined) return null;
  return (
    <p className="kept-link">
      <a href={runHash(run.facts.historyId)}>Export, print or share this run</a>
    </p>
  );
}

function Content({ run, engine, onReload }: Omit<AnswerCardProps, "problem" | "kept">) {
  switch (run.kind) {
    case "idle":
      return <p className="placeholder">The answer appears here, with the working below it.</p>;
    case "waiting":
      return engine?.kind === "loading" ? (
        <>
          <p className="placeholder">Waiting for the model. It starts by itself.</p>
          <ModelProgressBar progress={engine.progress} />
        </>
      ) : (
        <p className="placeholder">Starting…</p>
      );
    case "running":
      return (
        <>
          {run.facts.samples > 1 && <Leading view={run.view} />}
          <p className="placeholder working-line">
            <span className="pulse" aria-hidden="true" />
            {describePhase(run.facts, run.view)}
          </p>
        </>
      );
    case "cut-off":
      return (
        <>
          <Leading view={run.view} />
          <p className="ending-note">
            This run was cut off: its page was closed or reloaded, or it crashed. What there was by
            then is kept.
          </p>
        </>
      );
    case "failed": {
      const title =
        run.facts.startedAt === null
          ? "There is no model to solve with."
          : "The run ended with an error.";
      return <Failure title={title} reason={run.message} engine={engine} onReload={onReload} />;
    }
    case "finished": {
      const { answer } = run.outcome;
      const notes = describeOutcome(run.outcome, run.facts);
      const failed = allFailed(run.outcome);
      if (failed !== null) {
        const title =
          run.facts.samples === 1 ? "The run ended with an error." : "Every sample failed.";
        return <Failure title={title} reason={failed} engine={engine} onReload={onReload} />;
      }
      return (
        <>
          {answer !== null && <AnswerValue answer={answer} />}
          {notes && <p className="ending-note">{notes}</p>}
        </>
      );
    }
  }
}

interface FailureProps extends Pick<AnswerCardProps, "engine" | "onReload"> {
  readonly title: string;
  readonly reason: string;
}

function Failure({ title, reason, engine, onReload }: FailureProps) {
  return (
    <div className="notice notice-error" role="alert">
      <p>
        <strong>{title}</strong> {reason}
      </p>
      {engine?.kind === "ready" && (
        <button type="button" className="button" onClick={() => onReload(engine.source)}>
          Load the model again
        </button>
      )}
    </div>
  );
}

/** The answer that leads, and how sure that is; nothing before the first vote. */
function Leading({ view }: { readonly view: RunView }) {
  const { winner } = view.vote;
  if (!winner) return null;
  return (
    <div className="leading">
      <span className="leading-label">Leading</span>
      <span className="leading-answer">
        <AnswerFormula answer={winner.answer} />
      </span>
      <span className="leading-votes">
        {halves(winner.votes)} of {formatVotes(allVotes(view.vote))} ·{" "}
        {formatProbability(view.sureness)} sure
      </span>
    </div>
  );
}

const modeNames: Readonly<Record<SolveMode, string>> = {
  tir: "with Python",
  cot: "reasoning only",
  mix: "half with Python",
};

/** Figures, and what the run was done with. */
function Facts({ run }: { readonly run: RunState }) {
  if (run.kind === "idle" || run.kind === "waiting") return null;
  const { engine, startedAt, withoutPython } = run.facts;
  if (!engine || startedAt === null) return null;
  return (
    <>
      <RunFigures
        progress={sumProgress(run.view.samples)}
        startedAt={startedAt}
        seconds={secondsOf(run)}
      />
      {withoutPython && (
        <p className="hint">Python is not available, so this run is by reasoning only.</p>
      )}
      {run.kind !== "running" && <p className="hint">{describeFacts(run.facts)}</p>}
      {run.kind === "finished" && (
        <CostFigures figures={run.outcome.figures} samples={run.facts.samples} />
      )}
    </>
  );
}

function secondsOf(run: RunState): number | null {
  if (run.kind === "finished") return run.outcome.figures.seconds;
  return run.kind === "failed" || run.kind === "cut-off" ? run.seconds : null;
}

function describeFacts({ engine, samples, mode, seed }: RunFacts): string {
  return [
    ...(engine ? [engine.modelName, engine.device] : []),
    ...(samples > 1 ? [plural(samples, "sample")] : []),
    modeNames[mode],
    `seed ${seed}`,
  ].join(" · ");
}
