import type { EngineInfo } from "../../../engine/engine";
import type { ListedRun } from "../../../journal/journal";
import type { RunRecord } from "../../../journal/run-record";

/** What a run of the history tells of the runs to come. */
export interface PastRun {
  readonly samples: number;
  /** Samples that were drawn at once. */
  readonly together: number;
  readonly withPython: boolean;
  readonly tokens: number;
  readonly seconds: number;
  /** It came to its end, so its tokens are what a problem takes. */
  readonly complete: boolean;
}

/** Older ones were of other days: another load, another browser. */
const mostRuns = 50;
/** Fewer tell the time of starting, not of writing. */
const fewestTokens = 30;

/** The runs of this model, on what computes it now, as far as they can be compared with another one. */
export function pastRuns(runs: readonly ListedRun[], engine: EngineInfo): readonly PastRun[] {
  return runs
    .filter(({ record, status }) => status !== "running" && isSameEngine(record.engine, engine))
    .filter(({ record }) => record.tokens >= fewestTokens && record.seconds > 0)
    .slice(0, mostRuns)
    .map(({ record, status }) => ({
      samples: record.request.samples,
      together: Math.min(record.request.samples, record.engine.maxSequences),
      withPython: record.request.tirShare > 0,
      tokens: record.tokens,
      seconds: record.seconds,
      complete: status === "finished" && isComplete(record),
    }));
}

function isSameEngine(one: EngineInfo, other: EngineInfo): boolean {
  return (
    one.modelName === other.modelName &&
    one.backend === other.backend &&
    one.device === other.device &&
    one.threads === other.threads
  );
}

/** A run that a person stopped has an answer seldom; one without that wrote all it may is no such run. */
function isComplete({ answer, tokens, request }: RunRecord): boolean {
  return answer !== null || tokens >= 0.9 * request.samples * request.maxTokens;
}
