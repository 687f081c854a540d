import { demoModel } from "../../models/demo-model";
import type { SampleOutcome } from "../../solver/sample-events";
import { formatCount } from "./figures";
import type { RunFacts } from "./solver-state";

/** What a reader must know about how a run ended; null when it simply gave its answer. */
export function describeEnding(outcome: SampleOutcome, facts: RunFacts): string | null {
  const found = outcome.answer !== null;
  switch (outcome.ending) {
    case "answered":
      return null;
    case "no-answer":
      return facts.engine?.modelName === demoModel.name
        ? "The model gave no answer. This demonstration model knows only some kinds of school " +
            "problems, such as the examples. Try another one, or choose a larger model above."
        : "The model gave no answer: it ended its text without one. What it says is below. " +
            "Solve again for another try, or word the problem differently.";
    case "token-limit":
      return found
        ? `The model wrote ${formatCount(outcome.generatedTokens)} tokens and reached the limit before it was done, so this answer is unfinished work.`
        : `The model gave no answer: it wrote ${formatCount(outcome.generatedTokens)} tokens and reached the limit. Solve again for another try.`;
    case "context-full": {
      const limit = formatCount(facts.engine?.contextLength ?? 0);
      return found
        ? `The model can hold ${limit} tokens and was full before it was done, so this answer is unfinished work.`
        : `The model gave no answer: problem and working filled the ${limit} tokens that it can hold. Solve again, or shorten the problem.`;
    }
    case "forced":
      return `The model was asked for its answer after ${formatCount(outcome.generatedTokens)} tokens, before it was done, so this answer is unfinished work.`;
    case "stopped":
      return found
        ? "You stopped the run after it had named this answer; it was not done yet."
        : "You stopped the run before it found an answer. What it wrote is below.";
  }
}
