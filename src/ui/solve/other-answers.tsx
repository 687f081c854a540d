import type { RunOutcome } from "../../solver/run-events";
import { useTexts } from "../texts/use-texts";
import { AnswerFormula } from "./answer-value";

/** The votes below tell all of them. */
const mostShown = 3;

/** What else samples answered, with the votes; nothing where all agreed. */
export function OtherAnswers({ answer, vote }: Pick<RunOutcome, "answer" | "vote">) {
  const { run } = useTexts();
  const others = vote.tallies.filter((tally) => tally.answer !== answer);
  if (answer === null || others.length === 0) return null;
  const more = others.length - mostShown;
  return (
    <div className="other-answers">
      <span className="other-answers-label">{run.answer.others}</span>
      <ul>
        {others.slice(0, mostShown).map((tally) => (
          <li key={tally.samples[0]}>
            <AnswerFormula answer={tally.answer} />
            <span className="hint">{run.votes(tally.votes)}</span>
          </li>
        ))}
        {more > 0 && <li className="hint">{run.answer.moreOthers(more)}</li>}
      </ul>
    </div>
  );
}
