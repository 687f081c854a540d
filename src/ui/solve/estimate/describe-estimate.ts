import type { EngineInfo } from "../../../engine/engine";
import type { EngineSource } from "../../../engine/engine-source";
import { type DeviceSpeed, tokensPerSecond } from "../../../models/fit/device-speed";
import type { Texts } from "../../texts/texts";
import { effortTokens } from "../effort";
import type { SolveSettings } from "../settings";
import { estimateRun, secondsOf, typicalTokens } from "./estimate-run";
import type { PastRun } from "./past-runs";
import { publishedTokens } from "./published-tokens";

/** What is known of the model in use. */
export interface EstimateBasis {
  readonly source: EngineSource;
  /** Null while it loads. */
  readonly info: EngineInfo | null;
  readonly past: readonly PastRun[];
  /** What the model did when this device was tested; null when it was not. */
  readonly tested: DeviceSpeed | null;
}

/** Tokens of a sample, by the runs before or as published; null where neither tells. */
export function likelyTokens({ source, past }: EstimateBasis, withPython: boolean): number | null {
  const published = publishedTokens(source)?.[withPython ? "tir" : "cot"];
  return typicalTokens(past, withPython)?.middle ?? published ?? null;
}

/** How long a run with these settings will take on this device, and how that is known. */
export function describeEstimate(
  settings: SolveSettings,
  chosen: { readonly samples: number; readonly withPython: boolean },
  { source, info, past, tested }: EstimateBasis,
  texts: Texts,
): string {
  const words = texts.solve.estimate;
  if (!info) return words.loading;
  const { samples, withPython } = chosen;
  const limit = (text: string) => {
    const number = Number(text.trim());
    return number > 0 ? number : null;
  };
  const plan = {
    samples,
    together: Math.min(samples, info.maxSequences),
    withPython,
    sampleTokens: limit(settings.sampleTokens) ?? effortTokens(settings.effort, info.contextLength),
    seconds: limit(settings.seconds),
    tokens: limit(settings.tokens),
  };
  const estimate = estimateRun(plan, past);
  if (estimate) {
    const [low, high] = [texts.format.about(estimate.low), texts.format.about(estimate.high)];
    return low === high ? words.about(low, estimate.runs) : words.range(low, high, estimate.runs);
  }
  const published = publishedTokens(source)?.[withPython ? "tir" : "cot"];
  if (published === undefined) return words.unknown;
  if (!tested) return words.published(published);
  const seconds = secondsOf(plan, published, tokensPerSecond(tested, plan.together));
  return words.tested(texts.format.about(seconds));
}
