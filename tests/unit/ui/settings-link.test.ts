import { describe, expect, it } from "vitest";
import { readProblemLink, writeProblemLink } from "../../../src/ui/solve/problem-link";
import { defaultSettings, type SolveSettings } from "../../../src/ui/solve/settings";
import { writeSettings } from "../../../src/ui/solve/settings-link";

const all: SolveSettings = {
  ...{ samples: "8", mode: "mix", genselect: false, seed: "7" },
  ...{ effort: "hard", temperature: "0.8", topP: "1", stopping: "agree-3" },
  ...{ seconds: "90.5", tokens: "40000", sampleTokens: "5000" },
};

describe("a link to a problem", () => {
  it("brings problem and settings over", () => {
    for (const problem of ["2+2?", "Is $x = 1$ & y < 50% + ü?\nYes#no", "一加一"]) {
      for (const settings of [
        { ...all, voting: "deepconf" as const },
        { ...defaultSettings, genselect: true },
      ]) {
        const link = writeProblemLink(problem, writeSettings(settings));
        expect(readProblemLink(link)).toEqual({ kind: "problem", problem, settings, run: false });
      }
    }
  });

  it("is short where nothing was changed", () => {
    expect(writeProblemLink(" 1+1 ", writeSettings(defaultSettings))).toBe("#problem=1%2B1");
    expect(readProblemLink("#problem=x")).toMatchObject({ settings: null });
  });

  it("takes nothing from a stranger that the form could not hold", () => {
    const hostile =
      "#problem=x&mode=evil&voting=none&effort=endless&stopping=never&genselect=yes&samples=%3Cb%3E&seed=1e&tokens=&seconds=9";
    expect(readProblemLink(hostile)).toMatchObject({
      settings: { ...defaultSettings, seed: "1e", seconds: "9" },
    });
    const long = readProblemLink(`#problem=x&seed=${"9".repeat(500)}`);
    expect(long).toMatchObject({ settings: { seed: "9".repeat(20) } });
    expect(readProblemLink("#problem=x&__proto__=1&constructor=2")).toMatchObject({
      settings: null,
    });
  });
});
