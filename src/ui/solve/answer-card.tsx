import type { EngineSource } from "../../engine/engine-source";
import { ModelProgressBar } from "../engine-choice/model-progress-bar";
import { MathText } from "../math/math-text";
import { runHash } from "../models/use-view";
import type { Texts } from "../texts/texts";
import { useTexts } from "../texts/use-texts";
import { allVotes } from "./all-votes";
import { AnswerFormula, AnswerValue } from "./answer-value";
import { CostFigures } from "./cost-figures";
import { OtherAnswers } from "./other-answers";
import { allFailed, blamesModel, describeOutcome } from "./outcome-notes";
import { RunFigures } from "./run-figures";
import { describePhase } from "./run-phase";
import { RunProgress } from "./run-progress";
import { runTokens } from "./run-tokens";
import type { RunView } from "./run-view";
import type { EngineState, RunFacts, RunState } from "./solver-state";
import { sumProgress } from "./sum-progress";
import { describeSureness } from "./sureness";
import { TieNote } from "./tie-note";
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
  /** Tokens of a sample by the runs before; null where not known, or where nothing goes on. */
  readonly typical?: number | null;
}

export function AnswerCard({
  run,
  problem,
  engine,
  onReload,
  kept,
  typical = null,
}: AnswerCardProps) {
  const words = useTexts().run.answer;
  const card = useAnswerInView(run);
  const solved = run.kind === "idle" ? problem : run.facts.problem;
  const many = run.kind !== "idle" && run.facts.samples > 1;
  const kind = `answer-${run.kind} ${many ? "answer-of-many" : "answer-of-one"}`;
  return (
    <section ref={card} className={`card answer-card ${kind}`} aria-label={words.title}>
      <h2 className="section-title">{words.title}</h2>
      {solved.trim() !== problem.trim() && (
        <div className="solved-problem" dir="auto">
          <MathText text={solved} />
        </div>
      )}
      <Content run={run} engine={engine} onReload={onReload} typical={typical} />
      <Facts run={run} />
      {kept && <KeptLink run={run} />}
    </section>
  );
}

/** Where an ended run is named, exported, printed and shared. */
function KeptLink({ run }: { readonly run: RunState }) {
  const words = useTexts().run.answer;
  const ended = run.kind === "finished" || run.kind === "failed";
  if (!ended || run.facts.historyId === undefined) return null;
  return (
    <p className="kept-link">
      <a href={runHash(run.facts.historyId)}>{words.kept}</a>
    </p>
  );
}

type ContentProps = Pick<AnswerCardProps, "run" | "engine" | "onReload"> & {
  readonly typical: number | null;
};

function Content({ run, engine, onReload, typical }: ContentProps) {
  const texts = useTexts();
  const words = texts.run.answer;
  switch (run.kind) {
    case "idle":
      return <p className="placeholder">{words.placeholder}</p>;
    case "waiting":
      return engine?.kind === "loading" ? (
        <>
          <p className="placeholder">{words.waiting}</p>
          <ModelProgressBar progress={engine.progress} />
        </>
      ) : (
        <p className="placeholder">{words.starting}</p>
      );
    case "running":
      return (
        <>
          {run.facts.samples > 1 && <Leading view={run.view} />}
          <p className="placeholder working-line">
            <span className="pulse" aria-hidden="true" />
            {describePhase(run.facts, run.view, texts)}
          </p>
          <RunProgress key={run.facts.id} facts={run.facts} view={run.view} typical={typical} />
        </>
      );
    case "cut-off":
      return (
        <>
          <Leading view={run.view} />
          <p className="ending-note">{words.cutOff}</p>
        </>
      );
    case "failed": {
      const title = run.facts.startedAt === null ? words.noModel : words.error;
      const reason = texts.message(run.message);
      return <Failure title={title} reason={reason} engine={engine} onReload={onReload} />;
    }
    case "finished": {
      const { answer } = run.outcome;
      const many = run.facts.samples > 1;
      const notes = describeOutcome(run.outcome, run.facts, texts, []);
      const sure = many ? describeSureness(run.outcome, texts) : null;
      const failed = allFailed(run.outcome, texts);
      if (failed !== null) {
        const title = run.facts.samples === 1 ? words.error : words.allFailed;
        const reloadable = blamesModel(run.outcome) ? engine : null;
        return <Failure title={title} reason={failed} engine={reloadable} onReload={onReload} />;
      }
      return (
        <>
          {answer !== null && <AnswerValue answer={answer} />}
          {many && <TieNote outcome={run.outcome} />}
          <OtherAnswers answer={answer} vote={run.outcome.vote} />
          {sure && <p className="hint sureness">{sure}</p>}
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
  const words = useTexts().run.answer;
  return (
    <div className="notice notice-error" role="alert">
      <p>
        <strong>{title}</strong> {reason}
      </p>
      {engine?.kind === "ready" && (
        <button type="button" className="button" onClick={() => onReload(engine.source)}>
          {words.reload}
        </button>
      )}
    </div>
  );
}

/** The answer that leads, and how sure that is; nothing before the first vote. */
function Leading({ view }: { readonly view: RunView }) {
  const words = useTexts().run.answer;
  const { winner } = view.vote;
  if (!winner) return null;
  return (
    <div className="leading">
      <span className="leading-label">{words.leading}</span>
      <span className="leading-answer">
        <AnswerFormula answer={winner.answer} />
      </span>
      <span className="leading-votes">
        {words.leadingVotes(winner.votes, allVotes(view.vote))} · {words.sure(view.sureness)}
      </span>
    </div>
  );
}

/** Figures, and what the run was done with. */
function Facts({ run }: { readonly run: RunState }) {
  const texts = useTexts();
  if (run.kind === "idle" || run.kind === "waiting") return null;
  const { engine, startedAt, withoutPython } = run.facts;
  if (!engine || startedAt === null) return null;
  return (
    <>
      <RunFigures
        progress={sumProgress(run.view.samples)}
        tokens={runTokens(run)}
        startedAt={startedAt}
        seconds={secondsOf(run)}
      />
      {withoutPython && <p className="hint">{texts.run.answer.withoutPython}</p>}
      {run.kind !== "running" && <p className="hint">{describeFacts(run.facts, texts)}</p>}
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

function describeFacts(facts: RunFacts, { run, message }: Texts): string {
  const { engine, samples, mode, seed } = facts;
  return [
    ...(engine ? [message(engine.modelName), message(engine.device)] : []),
    ...(samples > 1 ? [run.samples(samples)] : []),
    run.modes[mode],
    run.seed(seed),
  ].join(" · ");
}
