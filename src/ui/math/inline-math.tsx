import { memo } from "react";
import { useMathModule } from "./load-math";
import { plainMath } from "./plain-math";
import { WaitingText } from "./waiting-text";
import "./math.css";

/** The first paragraph of a text, on the line where it stands. */
export const InlineMath = memo(function InlineMath({ text }: { readonly text: string }) {
  const state = useMathModule(() => plainMath(text) === null);
  if (state.kind === "ready") return <state.module.InlineBlock text={text} />;
  return <WaitingText text={text} state={state.kind} />;
});
