import type { EngineSource } from "../../engine/engine-source";
import { ModelProgressBar } from "../engine-choice/model-progress-bar";
import { MathText } from "../math/math-text";
import { AnswerValue } from "./answer-value";
import { describeEnding } from "./endings";
import { RunFigures } from "./run-figures";
import type { EngineState, RunState } from "./solver-state";
import { useAnswerInView } from "./use-answer-in-view";
import "./answer-card.css";

interface AnswerCardProps {
  readonly run: RunState;
  /** What stands in the problem box now. */
  readonly problem: string;
  readonly engine: EngineState;
  readonly onReload: (source: EngineSource) => void;
}

export function AnswerCard({ run, problem, engine, onReload }: AnswerCardProps) {
  const card = useAnswerInView(run);
  const solved = run.kind === "idle" ? problem : run.facts.problem;
  return (
    <section ref={card} className={`card answer-card answer-${run.kind}`} aria-label="Answer">
      <h2 className="section-title">Answer</h2>
      {solved.trim() !== problem.trim() && (
        <div className="solved-problem">
          <MathText text={solved} />
        </div>
      )}
      <Content run={run} engine={engine} onReload={onReload} />
      <Facts run={run} />
    </section>
  );
}

function Content({ run, engine, onReload }: Omit<AnswerCardProps, "problem">) {
  switch (run.kind) {
    case "idle":
      return <p className="placeholder">The answer appears here, with the working below it.</p>;
    case "waiting":
      return engine.kind === "loading" ? (
        <>
          <p className="placeholder">Waiting for the model. It starts by itself.</p>
          <ModelProgressBar progress={engine.progress} />
        </>
      ) : (
        <p className="placeholder">Starting…</p>
      );
    case "running":
      return (
        <p className="placeholder working-line">
          <span className="pulse" aria-hidden="true" />
          {isRunningCode(run) ? "Running Python…" : "Reasoning…"}
        </p>
      );
    case "failed":
      return (
        <div className="notice notice-error" role="alert">
          <p>
            <strong>
              {run.facts.startedAt === null
                ? "There is no model to solve with."
                : "The run ended with an error."}
            </strong>{" "}
            {run.message}
          </p>
          {engine.kind === "ready" && (
            <button type="button" className="button" onClick={() => onReload(engine.source)}>
              Load the model again
            </button>
          )}
        </div>
      );
    case "finished": {
      const { answer } = run.outcome;
      const note = describeEnding(run.outcome, run.facts);
      return (
        <>
          {answer !== null && <AnswerValue answer={answer} />}
          {note && <p className="ending-note">{note}</p>}
        </>
      );
    }
  }
}

function isRunningCode(run: RunState & { kind: "running" }): boolean {
  const last = run.transcript.parts.at(-1);
  return last?.kind === "code" && last.state.kind === "running";
}

/** Figures, and what the run was done with. */
function Facts({ run }: { readonly run: RunState }) {
  if (run.kind === "idle" || run.kind === "waiting") return null;
  const { engine, seed, startedAt, withoutPython, mode } = run.facts;
  if (!engine || startedAt === null) return null;
  const seconds =
    run.kind === "finished" ? run.outcome.seconds : run.kind === "failed" ? run.seconds : null;
  return (
    <>
      <RunFigures progress={run.progress} startedAt={startedAt} seconds={seconds} />
      {withoutPython && (
        <p className="hint">Python is not available, so this run is by reasoning only.</p>
      )}
      {run.kind !== "running" && (
        <p className="hint">
          {engine.modelName} · {engine.device} · {mode === "tir" ? "with Python" : "reasoning only"}{" "}
          · seed {seed}
        </p>
      )}
    </>
  );
}
