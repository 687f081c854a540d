import type { Texts } from "../texts/texts";
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
export function labelSample({ state, outcome }: SampleView, { run }: Texts): SampleLabel {
  const { states } = run.sample;
  switch (state) {
    case "queued":
      return { text: states.queued, tone: "waiting" };
    case "reasoning":
    case "python":
      return { text: states[state], tone: "busy" };
    case "forced":
      return { text: states.forced, tone: "half" };
    case "cancelled":
      return { text: states.cancelled, tone: "quiet" };
    case "failed":
      return { text: states.failed, tone: "bad" };
    case "done":
      return labelDone(outcome, states);
  }
}

function labelDone(
  outcome: SampleView["outcome"],
  states: Texts["run"]["sample"]["states"],
): SampleLabel {
  switch (outcome?.ending) {
    case "no-answer":
      return { text: states.noAnswer, tone: "quiet" };
    case "asked":
    case "unboxed":
      return { text: states[outcome.ending], tone: "half" };
    case "token-limit":
      return { text: states.tokenLimit, tone: "half" };
    case "context-full":
      return { text: states.contextFull, tone: "half" };
    default:
      return { text: states.done, tone: "good" };
  }
}

/** What a reader of one sample must know about how it ended; null where there is nothing to say. */
export function describeSample(
  sample: SampleView,
  facts: Pick<RunFacts, "engine">,
  texts: Texts,
): string | null {
  const { state, outcome, failure } = sample;
  const words = texts.run.sample;
  switch (state) {
    case "failed":
      return words.failed(failure === null ? null : texts.message(failure));
    case "forced":
      return words.forced;
    case "cancelled":
      if (outcome !== null) return words.cutOff;
      return sample.transcript.parts.length > 0 ? words.brokeOff : words.notBegun;
    case "done":
      return describeDone(outcome, facts, texts);
    default:
      return null;
  }
}

function describeDone(
  outcome: SampleView["outcome"],
  { engine }: Pick<RunFacts, "engine">,
  { run }: Texts,
): string | null {
  const words = run.sample;
  const votes = outcome?.answer == null ? words.namedNone : words.countsHalf;
  switch (outcome?.ending) {
    case "no-answer":
      return words.noAnswer;
    case "asked":
    case "unboxed":
      return words[outcome.ending];
    case "token-limit":
      return run.sentences([words.tokenLimit(outcome.generatedTokens), votes]);
    case "context-full":
      return run.sentences([words.contextFull(engine?.contextLength ?? 0), votes]);
    default:
      return null;
  }
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
