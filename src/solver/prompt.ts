import { neutralise } from "./control-tokens";
import { wireFormat } from "./wire-format";

/** What each mode's prompt has placeholders for. */
export interface PromptValues {
  readonly cot: { readonly problem: string };
  readonly tir: { readonly problem: string; readonly totalCodeExecutions: number };
  readonly summarize: { readonly problem: string; readonly generation: string };
  readonly genselect: {
    readonly problem: string;
    readonly solutions: string;
    readonly numSolutions: number;
    readonly maxIdx: number;
  };
}

/** There is no problem to solve; `message` says so to people. */
export class EmptyProblemError extends Error {
  override name = "EmptyProblemError";
}

/**
 * The whole prompt, byte for byte as in training: empty system turn, user turn, start of the
 * assistant's turn. White space around the problem is dropped; control strings in the values are
 * neutralised.
 * @throws {@link EmptyProblemError}
 */
export function formatPrompt<M extends keyof PromptValues>(
  mode: M,
  values: PromptValues[M],
): string {
  const { prefix, suffix } = wireFormat.chat;
  return prefix + fillQuestion(wireFormat.prompts[mode], values, neutralise) + suffix;
}

/**
 * What the user's turn says: a text with `{placeholders}`, filled with values made harmless.
 * @throws {@link EmptyProblemError}
 */
export function fillQuestion(
  template: string,
  values: PromptValues[keyof PromptValues],
  harmless: (text: string) => string,
): string {
  const problem = values.problem.trim();
  if (problem === "") throw new EmptyProblemError("The problem is empty. Write a problem first.");
  const filled: Record<string, string | number> = {};
  for (const [name, value] of Object.entries<string | number>({ ...values, problem })) {
    filled[name] = typeof value === "string" ? harmless(value) : value;
  }
  return fill(template, filled);
}

/** What the model reads after a code call: the output, and how many calls are left. */
export function formatCodeOutput(output: string, executionsLeft: number): string {
  const { outputBegin, outputEnd } = wireFormat.codeTags;
  const { remaining, exhausted } = wireFormat.budget;
  const budget = executionsLeft > 0 ? fill(remaining, { n: executionsLeft }) : exhausted;
  return outputBegin + neutralise(output) + outputEnd + budget;
}

/** What makes a sample name its answer at once: ends its thinking, if it is still at it, opens a box. */
export function formatForcedFinish(text: string): string {
  return `${text.includes("</think>") ? "" : "\n</think>"}\n\n\\boxed{`;
}

/** Fills `{name}` placeholders in one pass, so that braces and `$&` inside values stay as they are. */
function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{([a-z_]+)\}/g, (placeholder, name: string) => {
    const key = name.replace(/_[a-z]/g, (part) => part.slice(1).toUpperCase());
    return Object.hasOwn(values, key) ? String(values[key]) : placeholder;
  });
}
