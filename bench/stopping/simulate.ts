import { drawAll, type RunProgress, type StoppingRule } from "../../src/solver/stopping/rule";
import type { Vote } from "../../src/solver/vote";
import { voteOf } from "../../tools/eval/group-vote";
import type { RecordedSample } from "./recorded";

export interface SimulatedRun {
  /** Written until the run ended, by cancelled samples too. */
  readonly tokens: number;
  readonly ended: number;
  readonly seconds: number;
  readonly correct: boolean;
}

export interface Rules {
  /** Asked after each sample that ends. */
  readonly rule: StoppingRule;
  /** Asked in between too. */
  readonly budget: StoppingRule;
}

/** Looks at the budget between two samples' ends. */
const mostLooks = 20;

/** A run as the app would do it, had its samples gone like the recorded ones, in this order. */
export function simulate(
  samples: readonly RecordedSample[],
  atOnce: number,
  { rule, budget }: Rules,
): SimulatedRun {
  const open: { sample: RecordedSample; number: number; from: number }[] = [];
  const ended: { sample: RecordedSample; number: number }[] = [];
  let next = 0;
  let now = 0;
  let vote = count([]);
  const looks = budget === drawAll ? 1 : mostLooks;
  const refill = () => {
    while (open.length < atOnce && next < samples.length) {
      const sample = samples[next];
      if (sample) open.push({ sample, number: next, from: now });
      next += 1;
    }
  };
  const tokens = () =>
    ended.reduce((sum, { sample }) => sum + sample.tokens, 0) +
    open.reduce((sum, one) => sum + one.sample.tokens * share(one, now), 0);
  const progress = (): RunProgress => ({
    ...{ vote, samples: samples.length, ended: ended.length, seconds: now, tokens: tokens() },
  });
  const result = (): SimulatedRun => {
    const first = vote.winner?.samples[0];
    const correct = first !== undefined && samples[first]?.correct === true;
    return { tokens: tokens(), ended: ended.length, seconds: now, correct };
  };

  for (;;) {
    refill();
    const [first, ...others] = open;
    if (!first) return result();
    const soonest = others.reduce((best, one) => (endOf(one) < endOf(best) ? one : best), first);
    const from = now;
    for (let look = 1; look < looks; look += 1) {
      now = from + ((endOf(soonest) - from) * look) / looks;
      if (budget.decide(progress())) return result();
    }
    now = endOf(soonest);
    open.splice(open.indexOf(soonest), 1);
    ended.push(soonest);
    vote = count(ended);
    if (rule.decide(progress()) || budget.decide(progress())) return result();
  }
}

function endOf({ sample, from }: { sample: RecordedSample; from: number }): number {
  return from + sample.seconds;
}

/** How much of it is written. */
function share({ sample, from }: { sample: RecordedSample; from: number }, now: number): number {
  return sample.seconds > 0 ? Math.min(1, (now - from) / sample.seconds) : 1;
}

/** As the app does unless told otherwise: weighed by confidence, where all have one. */
function count(ended: readonly { sample: RecordedSample; number: number }[]): Vote {
  const samples = ended.map(({ sample: { answer, ending, group, confidence = null }, number }) => ({
    ...{ sample: number, answer, ending, group, confidence },
  }));
  return voteOf(samples, true);
}
