import type { SampleEvent } from "../../solver/sample-events";

/** Figures of a sample under way. Times are milliseconds of one monotonic clock. */
export interface Progress {
  readonly tokens: number;
  readonly codeCalls: number;
  readonly firstTokenAt: number | null;
  readonly lastTokenAt: number | null;
  readonly codeStartedAt: number | null;
  /** Time that Python took between the first and the last token. */
  readonly codeMilliseconds: number;
}

export const noProgress: Progress = {
  tokens: 0,
  codeCalls: 0,
  firstTokenAt: null,
  lastTokenAt: null,
  codeStartedAt: null,
  codeMilliseconds: 0,
};

/** The figures after one more event. A text event counts as one token until the end tells. */
export function countEvent(progress: Progress, event: SampleEvent, now: number): Progress {
  switch (event.kind) {
    case "text":
      return {
        ...progress,
        tokens: progress.tokens + 1,
        firstTokenAt: progress.firstTokenAt ?? now,
        lastTokenAt: now,
      };
    case "code-started":
      return { ...progress, codeCalls: event.call, codeStartedAt: now };
    case "code-finished":
      return {
        ...progress,
        codeStartedAt: null,
        codeMilliseconds: progress.codeMilliseconds + now - (progress.codeStartedAt ?? now),
      };
    case "appended":
    case "forced":
      return progress;
    case "finished":
      return {
        ...progress,
        tokens: Math.max(progress.tokens, event.outcome.generatedTokens),
        codeCalls: event.outcome.codeCalls,
      };
  }
}

/** Decoding speed without the time that Python took; null while too little is known. */
export function tokensPerSecond(progress: Progress): number | null {
  const { firstTokenAt, lastTokenAt, tokens } = progress;
  if (firstTokenAt === null || lastTokenAt === null || tokens < 2) return null;
  const seconds = (lastTokenAt - firstTokenAt - progress.codeMilliseconds) / 1000;
  return seconds > 0.1 ? (tokens - 1) / seconds : null;
}
