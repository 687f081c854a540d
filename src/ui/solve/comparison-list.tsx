import { memo, useState } from "react";
import type { GenSelectOutcome } from "../../solver/genselect";
import { MathText } from "../math/math-text";
import type { Texts } from "../texts/texts";
import { useTexts } from "../texts/use-texts";
import { AnswerFormula } from "./answer-value";
import type { ComparisonView } from "./run-view";
import "./comparisons.css";

interface ComparisonListProps {
  readonly comparisons: readonly ComparisonView[];
  /** Null while they go on. */
  readonly outcome: GenSelectOutcome | null;
}

/** GenSelect: which solutions the model compared, and what it said. */
export function ComparisonList({ comparisons, outcome }: ComparisonListProps) {
  const { run, message } = useTexts();
  const words = run.comparison;
  if (comparisons.length === 0 && !outcome) return null;
  const tournament = comparisons.some(({ plan }) => plan.round > 1 || plan.heat > 1);
  return (
    <section className="card comparisons" aria-label={words.region}>
      <h2 className="section-title">{words.title}</h2>
      {comparisons.length > 0 && <p className="hint">{words.hint}</p>}
      <ol>
        {comparisons.map((comparison) => (
          <Item key={comparison.plan.id} comparison={comparison} tournament={tournament} />
        ))}
      </ol>
      {outcome?.why && <p className="ending-note">{words.voteDecides(message(outcome.why))}</p>}
    </section>
  );
}

interface ItemProps {
  readonly comparison: ComparisonView;
  readonly tournament: boolean;
}

const Item = memo(function Item({ comparison, tournament }: ItemProps) {
  const texts = useTexts();
  const words = texts.run.comparison;
  const { plan, text, result } = comparison;
  const [open, setOpen] = useState(false);
  const verdict = result?.verdict ?? null;
  return (
    <li>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span className="comparison-title">
            {words.name(plan.id + 1)}
            {tournament && ` · ${words.place(plan.round, plan.heat)}`}
          </span>
          <span className={`comparison-verdict${verdict === null ? "" : " comparison-valid"}`}>
            {describeVerdict(comparison, texts)}
          </span>
          <span className="contenders">
            {plan.candidates.map((candidate, place) => (
              <span
                key={candidate.sample}
                className={place === verdict ? "contender contender-chosen" : "contender"}
              >
                <span className="contender-place">{place}</span>
                <AnswerFormula answer={candidate.answer} />
                {place === verdict && <span className="visually-hidden">{words.chosen}</span>}
              </span>
            ))}
          </span>
        </summary>
        {open && (
          <div className="comparison-text">
            <p className="hint">
              {words.facts(
                plan.candidates.map(({ sample }, place) => words.solutionOf(place, sample + 1)),
                plan.seed,
                result?.tokens.generatedTokens ?? null,
              )}
            </p>
            {text ? (
              <MathText text={text} streaming={result === null} />
            ) : (
              <p className="placeholder">{words.nothingYet}</p>
            )}
          </div>
        )}
      </details>
    </li>
  );
});

function describeVerdict({ text, result }: ComparisonView, { run, message }: Texts): string {
  const words = run.comparison;
  if (!result) return text ? words.judging : words.reading;
  if (result.error !== null) return words.notFinished(message(result.error));
  return result.verdict === null ? words.void : words.chose(result.verdict);
}
