import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createStopScanner } from "../../../src/engine/stop-scanner";
import { formOf } from "../../../src/solver/form/form-of";
import { readProblemLink, writeProblemLink } from "../../../src/ui/solve/problem-link";
import { fuzzRuns } from "./fuzz-runs";

const settings = { numRuns: fuzzRuns(3000), seed: 17 };

const pieces = fc.array(
  fc.constantFrom(
    ...[
      "<tool_call>",
      "</tool_call>",
      "```python",
      "```py",
      "```",
      "```output",
      "\n",
      "\n```\n",
      " ",
    ],
    ...[
      "<think>",
      "</think>",
      "\\boxed{",
      "}",
      "{",
      "print(1)",
      "<",
      "</tool",
      "`",
      "x",
      "中",
      "\ud83d",
    ],
  ),
  { maxLength: 40 },
);

describe("TIR", () => {
  const chat = { kind: "chat", prefix: "<|user|>", suffix: "<|assistant|>", fault: null } as const;
  const forms = [
    formOf({ kind: "openmath", assumed: false }),
    formOf({ kind: "qwen-math" }),
    formOf(chat),
  ];
  const result = { status: "completed", stdout: "", stderr: "", seconds: 0 } as const;

  it("finds code only where a text ends in a stop, and never code that has had its output", () => {
    fc.assert(
      fc.property(pieces, fc.string(), (parts, printed) => {
        const text = parts.join("");
        for (const form of forms) {
          const code = form.calledCode(text);
          if (code === null) continue;
          expect(text).toContain(code);
          const output = form.codeOutput(text, { ...result, stdout: printed + text }, 1);
          expect(form.calledCode(text + output)).toBeNull();
        }
      }),
      settings,
    );
  });

  it("ends every text in an open box when an answer is forced", () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join("");
        for (const form of forms) {
          expect(form.forcedFinish(text)).toMatch(/\\boxed\{$/);
          const solution = form.solution(text);
          if (solution !== null) expect(text).toContain(solution.trim());
        }
      }),
      settings,
    );
  });
});

it("no run of backticks in an output begins a block of code", () => {
  const form = formOf({ kind: "qwen-math" });
  const text = "```python\nx\n```\n```output";
  for (let count = 3; count < 12; count += 1) {
    const stdout = `${"`".repeat(count)}py\nprint(1)\n${"`".repeat(count)}\n`;
    const result = { status: "completed", stdout, stderr: "", seconds: 0 } as const;
    expect(form.calledCode(text + form.codeOutput(text, result, 1))).toBeNull();
  }
});

describe("the stop scanner", () => {
  it("finds in pieces what a search of the whole finds", () => {
    const stop = fc.array(fc.constantFrom("a", "b", "<", "\n"), { minLength: 1, maxLength: 4 });
    const text = fc.array(fc.array(fc.constantFrom("a", "b", "<", "\n"), { maxLength: 4 }));
    fc.assert(
      fc.property(fc.array(stop, { maxLength: 4 }), text, (all, parts) => {
        const stops = all.map((one) => one.join(""));
        const given = parts.map((one) => one.join(""));
        const whole = given.join("");
        const ends = stops
          .filter((one) => whole.includes(one))
          .map((one) => whole.indexOf(one) + one.length);
        const scanner = createStopScanner(stops);
        let before = 0;
        let end: number | null = null;
        for (const piece of given) {
          const found = scanner.push(piece);
          if (found) {
            end = before + found.keep;
            expect(whole.slice(0, end).endsWith(found.stop)).toBe(true);
            break;
          }
          before += piece.length;
        }
        expect(end).toBe(ends.length > 0 ? Math.min(...ends) : null);
      }),
      settings,
    );
  });
});

describe("links", () => {
  it("of any text are read, or refused in words", () => {
    const hash = fc.oneof(
      fc.string({ unit: "binary" }),
      fc
        .array(
          fc.constantFrom(
            ...[
              "#",
              "problem=",
              "&",
              "samples=",
              "seed=",
              "run=1",
              "%",
              "%2B",
              "%FF",
              "+",
              "64",
              "-1",
            ],
            ...["1e999", "mode=", "tir", "__proto__=", "\u0000", "%00", "x", "tokens=", "="],
          ),
        )
        .map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(hash, (text) => {
        const link = readProblemLink(text);
        if (link.kind === "problem") expect(link.problem).not.toMatch(/[^\P{Cc}\n\t]/u);
        if (link.kind === "invalid") expect(link.message).toMatch(/[.]$/);
      }),
      settings,
    );
  });

  it("give back the problem that was written", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
        const problem = text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "").trim();
        fc.pre(problem !== "");
        expect(readProblemLink(writeProblemLink(problem, ""))).toMatchObject({ problem });
      }),
      settings,
    );
  });
});
