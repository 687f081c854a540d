import { noProgress, type Progress } from "./progress";
import type { SampleView } from "./run-view";

/** The figures of all samples together. They overlap, so the time of Python isn't taken off. */
export function sumProgress(samples: readonly SampleView[]): Progress {
  const [first] = samples;
  if (!first) return noProgress;
  if (samples.length === 1) return first.progress;
  const all = samples.map(({ progress }) => progress);
  const sum = (of: (one: Progress) => number) => all.reduce((total, one) => total + of(one), 0);
  const firsts = all.flatMap(({ firstTokenAt }) => firstTokenAt ?? []);
  const lasts = all.flatMap(({ lastTokenAt }) => lastTokenAt ?? []);
  return {
    ...noProgress,
    tokens: sum(({ tokens }) => tokens),
    codeCalls: sum(({ codeCalls }) => codeCalls),
    firstTokenAt: firsts.length > 0 ? Math.min(...firsts) : null,
    lastTokenAt: lasts.length > 0 ? Math.max(...lasts) : null,
  };
}
