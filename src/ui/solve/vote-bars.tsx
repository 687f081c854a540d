import { memo } from "react";
import type { Tally, Vote } from "../../solver/vote";
import { useTexts } from "../texts/use-texts";
import { AnswerFormula } from "./answer-value";
import { UncomparedNote } from "./uncompared-note";
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
  const { run } = useTexts();
  const words = run.vote;
  const { tallies, weighted } = vote;
  if (tallies.length === 0) return null;
  return (
    <section className="card votes" aria-label={words.title}>
      <h2 className="section-title">{words.title}</h2>
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
      <UncomparedNote vote={vote} />
      <p className="hint">
        {run.sentences([words.sure(sureness), ...(weighted ? [words.weighed] : [])])}
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
  const { run, format } = useTexts();
  const { answer, votes, weight } = tally;
  return (
    <li className={chosen ? "vote vote-chosen" : "vote"}>
      <span className="vote-answer">
        <AnswerFormula answer={answer} />
      </span>
      <span className="vote-count">
        {run.votes(votes)}
        {weighted && (
          <span className="vote-weight"> · {run.vote.weight(format.hundredths(weight))}</span>
        )}
      </span>
      <span className="vote-track" aria-hidden="true">
        <span className="vote-bar" style={{ width: `${Math.min(1, weight / samples) * 100}%` }} />
      </span>
      <span className="vote-samples">
        {run.vote.ofSamples(tally.samples.length, numbers(tally.samples))}
      </span>
    </li>
  );
}

/** People count from 1. */
function numbers(samples: readonly number[]): string {
  return samples.map((sample) => sample + 1).join(", ");
}
