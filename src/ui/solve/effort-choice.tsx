import { useId } from "react";
import { useTexts } from "../texts/use-texts";
import { type Effort, efforts } from "./effort";
import { Segments } from "./segments";

interface EffortChoiceProps {
  readonly effort: Effort;
  readonly onEffort: (effort: Effort) => void;
  readonly disabled: boolean;
  /** That will be drawn. */
  readonly samples: number;
  /** How long it will take, in words. */
  readonly estimate: string;
}

/** How much is spent on a problem, and how long that takes. */
export function EffortChoice({ effort, onEffort, disabled, samples, estimate }: EffortChoiceProps) {
  const id = useId();
  const { run, solve } = useTexts();
  const words = solve.effort;
  return (
    <div className="effort">
      <span className="effort-label" aria-hidden="true">
        {words.legend}
      </span>
      <Segments
        legend={words.legend}
        values={efforts}
        value={effort}
        labelOf={(one) => words[one]}
        onValue={onEffort}
        disabled={disabled}
        describedBy={id}
      />
      <p id={id} className="hint effort-estimate">
        {run.sentences([words.hints[effort](samples), estimate])}
      </p>
    </div>
  );
}
