import { memo } from "react";
import { useMathModule } from "./load-math";
import type { MathBlocksProps } from "./math-blocks";
import { plainMath } from "./plain-math";
import { WaitingText } from "./waiting-text";
import "./math.css";

/** Model output as Markdown with formulas; it may grow. */
export const MathText = memo(function MathText(props: MathBlocksProps) {
  const state = useMathModule(() => plainMath(props.text) === null);
  if (state.kind === "ready") return <state.module.MathBlocks {...props} />;
  return (
    <div className="math-text math-waiting">
      <WaitingText text={props.text} state={state.kind} />
    </div>
  );
});
