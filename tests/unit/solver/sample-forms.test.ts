import { describe, expect, it } from "vitest";
import type { PromptForm } from "../../../src/engine/prompt-form";
import { formOf } from "../../../src/solver/form/form-of";
import { runSample } from "../../../src/solver/sample";
import type { SampleOutcome, SampleRequest } from "../../../src/solver/sample-events";
import { type FakeEngine, type FakePython, fakeEngine, fakePython, turnEnd } from "./fake-ports";

const qwenMath: PromptForm = { kind: "qwen-math" };
const chat: PromptForm = { kind: "chat", prefix: "<|user|>", suffix: "<|model|>", fault: null };

const request: SampleRequest = {
  problem: "2+3?",
  mode: "tir",
  sampling: { temperature: 0.6, topP: 0.95, seed: 7 },
  maxTokens: 100,
  codeExecutions: 2,
  codeLimits: { seconds: 10, characters: 1000 },
};

async function draw(
  engine: FakeEngine,
  python: FakePython,
  more: Partial<SampleRequest> = {},
): Promise<SampleOutcome> {
  const { signal } = new AbortController();
  for await (const event of runSample({ engine, python }, { ...request, ...more }, signal)) {
    if (event.kind === "finished") return event.outcome;
  }
  throw new Error("The sample did not finish.");
}

const block = ["```python\n", "print(2+3)", "\n```\n"];

describe("runSample with Qwen2.5-Math-Instruct", () => {
  it("stops where output is asked for, gives it, and goes on", async () => {
    const engine = fakeEngine([...block, "```output", "\nso \\boxed{5}"], { form: qwenMath });
    const python = fakePython();
    const outcome = await draw(engine, python);
    expect(engine.prompts).toEqual([
      formOf(qwenMath).prompt("tir", { problem: "2+3?", totalCodeExecutions: 2 }),
    ]);
    expect(engine.generations.map(({ stop }) => stop)).toEqual([["```output"], ["```output"]]);
    expect(python.calls).toEqual(["open", "print(2+3)", "close"]);
    expect(engine.appended).toEqual(["\n5\n```\n"]);
    expect(outcome).toMatchObject({
      ending: "answered",
      answer: "5",
      codeCalls: 1,
      text: "```python\nprint(2+3)\n```\n```output\n5\n```\n\nso \\boxed{5}",
    });
  });

  it("runs a block that ends the turn, unless the answer is there", async () => {
    const engine = fakeEngine([...block, turnEnd, "so \\boxed{5}"], { form: qwenMath });
    expect(await draw(engine, fakePython())).toMatchObject({ ending: "answered", answer: "5" });
    expect(engine.appended).toEqual(["```output\n5\n```\n"]);

    const python = fakePython();
    const answered = fakeEngine(["\\boxed{4}", ...block], { form: qwenMath });
    expect(await draw(answered, python)).toMatchObject({ ending: "answered", answer: "4" });
    expect(python.calls).toEqual([]);
  });

  it("ends for a model that closes its turn with a block each time", async () => {
    const engine = fakeEngine(
      Array(9)
        .fill([...block, turnEnd])
        .flat(),
      { form: qwenMath },
    );
    const outcome = await draw(engine, fakePython());
    expect(outcome).toMatchObject({ ending: "no-answer", codeCalls: 2 });
    expect(engine.generations).toHaveLength(3);
  });

  it("does not run a block twice where output is asked for again", async () => {
    const engine = fakeEngine([...block, "```output", "```output", "\\boxed{5}"], {
      form: qwenMath,
    });
    const python = fakePython();
    await draw(engine, python);
    expect(python.calls).toEqual(["open", "print(2+3)", "close"]);
  });

  it("runs nothing in CoT", async () => {
    const engine = fakeEngine([...block, "```output", "\n5", "\\boxed{5}"], { form: qwenMath });
    const python = fakePython();
    expect(await draw(engine, python, { mode: "cot" })).toMatchObject({ answer: "5" });
    expect(engine.prompts).toEqual([formOf(qwenMath).prompt("cot", { problem: "2+3?" })]);
    expect(engine.generations.map(({ stop }) => stop)).toEqual([[]]);
    expect(python.calls).toEqual([]);
  });
});

describe("runSample with a chat model", () => {
  it("runs a block as soon as it is closed", async () => {
    const engine = fakeEngine([...block, "so \\boxed{5}"], { form: chat });
    expect(await draw(engine, fakePython())).toMatchObject({ answer: "5", codeCalls: 1 });
    expect(engine.appended).toEqual(["```output\n5\n```\n"]);
    expect(engine.prompts[0]).toMatch(/^<\|user\|>2\+3\?\n\nPlease .*<\|model\|>$/s);
  });

  it("does not force an answer that is there, and forces one without thinking", async () => {
    const forced = { mode: "cot", maxTokens: 2, forcedAnswerTokens: 5 } as const;
    const named = fakeEngine(["so \\boxed{5}", "or", "not"], { form: chat });
    expect(await draw(named, fakePython(), forced)).toMatchObject({
      ending: "token-limit",
      answer: "5",
    });
    const open = fakeEngine(["I", "guess", "7", "}"], { form: chat });
    expect(await draw(open, fakePython(), forced)).toMatchObject({
      ending: "forced",
      answer: "7",
      text: "Iguess\n\nThe final answer is \\boxed{7}",
    });
  });
});
