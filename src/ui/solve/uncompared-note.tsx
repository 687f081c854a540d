import type { Vote } from "../../solver/vote";
import { useTexts } from "../texts/use-texts";
import { AnswerFormula } from "./answer-value";

/** Answers that could not be compared with another one of the vote. */
export function uncomparedAnswers({ tallies }: Vote): readonly string[] {
  return tallies.flatMap(({ answer, uncompared = [] }) => (uncompared.length > 0 ? [answer] : []));
}

/** Says which answers are counted apart only because nobody knows whether they are equal. */
export function UncomparedNote({ vote }: { readonly vote: Vote }) {
  const words = useTexts().run.vote;
  const answers = uncomparedAnswers(vote);
  if (answers.length === 0) return null;
  return (
    <div className="notice notice-warning">
      <p>{words.uncompared(answers.length)}</p>
      <ul>
        {answers.map((answer) => (
          <li key={answer}>
            <AnswerFormula answer={answer} />
          </li>
        ))}
      </ul>
    </div>
  );
}
