import { describe, expect, it } from "vitest";
import { scoreSamples } from "../../../tools/eval/score";
import { identical, line, lines } from "./lines";

describe("scoreSamples", () => {
  it("judges anew and groups by the equality it is given", async () => {
    const halves = new Set(["0.5", "1/2"]);
    const same = async (a: string, b: string) => a === b || (halves.has(a) && halves.has(b));
    const recorded = ["0.5", "3", "1/2", null].map((answer, sample) =>
      line("a", sample, { answer, expected: "1/2", correct: false }),
    );
    const [problem] = await scoreSamples(recorded.toReversed(), same);
    expect(problem?.samples).toMatchObject([
      { sample: 0, group: 0, correct: true },
      { sample: 1, group: 1, correct: false },
      { sample: 2, group: 0, correct: true },
      { sample: 3, group: null, correct: false },
    ]);
  });

  it("keeps the recorded judgment if it is told to", async () => {
    const [problem] = await scoreSamples(
      [line("a", 0, { correct: false })],
      identical,
      ({ correct }) => correct,
    );
    expect(problem?.samples[0]?.correct).toBe(false);
  });

  it("takes declining where nothing is expected, but not a failure", async () => {
    const none = { answer: null, expected: null };
    const [problem] = await scoreSamples(
      [
        line("a", 0, { ...none, ended: "no-answer" }),
        line("a", 1, { ...none, ended: "failed", error: "broke" }),
      ],
      identical,
    );
    expect(problem?.samples.map(({ correct }) => correct)).toEqual([true, false]);
  });

  it("fails when answers can't be compared: the app would call them different", async () => {
    const broken = async () => {
      throw new Error("no Python");
    };
    await expect(scoreSamples(lines("a", null, "1", "2"), broken)).rejects.toThrow("no Python");
  });
});
