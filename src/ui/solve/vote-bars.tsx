import { memo } from "react";
import type { Tally, Vote } from "../../solver/vote";
import { AnswerFormula } from "./answer-value";
import { formatProbability, formatVotes, plural } from "./figures";
import "./vote-bars.css";

interface VoteBarsProps {
  readonly vote: Vote;
  readonly sureness: number;
  /** Of the run: a bar of full width is all of them. */
  readonly samples: number;
  /** The run's answer; the leading one while it goes on. */
  readonly chosen: Tally | null;
}

/** The vote, as far as it has come. */
export const VoteBars = memo(function VoteBars({ vote, sureness, samples, chosen }: VoteBarsProps) {
  const { tallies, weighted } = vote;
  if (tallies.length === 0) return null;
  return (
    <section className="card votes" aria-label="Votes">
      <h2 className="section-title">Votes</h2>
      <ul>
        {tallies.map((tally) => (
          <Bar
            key={tally.samples[0]}
            tally={tally}
            samples={samples}
            weighted={weighted}
            chosen={tally === chosen}
          />
        ))}
      </ul>
      <p className="hint">
        {formatProbability(sureness)} sure: the chance that more samples would keep the first one in
        the lead, not that it is right.
        {weighted && " Votes are weighed by the model's confidence."}
      </p>
    </section>
  );
});

interface BarProps {
  readonly tally: Tally;
  readonly samples: number;
  readonly weighted: boolean;
  readonly chosen: boolean;
}

function Bar({ tally, samples, weighted, chosen }: BarProps) {
  const { answer, votes, weight } = tally;
  return (
    <li className={chosen ? "vote vote-chosen" : "vote"}>
      <span className="vote-answer">
        <AnswerFormula answer={answer} />
      </span>
      <span className="vote-count">
        {formatVotes(votes)}
        {weighted && <span className="vote-weight"> · weight {weight.toFixed(2)}</span>}
      </span>
      <span className="vote-track" aria-hidden="true">
        <span className="vote-bar" style={{ width: `${Math.min(1, weight / samples) * 100}%` }} />
      </span>
      <span className="vote-samples">
        {plural(tally.samples.length, "sample").replace(/^\S+ /, "")} {numbers(tally.samples)}
      </span>
    </li>
  );
}

/** People count from 1. */
function numbers(samples: readonly number[]): string {
  return samples.map((sample) => sample + 1).join(", ");
}
