import { describe, expect, it } from "vitest";
import type { SampleLine } from "../../../tools/eval/samples";
import { formatSummary, majorityCredit, summarise, wilson } from "../../../tools/eval/summary";

const same = (one: string, other: string) => one === other;

function line(id: string, sample: number, more: Partial<SampleLine>): SampleLine {
  const { answer = null, expected = "1" } = more;
  return {
    id,
    sample,
    seed: 0,
    model: "demo",
    mode: "tir",
    temperature: 0.6,
    max_tokens: 100,
    expected,
    answer,
    correct: answer === expected,
    tokens: 10,
    code_calls: 1,
    seconds: 2,
    code_seconds: 0.1,
    ended: "end-of-turn",
    error: null,
    family: null,
    split: null,
    text: "",
    ...more,
  };
}

describe("wilson", () => {
  it("gives the textbook's figures", () => {
    const { value, low, high } = wilson(8, 10);
    expect(value).toBeCloseTo(0.8);
    expect(low).toBeCloseTo(0.4902, 4);
    expect(high).toBeCloseTo(0.9433, 4);
  });

  it("stays within 0 and 1, and says nothing of nothing", () => {
    expect(wilson(0, 5).low).toBe(0);
    expect(wilson(5, 5).high).toBe(1);
    expect(wilson(0, 0)).toEqual({ value: 0, low: 0, high: 1 });
  });
});

describe("majorityCredit", () => {
  const credit = (...answers: (string | null)[]) =>
    majorityCredit(
      answers.map((answer) => ({ answer, correct: answer === "1" })),
      same,
    );

  it("takes the most frequent answer; samples without one do not vote", () => {
    expect(credit("1", "1", "2")).toBe(1);
    expect(credit("2", "2", "1")).toBe(0);
    expect(credit("1", null, null)).toBe(1);
    expect(credit(null, null)).toBe(0);
  });

  it("shares a tie", () => {
    expect(credit("1", "2")).toBe(0.5);
    expect(credit("1", "2", "3", null)).toBeCloseTo(1 / 3);
  });

  it("joins answers that are the same to the vote", () => {
    const samples = ["0.5", "\\frac12", "3"].map((answer) => ({
      answer,
      correct: answer !== "3",
    }));
    expect(majorityCredit(samples, (a, b) => (a === "3") === (b === "3"))).toBe(1);
  });
});

describe("summarise", () => {
  const lines = [
    line("a", 0, { answer: "1", family: "gcd", split: "numbers" }),
    line("a", 1, { answer: "1", family: "gcd", split: "numbers" }),
    line("a", 2, { answer: "2", family: "gcd", split: "numbers", ended: "token-limit" }),
    line("b", 0, { answer: "2", family: "gcd", split: "words", tokens: 40 }),
    line("c", 0, { answer: "1", family: "primes", split: "words" }),
    line("d", 0, { expected: null, family: "off-scope", split: "off-scope", correct: true }),
    line("d", 1, { expected: null, answer: "7", family: "off-scope", split: "off-scope" }),
  ];

  it("weighs problems alike, however many samples they have", () => {
    const { all } = summarise(lines, same);
    expect(all.problems).toBe(3);
    expect(all.samples).toBe(5);
    expect(all.pass_at_1.value).toBeCloseTo((2 / 3 + 0 + 1) / 3);
    expect(all.majority.value).toBeCloseTo(2 / 3);
    expect(all.majority_of).toBe(3);
    expect(all.mean_tokens).toBe(16);
  });

  it("breaks down by split and family", () => {
    const summary = summarise(lines, same);
    expect(Object.keys(summary.by_family)).toEqual(["gcd", "primes"]);
    expect(Object.keys(summary.by_split)).toEqual(["numbers", "words"]);
    expect(summary.by_split.words?.pass_at_1.value).toBe(0.5);
    expect(summary.by_split_and_family.words?.primes?.majority.value).toBe(1);
    expect(summary.ended).toEqual({ "end-of-turn": 6, "token-limit": 1 });
  });

  it("counts problems without an answer apart", () => {
    expect(summarise(lines, same).to_decline).toEqual({
      problems: 1,
      samples: 2,
      declined: wilson(0.5, 1),
    });
    expect(summarise(lines.slice(0, 5), same).to_decline).toBeNull();
  });

  it("prints tables", () => {
    const text = formatSummary(summarise(lines, same));
    expect(text).toMatch(/pass@1\s+maj@3/);
    expect(text).toMatch(/\nall\s+3\s+55\.6 %/);
    expect(text).toMatch(/\nwords\s+2\s+50\.0 %/);
    expect(text).toMatch(/\ngcd\s+2\s+33\.3 %/);
    expect(text).toMatch(/\nwords \/ gcd\s+1\s+0\.0 % \(0\.0–79\.3\)/);
    expect(text).toMatch(/ended: end-of-turn 6, token-limit 1/);
    expect(text).toMatch(/declined: 50\.0 % \(.*\) of 1 problems/);
  });

  it("prints no table of problems where none has an answer", () => {
    expect(formatSummary(summarise(lines.slice(5), same))).toMatch(/^ended: end-of-turn 2\n/);
    expect(formatSummary(summarise([], same))).toBe("ended: ");
  });
});
