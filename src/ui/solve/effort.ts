import { mostSamples } from "../../solver/run-request";
import { wireFormat } from "../../solver/wire-format";
import type { StoppingChoice } from "./stopping-choice";

/** How much is spent on a problem where the settings leave it open. */
export const efforts = ["quick", "normal", "hard"] as const;

export type Effort = (typeof efforts)[number];

/** A vote of fewer is not worth much more than half of them. */
const fewestHardSamples = 8;

/** @param normal as many samples as suit the model */
export function effortSamples(effort: Effort, normal: number): number {
  switch (effort) {
    case "quick":
      return 1;
    case "normal":
      return normal;
    case "hard":
      return Math.min(mostSamples, Math.max(fewestHardSamples, 2 * normal));
  }
}

/** Tokens of a sample: what the model holds; for a quick answer half of it, then it is asked for one. */
export function effortTokens(effort: Effort, contextLength: number): number {
  const most = Math.min(wireFormat.defaults.maxTokens, contextLength);
  return effort === "quick" ? Math.ceil(most / 2) : most;
}

/** A hard problem's votes are drawn until they settle it, which costs a tenth more: docs/solver.md. */
export function effortStopping(effort: Effort): StoppingChoice {
  return effort === "hard" ? "decided" : "likely";
}
