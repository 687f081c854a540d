import type { SameAnswer } from "../../solver/equality";
import type { CheckResult } from "../protocol/check";

/** More parts than a pupil lists; each is compared with each. */
const maxParts = 12;

/**
 * Whether a typed answer means the expected one, and how much of it where that is a list. As the vote
 * compares answers: `1/9` is `\frac{1}{9}`.
 * @param same null where the two could not be compared
 */
export async function checkAnswer(
  answer: string,
  expected: string,
  same: SameAnswer,
): Promise<CheckResult> {
  if (answer.trim() === "") return { correct: false, score: 0 };
  const whole = await same(answer, expected);
  if (whole === true) return { correct: true, score: 1 };
  const [given, wanted] = [partsOf(answer), partsOf(expected)];
  if (wanted.length < 2 || Math.max(given.length, wanted.length) > maxParts) {
    return { correct: whole, score: whole === null ? null : 0 };
  }
  const left = [...given];
  let matched = 0;
  for (const part of wanted) {
    const verdicts = await Promise.all(left.map((one) => same(one, part)));
    const at = verdicts.indexOf(true);
    if (at < 0) continue;
    left.splice(at, 1);
    matched += 1;
  }
  // What is too much counts against it: else all guesses together would be right.
  const score = matched / Math.max(given.length, wanted.length);
  return { correct: whole, score: whole === null && matched === 0 ? null : score };
}

/** A list's parts: between commas, semicolons and "and" that stand in no brackets. */
function partsOf(answer: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  const separator = /\\[{}]|[([{]|[)\]}]|[,;](?=\s|\D)|\b(?:and|und|or|oder)\b|[、，；和或]/g;
  for (const { 0: sign, index } of answer.matchAll(separator)) {
    if (/[([{]$/.test(sign)) depth += 1;
    else if (/[)\]}]$/.test(sign)) depth -= 1;
    else if (depth === 0) {
      parts.push(answer.slice(from, index));
      from = index + sign.length;
    }
  }
  parts.push(answer.slice(from));
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}
