import * as v from "valibot";
import type { Fit } from "./fit";

const count = v.pipe(v.number(), v.integer(), v.minValue(1));
/** Of time or speed; no measurement gives none, or all of it. */
const amount = v.pipe(v.number(), v.finite(), v.gtValue(0));

/** How long a step took in which each sample got a token. */
const stepSchema = v.object({
  /** Tokens that each sample had. */
  context: count,
  milliseconds: amount,
});

/** Soon after a sample's beginning, and near a long one's end. */
const stepsSchema = v.tuple([stepSchema, stepSchema]);

export const deviceSpeedSchema = v.object({
  /** Samples drawn at the same time: as many as the GPU had memory for. */
  samples: count,
  /** Tokens that a sample may have. */
  contextLength: count,
  /** Of the GPU's memory. */
  needBytes: count,
  /** One sample alone. */
  one: stepsSchema,
  /** All of them at once. */
  all: stepsSchema,
  /** Tokens a second of a prompt. */
  readTokensPerSecond: amount,
});

/** The steps of so many samples. */
export type Steps = v.InferOutput<typeof stepsSchema>;

/** What a model of some shape did on a device, measured there. */
export type DeviceSpeed = v.InferOutput<typeof deviceSpeedSchema>;

/** OpenMath's samples for problems of contests: docs/models.md, “Length”. */
export const typicalProblem = { samples: 8, tokens: 12_500 } as const;

/** Tokens of a sample of a typical problem, as far as there is room. */
export function typicalTokens({ contextLength }: DeviceSpeed): number {
  return Math.min(typicalProblem.tokens, contextLength);
}

/**
 * Tokens a second of so many samples together, on average over samples of the typical length: a step
 * takes longer the more tokens there are, along a line, so on average it takes as long as halfway.
 * @param samples more than were measured wait for each other
 */
export function tokensPerSecond(speed: DeviceSpeed, samples: number): number {
  const together = Math.min(samples, speed.samples);
  const halfway = typicalTokens(speed) / 2;
  const [one, all] = [millisecondsAt(speed.one, halfway), millisecondsAt(speed.all, halfway)];
  const share = speed.samples > 1 ? (together - 1) / (speed.samples - 1) : 0;
  return (1000 * together) / (one + share * (all - one));
}

function millisecondsAt([early, late]: Steps, context: number): number {
  // Noise may tilt the line the wrong way.
  const slope =
    Math.max(0, late.milliseconds - early.milliseconds) / Math.max(1, late.context - early.context);
  return early.milliseconds + slope * Math.max(0, context - early.context);
}

/** Seconds until all samples of a typical problem are drawn; Python and waiting for memory come on top. */
export function problemSeconds(speed: DeviceSpeed): number {
  const all = typicalProblem.samples * typicalTokens(speed);
  return all / tokensPerSecond(speed, speed.samples);
}

/** What our GPU engine runs here: it alone can be tested. */
export function isTestable(fit: Fit): boolean {
  return fit.kind === "fits" && fit.engine === "webgpu";
}

/** The judgement of a model, by what was measured in the place of what the browser tells. */
export function measuredFit(fit: Fit, { samples, contextLength, needBytes }: DeviceSpeed): Fit {
  if (fit.kind !== "fits") return fit;
  return { ...fit, sequences: samples, contextLength, needBytes };
}
