import * as v from "valibot";
import type { Fit } from "./fit";

const count = v.pipe(v.number(), v.integer(), v.minValue(1));
/** Of time or speed; no measurement gives none, or all of it. */
const amount = v.pipe(v.number(), v.finite(), v.gtValue(0));

/** How long a step took. */
const stepSchema = v.object({
  /** Samples that get a token in it. */
  samples: count,
  /** Tokens that each of them had. */
  context: count,
  milliseconds: amount,
});

export const deviceSpeedSchema = v.pipe(
  v.object({
    /** Samples drawn at the same time: as many as the GPU had memory for. */
    samples: count,
    /** Tokens that a sample may have. */
    contextLength: count,
    /** Of the GPU's memory. */
    needBytes: count,
    /** Of one sample and of all at once. */
    steps: v.array(stepSchema),
    /** Tokens a second of a prompt. */
    readTokensPerSecond: amount,
  }),
  v.check(({ samples, steps }) =>
    [1, samples].every((wanted) => steps.some((step) => step.samples === wanted)),
  ),
);

/** What a model of some shape did on a device, measured there. */
export type DeviceSpeed = v.InferOutput<typeof deviceSpeedSchema>;

/** OpenMath's samples for problems of contests: docs/models.md, "Length". */
export const typicalProblem = { samples: 8, tokens: 12_500 } as const;

/** Tokens of a sample of a typical problem, as far as there is room. */
export function typicalTokens({ contextLength }: DeviceSpeed): number {
  return Math.min(typicalProblem.tokens, contextLength);
}

/**
 * Tokens a second of so many samples together, on average over samples of the typical length: a step
 * takes longer the more tokens there are, along a line, so on average it takes as long as halfway.
 * @param samples that were measured: 1, or all at once
 * @throws RangeError for others
 */
export function tokensPerSecond(speed: DeviceSpeed, samples: number): number {
  const measured = speed.steps
    .filter((step) => step.samples === samples)
    .sort((a, b) => a.context - b.context);
  const [first] = measured;
  const last = measured.at(-1);
  if (!first || !last) throw new RangeError(`${samples} samples were not measured.`);
  const tokens = Math.max(1, last.context - first.context);
  // Noise may tilt the line the wrong way.
  const slope = Math.max(0, last.milliseconds - first.milliseconds) / tokens;
  const further = Math.max(0, typicalTokens(speed) / 2 - first.context);
  return (1000 * samples) / (first.milliseconds + slope * further);
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
