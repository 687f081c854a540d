import { format } from "./format";

const { count, probability } = format;

/** Pictures of a run's course. */
export const charts = {
  title: "Charts",
  asTable: "Figures as a table",
  sample: "Sample",
  tokens: "Tokens",
  state: "State",
  time: "Time",
  tokensOfSamples: "Tokens of each sample",
  confidenceOverTime: "Confidence over time",
  sureness: "How sure the vote is",
  confidence: "The model's confidence in its words",
  speed: "Tokens per second",
  /** What a line does, for those who can't see it. */
  ofLine: (name: string, low: number, high: number, last: number) =>
    `${name}: from ${probability(low)} to ${probability(high)}, ${probability(last)} at the end.`,
  ofSpeed: (low: number, high: number, mean: number) =>
    `Tokens per second: from ${count(low)} to ${count(high)}, ${count(mean)} on average.`,
};
