import { useEffect, useState } from "react";
import { Formula } from "../math/formula";
import { useTexts } from "../texts/use-texts";

interface AnswerValueProps {
  /** LaTeX, as it stood in the box. */
  readonly answer: string;
}

export function AnswerValue({ answer }: AnswerValueProps) {
  const texts = useTexts().run.answer;
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    navigator.clipboard.writeText(answer).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <div className="answer-value">
      <AnswerFormula answer={answer} display />
      {/* Absent on pages without https. */}
      {"clipboard" in navigator && (
        <button type="button" className="button button-quiet" onClick={copy}>
          {copied ? texts.copied : texts.copy}
        </button>
      )}
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
