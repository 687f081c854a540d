import type { Vote } from "../../solver/vote";

/** 1234.5 as "1,235". */
export function formatCount(value: number): string {
  return Math.round(value).toLocaleString("en");
}

/** Seconds for people: "20 ms", "3.2 s", "48 s", "2 min 5 s". */
export function formatSeconds(seconds: number): string {
  if (seconds > 0 && seconds < 0.1) return `${Math.ceil(seconds * 1000)} ms`;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** "1 token", "2 tokens". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** Megabytes with at most one decimal. */
export function formatMegabytes(bytes: number): string {
  const megabytes = bytes / 1e6;
  return `${megabytes < 10 ? megabytes.toFixed(1) : formatCount(megabytes)} MB`;
}

/** Votes are whole or half: "1 vote", "2½ votes". */
export function formatVotes(votes: number): string {
  return `${halves(votes)} ${votes <= 1 && votes > 0 ? "vote" : "votes"}`;
}

/** Of all answers together. */
export function allVotes({ tallies }: Vote): number {
  return tallies.reduce((sum, { votes }) => sum + votes, 0);
}

/** 2.5 as "2½". */
export function halves(votes: number): string {
  const whole = Math.floor(votes);
  if (votes === whole) return formatCount(votes);
  return whole === 0 ? "½" : `${formatCount(whole)}½`;
}

/** A probability as "94 %", never rounded up to certainty. */
export function formatProbability(share: number): string {
  return `${Math.floor(share * 100)} %`;
}
