import type { LazyState } from "../lazy/lazy-module";
import { plainMath } from "./plain-math";

interface WaitingTextProps {
  readonly text: string;
  readonly state: LazyState<unknown>["kind"];
}

/**
 * A text while there is nothing yet that typesets and parses it. What would look like source keeps
 * its place and isn't shown; where nothing will come, source is better than nothing.
 */
export function WaitingText({ text, state }: WaitingTextProps) {
  if (state === "failed") return text;
  const plain = plainMath(text);
  return plain ?? <span className="math-hidden">{text}</span>;
}
