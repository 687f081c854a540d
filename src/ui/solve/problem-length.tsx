import { useTexts } from "../texts/use-texts";
import { charactersOver, maxProblemLength } from "./problem-text";

interface ProblemLengthProps {
  /** For the box's `aria-describedby`. */
  readonly id: string;
  readonly problem: string;
}

/** Says by how much a problem is too long to be solved; empty where it is not. */
export function ProblemLength({ id, problem }: ProblemLengthProps) {
  const words = useTexts().solve;
  const over = charactersOver(problem);
  return (
    <p id={id} className="field-notice" role="status">
      {over > 0 && words.tooLong(maxProblemLength + over, over, maxProblemLength)}
    </p>
  );
}
