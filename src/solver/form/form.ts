import type { PythonResult } from "../../python/python-session";
import type { PromptValues } from "../prompt";

/** How one family of models is talked to: what a sample asks, and how it reads what comes. */
export interface Form {
  /**
   * The whole prompt. Control strings in the values are neutralised.
   * @throws `EmptyProblemError`
   */
  prompt<M extends keyof PromptValues>(mode: M, values: PromptValues[M]): string;
  /** A text that ends in one of these may call for its code to be run. */
  readonly codeStops: readonly string[];
  /** The code that the end of a text calls for, not run yet; null where it calls for none. */
  calledCode(text: string): string | null;
  /** What the model reads next, after `text` had its code run. */
  codeOutput(text: string, result: PythonResult, executionsLeft: number): string;
  /** What makes a sample name its answer at once. It ends in an open box. */
  forcedFinish(text: string): string;
  /** Whether a text that names no answer says that the model can't solve the problem. */
  declines(text: string): boolean;
  /** The part of a text that is its solution, after any thinking; null while it still thinks. */
  solution(text: string): string | null;
}
