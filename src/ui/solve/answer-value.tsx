import { CopyMenu } from "../copy/copy-menu";
import { Formula } from "../math/formula";
import { useTexts } from "../texts/use-texts";

interface AnswerValueProps {
  /** LaTeX, as it stood in the box. */
  readonly answer: string;
}

export function AnswerValue({ answer }: AnswerValueProps) {
  const words = useTexts().math;
  return (
    <div className="answer-value">
      <AnswerFormula answer={answer} display />
      <CopyMenu name={words.copyAnswer} source={() => ({ kind: "answer", tex: answer })} />
    </div>
  );
}

interface AnswerFormulaProps extends AnswerValueProps {
  readonly display?: boolean;
}

/** An answer, typeset. */
export function AnswerFormula({ answer, display = false }: AnswerFormulaProps) {
  return <Formula tex={asFormula(answer)} display={display} />;
}

/** Words are set as words, not as a product of letters. */
function asFormula(answer: string): string {
  return /^[A-Za-z]{2,}(?:[ -][A-Za-z]+)*$/.test(answer.trim()) ? `\\text{${answer}}` : answer;
}
