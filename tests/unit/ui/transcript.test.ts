import { describe, expect, it } from "vitest";
import type { SampleEvent, SampleOutcome } from "../../../src/solver/sample-events";
import {
  blocksBefore,
  close,
  emptyTranscript,
  readEvent,
  type Transcript,
} from "../../../src/ui/solve/transcript";

const text = (text: string): SampleEvent => ({ kind: "text", text, logprob: null });
const result = { status: "completed", stdout: "3\n", stderr: "", seconds: 0.1 } as const;
const started: SampleEvent = { kind: "code-started", call: 1, code: "print(3)" };
const finished: SampleEvent = { kind: "code-finished", call: 1, result, executionsLeft: 7 };
const outcome: SampleOutcome = {
  ending: "answered",
  answer: "3",
  text: "",
  generatedTokens: 9,
  prefilledTokens: 0,
  cachedTokens: 0,
  prefilledAfterOutput: 0,
  codeCalls: 1,
  seconds: 1,
  codeSeconds: 0,
};
const end: SampleEvent = { kind: "finished", outcome };

function read(...events: SampleEvent[]): Transcript {
  return events.reduce(readEvent, emptyTranscript);
}

/** Parts without their ids. */
function shown(transcript: Transcript): unknown[] {
  return transcript.parts.map(({ id, ...part }) => part);
}

const wholeRun = "<think>\nLet me see.\n<tool_call>\nprint(3)\n</tool_call>";
const afterCode = "The result is 3.\n</think>\n\nSo it is $\\boxed{3}$.";

describe("readEvent", () => {
  it("turns tags into parts, however the text is cut", () => {
    const whole = [
      { kind: "reasoning", text: "Let me see.\n" },
      {
        kind: "code",
        code: "print(3)",
        state: { kind: "finished", call: 1, result, executionsLeft: 7 },
      },
      { kind: "reasoning", text: "The result is 3.\n" },
      { kind: "solution", text: "So it is $\\boxed{3}$." },
    ];
    for (let size = 1; size <= 40; size += 1) {
      const pieces = (all: string) => {
        const events: SampleEvent[] = [];
        for (let at = 0; at < all.length; at += size) events.push(text(all.slice(at, at + size)));
        return events;
      };
      const transcript = read(
        ...pieces(wholeRun),
        started,
        finished,
        { kind: "appended", text: "\n```output\n3\n```\n" },
        ...pieces(afterCode),
        end,
      );
      expect(shown(transcript)).toEqual(whole);
    }
  });

  it("shows fenced Python as it shows tagged, however the text is cut", () => {
    const whole = [
      { kind: "solution", text: "Let me see.\n" },
      {
        kind: "code",
        code: "print(3)",
        state: { kind: "finished", call: 1, result, executionsLeft: 7 },
      },
      { kind: "solution", text: "So it is `$` $\\boxed{3}$." },
    ];
    const written = "Let me see.\n```python\nprint(3)\n```\n```output";
    const appended: SampleEvent = { kind: "appended", text: "\n3\n```\n" };
    for (let size = 1; size <= 50; size += 1) {
      const pieces = written.match(new RegExp(`.{1,${size}}`, "gs")) ?? [];
      const after = text("So it is `$` $\\boxed{3}$.");
      expect(shown(read(...pieces.map(text), started, finished, appended, after, end))).toEqual(
        whole,
      );
    }
  });

  it("shows fenced Python that nobody runs, and the output that the model makes up", () => {
    const made = "```python\nprint(3)\n```\n```output\n3\n```\nSo 3.";
    expect(shown(read(text(made), end))).toEqual([
      { kind: "code", code: "print(3)", state: { kind: "not-run" } },
      { kind: "solution", text: "```output\n3\n```\nSo 3." },
    ]);
  });

  it("ends fenced code where an answer is forced", () => {
    const forced: SampleEvent = { kind: "forced", text: "\n```\n\nThe answer is \\boxed{" };
    expect(shown(read(text("a\n```python\nx = {"), forced, text("5}"), end))).toEqual([
      { kind: "solution", text: "a\n" },
      { kind: "code", code: "x = {", state: { kind: "not-run" } },
      { kind: "solution", text: "The answer is \\boxed{5}" },
    ]);
  });

  it("ends open thinking and code where an answer is forced", () => {
    const forced: SampleEvent = { kind: "forced", text: "\n</think>\n\n\\boxed{" };
    const code = { kind: "code", code: "x = {", state: { kind: "not-run" } };
    expect(shown(read(text("<think>a<tool_call>\nx = {"), forced, text("5}"), end))).toEqual([
      { kind: "reasoning", text: "a" },
      code,
      { kind: "solution", text: "\\boxed{5}" },
    ]);
  });

  it("never shows the beginning of a tag", () => {
    for (const tag of ["<think>", "</think>", "<tool_call>", "</tool_call>"]) {
      const opening = tag === "</tool_call>" ? "a<tool_call>\nb" : "a";
      for (let length = 1; length < tag.length; length += 1) {
        const transcript = read(text(`${opening}${tag.slice(0, length)}`));
        expect(JSON.stringify(transcript.parts)).not.toContain("<");
      }
    }
  });

  it("shows a less-than sign as soon as it can't be a tag", () => {
    expect(shown(read(text("if x <"), text(" 3")))).toEqual([
      { kind: "solution", text: "if x < 3" },
    ]);
    expect(shown(read(text("<tool_call>\nx <"), text(" 3 <t")))).toEqual([
      { kind: "code", code: "x < 3 <t", state: { kind: "writing" } },
    ]);
  });

  it("takes text before a lone </think> as reasoning", () => {
    const transcript = read(text("First."), text("</think>Then."));
    expect(shown(transcript)).toEqual([
      { kind: "reasoning", text: "First." },
      { kind: "solution", text: "Then." },
    ]);
  });

  it("runs code that stands outside of reasoning", () => {
    const transcript = read(
      text("<tool_call>\nprint(3)\n</tool_call>"),
      started,
      finished,
      text("Yes"),
    );
    expect(shown(transcript).map((part) => (part as { kind: string }).kind)).toEqual([
      "code",
      "solution",
    ]);
  });

  it("says that a block was not run when the model goes on without it", () => {
    const transcript = read(text("<tool_call>\nprint(3)\n</tool_call>\nWell,"));
    expect(shown(transcript)).toEqual([
      { kind: "code", code: "print(3)", state: { kind: "not-run" } },
      { kind: "solution", text: "Well," },
    ]);
  });

  it("keeps blank lines and indentation of code", () => {
    const code = "def f(x):\n    if x < 1:\n        return 1\n\n    return x";
    const transcript = read(text(`<tool_call>\n${code}\n</tool_call>`));
    expect(transcript.parts[0]).toMatchObject({ code });
  });

  it("keeps the identity of parts that did not change", () => {
    const before = read(text(wholeRun), started, finished, text("More"));
    const after = readEvent(before, text(" text"));
    expect(after.parts[0]).toBe(before.parts[0]);
    expect(after.parts[1]).toBe(before.parts[1]);
    expect(after.parts[2]).not.toBe(before.parts[2]);
  });
});

describe("close", () => {
  it("drops a tag that was cut off and keeps a less-than sign", () => {
    expect(shown(close(read(text("so x<tool_c"))))).toEqual([{ kind: "solution", text: "so x" }]);
    expect(shown(close(read(text("so x <"))))).toEqual([{ kind: "solution", text: "so x <" }]);
  });

  it("says what became of the code", () => {
    const states = [read(text(wholeRun), started), read(text("<tool_call>\nprint("))].map(
      (transcript) => shown(readEvent(transcript, end)).at(-1),
    );
    expect(states).toEqual([
      { kind: "code", code: "print(3)", state: { kind: "interrupted", call: 1 } },
      { kind: "code", code: "print(", state: { kind: "not-run" } },
    ]);
  });
});

describe("blocksBefore", () => {
  const call = (code: string, status: "completed" | "raised"): SampleEvent[] => [
    { ...text(`<tool_call>\n${code}\n</tool_call>`) },
    { kind: "code-started", call: 1, code: `${code}\n` },
    { kind: "code-finished", call: 1, result: { ...result, status }, executionsLeft: 7 },
    text("So."),
  ];

  it("gives the blocks that completed before a part's code ran", () => {
    const blocks = [call("a = 1", "completed"), call("b", "raised"), call("c = 2", "completed")];
    const { parts } = read(...blocks.flat(), text("<tool_call>\nd\n</tool_call>"));
    const code = parts.filter((part) => part.kind === "code");
    expect(code.map((part) => blocksBefore(parts, part))).toEqual([
      [],
      ["a = 1"],
      ["a = 1"],
      ["a = 1", "c = 2"],
    ]);
  });
});
