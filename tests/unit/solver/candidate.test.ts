import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PromptTooLongError } from "../../../src/engine/errors";
import { collectCandidates, type Finalist } from "../../../src/solver/candidate";
import { formatPrompt } from "../../../src/solver/prompt";
import {
  cutAtParagraph,
  longestSummary,
  ownSummary,
  plainSummary,
} from "../../../src/solver/summary";
import { type FakeBatch, fakeBatch } from "./fake-batch";

describe("ownSummary", () => {
  it.each([
    ["what follows </think>", "<think>a \\boxed{1}</think>\n\nSo \\boxed{2}.", "So \\boxed{2}."],
    ["what follows the last </think>", "a</think>b</think>c \\boxed{2}", "c \\boxed{2}"],
    ["a box without braces", "a</think>so \\boxed 5", "so \\boxed 5"],
  ])("is %s", (_, text, summary) => expect(ownSummary(text)).toBe(summary));

  it.each([
    ["the thinking is unclosed", "<think>so \\boxed{2}"],
    ["nothing follows", "so \\boxed{2}</think>\n"],
    ["nothing is boxed", "a</think>so 2"],
    ["two things are boxed", "a</think>\\boxed{1} or \\boxed{2}"],
    ["the box is never closed", "a</think>so \\boxed{2"],
    ["the box is far from the end", `a</think>\\boxed{2}\n\n${"x".repeat(4000)}`],
    ["there is no text", ""],
  ])("is none when %s", (_, text) => expect(ownSummary(text)).toBeNull());

  it("keeps a long solution, for comparisons with room, and the end of a very long one", () => {
    const long = `${"x".repeat(4000)}\n\nSo \\boxed{2}.`;
    expect(ownSummary(`a</think>${long}`)).toBe(long);
    const summary = ownSummary(`a</think>${"word ".repeat(10_000)}\n\nSo \\boxed{2}.`) ?? "";
    expect(summary.length).toBeLessThanOrEqual(longestSummary);
    expect(summary.length).toBeGreaterThan(longestSummary / 2);
    expect(summary.endsWith("word \n\nSo \\boxed{2}.")).toBe(true);
  });
});

describe("cutAtParagraph", () => {
  it("keeps 3000 characters, from the beginning of a paragraph", () => {
    const short = "a\n\nb";
    expect(cutAtParagraph(short)).toBe(short);
    const paragraphs = Array.from({ length: 50 }, (_, i) => `${i}${"x".repeat(98)}`);
    const cut = cutAtParagraph(paragraphs.join("\n\n"));
    expect(cut.length).toBeLessThanOrEqual(3000);
    expect(cut.length).toBeGreaterThan(2800);
    expect(cut.startsWith("21x")).toBe(true);
    expect(cut.endsWith("x")).toBe(true);
  });

  it("cuts anywhere where there are no paragraphs", () => {
    expect(cutAtParagraph("x".repeat(9000))).toHaveLength(3000);
  });

  it("keeps the working where the last line stands alone", () => {
    const working = `${"Then x is 5, so we go on. ".repeat(180)}`.trim();
    const cut = cutAtParagraph(`${working}\n\nThe final answer is \\boxed{5}.`);
    expect(cut.length).toBeGreaterThan(2250);
    expect(cut).toMatch(/^Then x is 5[\s\S]*go on\.\n\nThe final answer is/);
    const list = Array.from({ length: 12 }, (_, i) => `${i}. ${"step ".repeat(80)}`).join("\n");
    expect(cutAtParagraph(`${list}\n\\boxed{5}`)).toMatch(/^\d+\. step[\s\S]*\n\\boxed\{5\}$/);
  });

  it("keeps three quarters of what it may of any text, its end among it", () => {
    const pieces = fc.constantFrom(
      "word ",
      "x",
      "\n",
      "\n\n",
      ". ",
      "。",
      "$x^2$",
      "😀",
      "\\boxed{5}",
    );
    const texts = fc.array(pieces, { maxLength: 400 }).map((all) => `${all.join("")}end`);
    fc.assert(
      fc.property(texts, fc.integer({ min: 20, max: 300 }), (text, characters) => {
        const cut = cutAtParagraph(text, characters);
        expect(text.endsWith(cut)).toBe(true);
        expect(cut.length).toBeLessThanOrEqual(Math.min(characters, text.length));
        expect(cut.length).toBeGreaterThanOrEqual(
          Math.min(text.length, Math.floor(characters * 0.75) - 1),
        );
        expect(cut.isWellFormed()).toBe(true);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});

describe("plainSummary", () => {
  it("is the text without tags, and names the answer", () => {
    const text = "<think>a<tool_call>print(1)</tool_call>b</think>";
    expect(plainSummary(text, "5")).toBe("aprint(1)b\n\n\\boxed{5}");
    expect(plainSummary("so \\boxed{5}", "5")).toBe("so \\boxed{5}");
    expect(plainSummary("", "5")).toBe("\\boxed{5}");
  });
});

describe("collectCandidates", () => {
  const request = {
    problem: "2+3?",
    temperature: 0.6,
    topP: 0.95,
    seed: (sample: number) => 100 + sample,
  };
  const finalist = (sample: number, answer: string, text: string, forced = false): Finalist => ({
    ...{ sample, answer, text, forced },
  });
  const own = (sample: number) => finalist(sample, "5", `a</think>no. ${sample}: \\boxed{5}`);
  const open = (sample: number) => finalist(sample, "6", `thinking ${sample} \\boxed{6}`);
  const collect = (engine: FakeBatch, ...groups: (readonly Finalist[])[]) =>
    collectCandidates(engine, request, groups, new AbortController().signal);

  it("takes samples' own summaries, as many as one comparison holds, and asks nobody", async () => {
    const engine = fakeBatch(() => []);
    const numbers = Array.from({ length: 20 }, (_, sample) => sample);
    const { candidates, tokens } = await collect(engine, [open(99), ...numbers.map(own)]);
    expect(candidates[0]?.map(({ sample, source }) => [sample, source])).toEqual(
      numbers.slice(0, 16).map((sample) => [sample, "solution"]),
    );
    expect(engine.asked).toEqual([]);
    expect(tokens.generatedTokens).toBe(0);
  });

  it("asks the model for one where no sample wrote any", async () => {
    const engine = fakeBatch(() => ["<think>hm</think>", "It is ", "\\boxed{6.0}"]);
    const { candidates, tokens } = await collect(engine, [own(0)], [open(3), open(4)]);
    expect(candidates[1]).toEqual([
      { sample: 3, answer: "6", summary: "It is \\boxed{6.0}", source: "asked" },
    ]);
    expect(engine.asked).toMatchObject([
      {
        prompt: formatPrompt("summarize", { problem: "2+3?", generation: open(3).text }),
        sampling: { seed: 103 },
      },
    ]);
    expect(engine.asked[0]?.prompt).toContain("Solution:\nthinking 3 \\boxed{6}\n\nNow write");
    expect(tokens).toEqual({ generatedTokens: 3, prefilledTokens: 10, cachedTokens: 5 });
    expect(engine.stillOpen()).toBe(0);
  });

  it("takes what a model without thinking writes for its solution", async () => {
    const engine = fakeBatch(() => [], {
      promptForm: { kind: "chat", prefix: "<", suffix: ">", fault: null },
    });
    const { candidates } = await collect(engine, [finalist(0, "5", "So: \\boxed{5}")]);
    expect(candidates[0]).toMatchObject([{ summary: "So: \\boxed{5}", source: "solution" }]);
    expect(engine.asked).toEqual([]);
  });

  it("doesn't take a box that was forced for a solution", async () => {
    const engine = fakeBatch(() => ["Clean. \\boxed{5}"]);
    const forced = finalist(0, "5", "thoughts\n</think>\n\n\\boxed{5}", true);
    const { candidates } = await collect(engine, [forced]);
    expect(candidates[0]?.[0]).toMatchObject({ summary: "Clean. \\boxed{5}", source: "asked" });
  });

  it.each([
    ["names another answer", () => ["It is \\boxed{7}"]],
    ["names none", () => ["It is six."]],
    ["never ends its thinking", () => ["<think>", "\\boxed{6}"]],
    [
      "can't be asked",
      () => {
        throw new PromptTooLongError("too long");
      },
    ],
  ])("falls back to the text when the model %s", async (_, script) => {
    const { candidates } = await collect(fakeBatch(script), [open(3)]);
    expect(candidates[0]).toEqual([
      { sample: 3, answer: "6", summary: "thinking 3 \\boxed{6}", source: "text" },
    ]);
  });

  it("asks for no more than 2048 tokens", async () => {
    const { tokens } = await collect(
      fakeBatch(() => Array(5000).fill("x")),
      [open(3)],
    );
    expect(tokens.generatedTokens).toBe(2048);
  });
});
