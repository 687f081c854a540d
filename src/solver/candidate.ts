import type { Engine } from "../engine/engine";
import { extractAnswer } from "./answer";
import { addTokens, askForText, noTokens, type TokenCounts } from "./ask-for-text";
import type { Form } from "./form/form";
import { formOf } from "./form/form-of";
import { runPooled } from "./pool";
import { sameAnswer } from "./same-answer";
import { ownSummary, plainSummary } from "./summary";
import { wireFormat } from "./wire-format";

/** A sample as a comparison shows it. */
export interface Candidate {
  readonly sample: number;
  readonly answer: string;
  readonly summary: string;
  /** The sample's own solution; one the model was asked for; or the end of the sample's text. */
  readonly source: "solution" | "asked" | "text";
}

/** A sample that may become a candidate. */
export interface Finalist {
  readonly sample: number;
  readonly answer: string;
  readonly text: string;
  /** A forced text's end is a bare box, put there by us: no solution that could be judged. */
  readonly forced: boolean;
}

export interface CandidateRequest {
  readonly problem: string;
  readonly temperature: number;
  readonly topP: number;
  /** The seed of a sample's summary. */
  seed(sample: number): number;
}

/** Different solutions of one answer, for comparisons to draw from: what one of them holds. */
export const candidatesPerAnswer = wireFormat.defaults.genselectMaxSolutions;

/**
 * The candidates of each group of samples with one answer, at least one a group: samples that wrote a
 * summary themselves, or, when none did, the group's first, for which the model is asked.
 */
export async function collectCandidates(
  engine: Engine,
  request: CandidateRequest,
  groups: readonly (readonly Finalist[])[],
  signal: AbortSignal,
): Promise<{
  readonly candidates: readonly (readonly Candidate[])[];
  readonly tokens: TokenCounts;
}> {
  const form = formOf(engine.info.promptForm);
  const candidates: Candidate[][] = groups.map((group) =>
    group.flatMap((one) => ownCandidate(one, form)).slice(0, candidatesPerAnswer),
  );
  let tokens = noTokens;
  await runPooled(groups.length, engine.info.maxSequences, async (index) => {
    const [first] = groups[index] ?? [];
    const own = candidates[index];
    if (!first || !own || own.length > 0) return;
    const asked = await askForSummary(engine, request, first, signal);
    own.push(asked.candidate);
    tokens = addTokens(tokens, asked.tokens);
  });
  return { candidates, tokens };
}

function ownCandidate({ sample, answer, text, forced }: Finalist, form: Form): Candidate[] {
  const summary = forced ? null : ownSummary(text, form);
  return summary === null ? [] : [{ sample, answer, summary, source: "solution" }];
}

/** Falls back to the text when the model can't be asked, or writes of another answer. */
async function askForSummary(
  engine: Engine,
  { problem, temperature, topP, seed }: CandidateRequest,
  { sample, answer, text }: Finalist,
  signal: AbortSignal,
): Promise<{ readonly candidate: Candidate; readonly tokens: TokenCounts }> {
  const fallback: Candidate = {
    ...{ sample, answer },
    summary: plainSummary(text, answer),
    source: "text",
  };
  try {
    const asked = await askForText(
      engine,
      {
        prompt: formOf(engine.info.promptForm).prompt("summarize", { problem, generation: text }),
        sampling: { temperature, topP, seed: seed(sample) },
        maxTokens: wireFormat.defaults.summaryMaxTokens,
      },
      signal,
    );
    const summary = withoutThinking(asked.text);
    const summarised = extractAnswer(summary);
    const faithful = summarised !== null && sameAnswer(summarised, answer);
    const candidate: Candidate = faithful ? { sample, answer, summary, source: "asked" } : fallback;
    return { candidate, tokens: asked.tokens };
  } catch {
    // Too long for the context, stopped, or a fault: a comparison without it would be worse.
    return { candidate: fallback, tokens: noTokens };
  }
}

/** A reasoning model may think before it writes, and may never come to an end of it. */
function withoutThinking(text: string): string {
  const end = text.lastIndexOf("</think>");
  if (end >= 0) return text.slice(end + "</think>".length).trim();
  return text.includes("<think>") ? "" : text.trim();
}
