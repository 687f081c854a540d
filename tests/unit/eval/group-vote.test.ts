import { describe, expect, it } from "vitest";
import { voteCredit } from "../../../tools/eval/group-vote";
import { scoreSamples } from "../../../tools/eval/score";
import { identical, lines } from "./lines";

describe("voteCredit", () => {
  const credit = async (...answers: (string | null)[]) => {
    const [problem] = await scoreSamples(lines("a", ...answers), identical);
    return voteCredit(problem?.samples ?? [], false);
  };

  it("takes the most frequent answer; samples without one do not vote", async () => {
    expect(await credit("1", "1", "2")).toBe(1);
    expect(await credit("2", "2", "1")).toBe(0);
    expect(await credit("1", null, null)).toBe(1);
    expect(await credit(null, null)).toBe(0);
    expect(await credit()).toBe(0);
  });

  it("judges the answer that is shown, where a group's answers are not all right", async () => {
    // 5 equals 5 cm, and 5 m, which is right; 5 cm isn't.
    const same = async (a: string, b: string) => a === b || [a, b].includes("5");
    const [problem] = await scoreSamples(
      lines("5 m", "5", "5 cm", "5 cm").map((line) => ({ ...line, expected: "5 m" })),
      same,
    );
    expect(voteCredit(problem?.samples ?? [], false)).toBe(0);
  });

  it("shares a tie", async () => {
    expect(await credit("1", "2")).toBe(0.5);
    expect(await credit("2", "1")).toBe(0.5);
    expect(await credit("1", "2", "3", null)).toBeCloseTo(1 / 3);
  });
});
