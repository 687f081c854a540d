import { createEquality } from "../../src/solver/equality";
import { createGrouping } from "../../src/solver/groups";
import type { SampleEnding } from "../../src/solver/sample-events";
import type { SampleLine } from "../../tools/eval/samples";

/** How one sample went. */
export interface RecordedSample {
  readonly answer: string | null;
  readonly correct: boolean;
  readonly ending: SampleEnding;
  readonly tokens: number;
  readonly seconds: number;
  /** Samples of one problem with equal answers share it; null without an answer. */
  readonly group: number | null;
}

export interface RecordedProblem {
  readonly id: string;
  readonly samples: readonly RecordedSample[];
}

const endings = ["answered", "no-answer", "token-limit", "context-full", "forced"] as const;

/** Not so: "failed" and "prompt-too-long", which say nothing about sampling. */
function isEnding(text: string): text is (typeof endings)[number] {
  return endings.some((ending) => ending === text);
}

/** The problems of an evaluation that have an answer; samples that the app failed to draw are left out. */
export async function fromEvaluation(lines: readonly SampleLine[]): Promise<RecordedProblem[]> {
  const byId = new Map<string, SampleLine[]>();
  for (const line of lines) {
    if (line.expected === null || !isEnding(line.ended)) continue;
    const group = byId.get(line.id) ?? [];
    group.push(line);
    byId.set(line.id, group);
  }
  return Promise.all(
    [...byId].map(async ([id, samples]) => ({
      id,
      samples: await grouped(samples.sort((a, b) => a.sample - b.sample)),
    })),
  );
}

async function grouped(lines: readonly SampleLine[]): Promise<RecordedSample[]> {
  const answers = lines.flatMap(({ answer }, sample) =>
    answer === null ? [] : [{ sample, answer }],
  );
  const groups = await createGrouping(createEquality(null)).group(answers);
  return lines.map(({ answer, correct, ended, tokens, seconds }, sample) => {
    const group = groups.findIndex(({ samples }) => samples.includes(sample));
    const ending = isEnding(ended) ? ended : "no-answer";
    return { answer, correct, ending, tokens, seconds, group: group < 0 ? null : group };
  });
}
