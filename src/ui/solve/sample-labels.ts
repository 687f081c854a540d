import { formatCount } from "./figures";
import type { SampleView } from "./run-view";
import type { RunFacts } from "./solver-state";
import type { Part } from "./transcript";

/** How a sample looks at a glance. */
export type SampleTone = "waiting" | "busy" | "good" | "half" | "quiet" | "bad";

export interface SampleLabel {
  readonly text: string;
  readonly tone: SampleTone;
}

/** The state of a sample in a few words. */
export function labelSample({ state, outcome }: SampleView): SampleLabel {
  switch (state) {
    case "queued":
      return { text: "queued", tone: "waiting" };
    case "reasoning":
      return { text: "reasoning", tone: "busy" };
    case "python":
      return { text: "running Python", tone: "busy" };
    case "forced":
      return { text: "forced to answer", tone: "half" };
    case "cancelled":
      return { text: "cancelled", tone: "quiet" };
    case "failed":
      return { text: "failed", tone: "bad" };
    case "done":
      return labelDone(outcome);
  }
}

function labelDone(outcome: SampleView["outcome"]): SampleLabel {
  switch (outcome?.ending) {
    case "no-answer":
      return { text: "done, no answer", tone: "quiet" };
    case "token-limit":
      return { text: "cut off: token limit", tone: "half" };
    case "context-full":
      return { text: "cut off: context full", tone: "half" };
    default:
      return { text: "done", tone: "good" };
  }
}

/** What a reader of one sample must know about how it ended; null where there is nothing to say. */
export function describeSample(sample: SampleView, facts: Pick<RunFacts, "engine">): string | null {
  const { state, outcome, failure } = sample;
  switch (state) {
    case "failed":
      return `This sample failed: ${failure ?? "the reason is unknown."}`;
    case "forced":
      return "It had reached its limit and was asked for its answer, so its vote counts half.";
    case "cancelled":
      if (outcome === null) {
        return sample.transcript.parts.length > 0
          ? "The run broke off before this sample had ended."
          : "It was not begun: the run ended first.";
      }
      return "It was cut off when the run had enough, or was stopped. It has no vote unless nothing else has.";
    case "done":
      return describeDone(outcome, facts);
    default:
      return null;
  }
}

function describeDone(outcome: SampleView["outcome"], { engine }: Pick<RunFacts, "engine">) {
  switch (outcome?.ending) {
    case "no-answer":
      return "It ended its text without an answer, so it has no vote.";
    case "token-limit":
      return `It wrote ${formatCount(outcome.generatedTokens)} tokens and reached its limit. ${votesOfCut(outcome.answer)}`;
    case "context-full":
      return `It filled the ${formatCount(engine?.contextLength ?? 0)} tokens that the model holds. ${votesOfCut(outcome.answer)}`;
    default:
      return null;
  }
}

function votesOfCut(answer: string | null): string {
  return answer === null ? "It named no answer." : "Its answer is unfinished work and counts half.";
}

/** About two lines of a tile. */
const longestWords = 40;

/** The end of what a sample wrote, as plain text. */
export function lastWords(parts: readonly Part[]): string {
  const last = parts.at(-1);
  if (!last) return "";
  const text = (last.kind === "code" ? last.code : last.text).slice(-longestWords * 3);
  const plain = text.replace(/\s+/g, " ").trim();
  if (plain.length <= longestWords) return plain;
  return `…${plain.slice(-longestWords).replace(/^\S{0,12}\s/, "")}`;
}
