import { demoModel } from "../../models/demo-model";
import type { SampleEnding, SampleOutcome } from "../../solver/sample-events";
import type { Texts } from "../texts/texts";
import type { RunFacts } from "./solver-state";

/** Whether the model came to the end of its work, and to an answer. */
export function isFinished(ending: SampleEnding | undefined): boolean {
  return ending === "answered" || ending === "asked" || ending === "unboxed";
}

/** What a reader must know about how a run ended; null when it simply gave its answer. */
export function describeEnding(
  outcome: SampleOutcome,
  facts: RunFacts,
  texts: Texts,
): string | null {
  const { ending } = texts.run;
  const found = outcome.answer !== null;
  const written = outcome.generatedTokens;
  switch (outcome.ending) {
    case "answered":
      return null;
    case "no-answer":
      return facts.engine?.modelName === demoModel.name ? ending.noAnswerOfDemo : ending.noAnswer;
    case "token-limit":
      return found ? ending.tokenLimit(written) : ending.tokenLimitNoAnswer(written);
    case "context-full": {
      const limit = facts.engine?.contextLength ?? 0;
      return found ? ending.contextFull(limit) : ending.contextFullNoAnswer(limit);
    }
    case "asked":
    case "unboxed":
      return ending[outcome.ending];
    case "forced":
      return ending.forced(written);
    case "stopped":
      return found ? ending.stopped : ending.stoppedNoAnswer;
  }
}
