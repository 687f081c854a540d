import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readProblemLink, writeProblemLink } from "../../../src/ui/solve/problem-link";
import { cleanProblem, maxProblemLength } from "../../../src/ui/solve/problem-text";
import { defaultSettings } from "../../../src/ui/solve/settings";
import { writeSettings } from "../../../src/ui/solve/settings-link";

const anyRun = { kind: "problem", run: false } as const;

const problem = (text: string, run = false) => ({
  ...{ kind: "problem", problem: text, settings: null, run },
});

describe("readProblemLink", () => {
  it("reads a problem, and whether to run it", () => {
    expect(readProblemLink("#problem=What%20is%202%2B3%3F&run=1")).toEqual(
      problem("What is 2+3?", true),
    );
    expect(readProblemLink("#run=1&problem=Is%20%24x%3D1%24%20%26%20y%3F")).toEqual(
      problem("Is $x=1$ & y?", true),
    );
    expect(readProblemLink("#problem=a=b")).toEqual(problem("a=b"));
  });

  it("starts only for run=1", () => {
    for (const run of ["run=0", "run=true", "run", "run="]) {
      expect(readProblemLink(`#problem=x&${run}`)).toEqual(problem("x"));
    }
  });

  it("takes an “&” and what follows for the problem's, unless it is a field that there is", () => {
    expect(readProblemLink("#problem=a&b")).toEqual(problem("a&b"));
    expect(readProblemLink("#problem=x=1&y=2&run=1")).toEqual(problem("x=1&y=2", true));
    expect(readProblemLink("#problem=x&norun=1")).toEqual(problem("x&norun=1"));
    expect(readProblemLink("#problem=a&&b&")).toEqual(problem("a&&b&"));
    expect(readProblemLink("#other=1&problem=p&run=1&q")).toEqual(problem("p", true));
    const { settings } = readProblemLink("#problem=a&b&samples=8") as { settings: unknown };
    expect(settings).toMatchObject({ samples: "8" });
  });

  it("finds no problem in other addresses", () => {
    for (const hash of ["", "#", "#answer", "#run=1", "#=x", "#&&"]) {
      expect(readProblemLink(hash)).toEqual({ kind: "none" });
    }
  });

  it("says what is wrong with a link that holds nothing", () => {
    for (const hash of ["#problem=", "#problem=%20", "#problem=%00&run=1"]) {
      const message = expect.stringContaining("empty");
      expect(readProblemLink(hash), hash).toEqual({ kind: "invalid", message });
    }
  });

  it("gives a problem that is too long whole", () => {
    const long = "x".repeat(maxProblemLength + 1);
    expect(readProblemLink(`#problem=${long}&run=1`)).toEqual(problem(long, true));
  });

  it("drops control characters and keeps lines", () => {
    expect(readProblemLink("#problem=a%00b%1B%0D%0Ac%09d%0De%C2%85f")).toEqual(
      problem("ab\nc\td\ne\nf"),
    );
  });
});

describe("writeProblemLink", () => {
  it("writes a lone surrogate as the replacement character", () => {
    expect(writeProblemLink("a\ud800b \udc00", "")).toBe("#problem=a%EF%BF%BDb%20%EF%BF%BD");
  });

  it("is read back as it was, whatever is written, with the settings", () => {
    const text = fc.string({ unit: "binary", maxLength: 200 });
    const surrogates = fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
      .map((units) => String.fromCharCode(...units));
    const signs = fc.string({
      unit: fc.constantFrom(..."+%&=#?20aA \n\r\u0000\u0085\u{1f600}", "\ud83d", "%2B", "run=1"),
      maxLength: 60,
    });
    const number = fc.stringMatching(/^[+-]?\d{0,4}\.?\d{1,4}$/);
    fc.assert(
      fc.property(fc.oneof(text, surrogates, signs), number, number, (problem, samples, topP) => {
        const settings = { ...defaultSettings, samples, topP, effort: "hard" } as const;
        const hash = writeProblemLink(problem, writeSettings(settings));
        const clean = cleanProblem(problem);
        if (!clean) expect(readProblemLink(hash).kind).toBe("invalid");
        else expect(readProblemLink(hash)).toEqual({ ...anyRun, problem: clean, settings });
        // As a browser hands it over.
        expect(new URL(hash, "https://solver.example/").hash).toBe(hash);
      }),
      { seed: 16, numRuns: 3000 },
    );
  });
});
