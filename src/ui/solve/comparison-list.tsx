import { memo, useState } from "react";
import type { GenSelectOutcome } from "../../solver/genselect";
import { MathText } from "../math/math-text";
import { AnswerFormula } from "./answer-value";
import { plural } from "./figures";
import type { ComparisonView } from "./run-view";
import "./comparisons.css";

interface ComparisonListProps {
  readonly comparisons: readonly ComparisonView[];
  /** Null while they go on. */
  readonly outcome: GenSelectOutcome | null;
}

/** GenSelect: which solutions the model compared, and what it said. */
export function ComparisonList({ comparisons, outcome }: ComparisonListProps) {
  if (comparisons.length === 0 && !outcome) return null;
  const tournament = comparisons.some(({ plan }) => plan.round > 1 || plan.heat > 1);
  return (
    <section className="card comparisons" aria-label="Comparisons">
      <h2 className="section-title">Comparisons of the answers (GenSelect)</h2>
      {comparisons.length > 0 && (
        <p className="hint">
          The model reads one solution of each answer, in changing order, and names the best.
        </p>
      )}
      <ol>
        {comparisons.map((comparison) => (
          <Item key={comparison.plan.id} comparison={comparison} tournament={tournament} />
        ))}
      </ol>
      {outcome?.why && <p className="ending-note">{outcome.why} So the vote decides.</p>}
    </section>
  );
}

interface ItemProps {
  readonly comparison: ComparisonView;
  readonly tournament: boolean;
}

const Item = memo(function Item({ comparison, tournament }: ItemProps) {
  const { plan, text, result } = comparison;
  const [open, setOpen] = useState(false);
  const verdict = result?.verdict ?? null;
  return (
    <li>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span className="comparison-title">
            Comparison {plan.id + 1}
            {tournament && ` · round ${plan.round}, heat ${plan.heat}`}
          </span>
          <span className={`comparison-verdict${verdict === null ? "" : " comparison-valid"}`}>
            {describeVerdict(comparison)}
          </span>
          <span className="contenders">
            {plan.candidates.map((candidate, place) => (
              <span
                key={candidate.sample}
                className={place === verdict ? "contender contender-chosen" : "contender"}
              >
                <span className="contender-place">{place}</span>
                <AnswerFormula answer={candidate.answer} />
                {place === verdict && <span className="visually-hidden">(chosen)</span>}
              </span>
            ))}
          </span>
        </summary>
        {open && (
          <div className="comparison-text">
            <p className="hint">
              {plan.candidates
                .map(({ sample }, place) => `Solution ${place} is of sample ${sample + 1}`)
                .join(", ")}
              . Seed {plan.seed}
              {result && `, ${plural(result.tokens.generatedTokens, "token")}`}.
            </p>
            {text ? (
              <MathText text={text} streaming={result === null} />
            ) : (
              <p className="placeholder">Nothing is written yet.</p>
            )}
          </div>
        )}
      </details>
    </li>
  );
});

function describeVerdict({ text, result }: ComparisonView): string {
  if (!result) return text ? "judging…" : "reading…";
  if (result.error !== null) return `not finished: ${result.error}`;
  if (result.verdict === null) return "void: no valid verdict";
  return `chose solution ${result.verdict}`;
}
