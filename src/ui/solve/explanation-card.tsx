import { useMemo } from "react";
import type { RunOutcome } from "../../solver/run-events";
import { CopyMenu } from "../copy/copy-menu";
import { MathText } from "../math/math-text";
import { useTexts } from "../texts/use-texts";
import { explain } from "./explanation";
import type { RunFacts } from "./solver-state";

interface ExplanationCardProps {
  readonly facts: RunFacts;
  readonly outcome: RunOutcome;
}

/** Why the answer is what it is; nothing where no sample said it. */
export function ExplanationCard({ facts, outcome }: ExplanationCardProps) {
  const texts = useTexts();
  const words = texts.run.explanation;
  const explanation = useMemo(() => explain(outcome, facts.engine), [outcome, facts.engine]);
  if (!explanation) return null;
  return (
    <section className="card explanation" aria-label={words.title}>
      <div className="copy-head">
        <h2 className="section-title">{words.title}</h2>
        <CopyMenu
          name={texts.math.copyExplanation}
          source={() => ({
            kind: "parts",
            parts: [{ kind: "solution", id: 0, text: explanation.text }],
          })}
        />
      </div>
      <div className="prose" dir="auto">
        <MathText text={explanation.text} />
      </div>
      <p className="hint">{words.from(explanation.sample + 1)}</p>
    </section>
  );
}
