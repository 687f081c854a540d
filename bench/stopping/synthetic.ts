import { createRandom } from "../../src/solver/seeds";
import type { RecordedProblem, RecordedSample } from "./recorded";

export interface SyntheticParams {
  readonly problems: number;
  readonly samples: number;
  readonly seed: number;
}

/** Tokens a second: only sets what a time budget means. */
const speed = 40;

/**
 * A made-up evaluation, for when none is recorded: most problems are easy or hopeless and some lie
 * between; wrong answers cluster, as a model's mistakes do; wrong samples are longer, and some end at
 * their limit. About half of all samples are right, as OpenMath-Nemotron-1.5B's are on AIME24.
 */
export function synthetic({ problems, samples, seed }: SyntheticParams): RecordedProblem[] {
  const random = createRandom(seed);
  return Array.from({ length: problems }, (_, id) => {
    // The arcsine distribution: U-shaped, with a mean of one half.
    const skill = Math.sin((Math.PI / 2) * random()) ** 2;
    const seduction = random() * 0.8;
    const length = 3000 * Math.exp(0.6 * normal(random));
    return {
      id: `synthetic-${id}`,
      samples: Array.from({ length: samples }, () => sample(random, skill, seduction, length)),
    };
  });
}

/** @param seduction share of wrong samples that fall for the same mistake */
function sample(
  random: () => number,
  skill: number,
  seduction: number,
  length: number,
): RecordedSample {
  const correct = random() < skill;
  const longer = correct ? 1 : 1.5;
  const tokens = Math.max(50, Math.round(length * longer * Math.exp(0.35 * normal(random))));
  const lost = !correct && random() < 0.2;
  const group = correct ? 0 : random() < seduction ? 1 : 2 + Math.floor(random() * 20);
  return {
    ...{ correct, tokens, seconds: tokens / speed },
    answer: lost ? null : String(group),
    group: lost ? null : group,
    ending: lost ? "token-limit" : "answered",
  };
}

/** Box–Muller. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
