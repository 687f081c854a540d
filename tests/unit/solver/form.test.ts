import { describe, expect, it } from "vitest";
import type { PromptForm } from "../../../src/engine/prompt-form";
import { describeForm, trainingOf } from "../../../src/solver/form/describe-form";
import type { Form } from "../../../src/solver/form/form";
import { formOf } from "../../../src/solver/form/form-of";
import { formatCodeOutput, formatPrompt } from "../../../src/solver/prompt";
import { printed } from "./fake-ports";

const openMath = formOf({ kind: "openmath", assumed: false });
const qwenMath = formOf({ kind: "qwen-math" });
const llamaLike = { prefix: "<|user|>\n", suffix: "</s>\n<|assistant|>\n", fault: null };
const chat = formOf({ kind: "chat", ...llamaLike });
const thinker = formOf({ kind: "chat", ...llamaLike, suffix: "<|assistant|><think>\n" });
const silent = formOf({ kind: "chat", ...llamaLike, suffix: "<|assistant|><think>\n</think>\n" });
const forms: [string, Form][] = [
  ["OpenMath's", openMath],
  ["Qwen2.5-Math's", qwenMath],
  ["a chat model's", chat],
];
const tir = { problem: " 1+1?\n", totalCodeExecutions: 4 };
const compared = { problem: "1+1?", solutions: "S", numSolutions: 2, maxIdx: 1 };

describe("prompts", () => {
  it("are OpenMath's to the byte", () => {
    expect(openMath.prompt("tir", tir)).toBe(formatPrompt("tir", tir));
    expect(openMath.codeOutput("", printed("5\n", { stderr: "e\n" }), 7)).toBe(
      formatCodeOutput("5\ne\n", 7),
    );
  });

  it("are Qwen2.5-Math-Instruct's to the byte", () => {
    expect(qwenMath.prompt("cot", { problem: " 1+1?\n" })).toBe(
      "<|im_start|>system\nPlease reason step by step, and put your final answer within \\boxed{}." +
        "<|im_end|>\n<|im_start|>user\n1+1?<|im_end|>\n<|im_start|>assistant\n",
    );
    expect(qwenMath.prompt("tir", tir)).toBe(
      "<|im_start|>system\nPlease integrate natural language reasoning with programs to solve the " +
        "problem above, and put your final answer within \\boxed{}.<|im_end|>\n<|im_start|>user\n" +
        "1+1?<|im_end|>\n<|im_start|>assistant\n",
    );
  });

  it("stand in a chat model's template, and say how to answer", () => {
    expect(chat.prompt("cot", { problem: " 1+1?\n" })).toBe(
      "<|user|>\n1+1?\n\nPlease reason step by step, and put your final answer within \\boxed{}." +
        "</s>\n<|assistant|>\n",
    );
    expect(chat.prompt("tir", tir)).toBe(
      "<|user|>\n1+1?\n\nPlease reason step by step, and put your final answer within \\boxed{}. You " +
        "can use Python: write a ```python block that prints what you need to know. What it prints " +
        "is given to you in an ```output block, then you go on. You can do so up to 4 times.</s>\n" +
        "<|assistant|>\n",
    );
  });

  it("ask every model the same where it compares solutions or writes one anew", () => {
    const question = (prompt: string) => prompt.slice(prompt.indexOf("You will be given"));
    const asked = (form: Form) => question(form.prompt("genselect", compared));
    const common = asked(openMath).split("<|im_end|>")[0] ?? "";
    expect(common).toContain("Problem: 1+1?\n\nSolutions:\nS\n");
    expect(asked(qwenMath)).toBe(`${common}<|im_end|>\n<|im_start|>assistant\n`);
    expect(asked(chat)).toBe(`${common}</s>\n<|assistant|>\n`);
    const summarize = { problem: "1+1?", generation: "long" };
    expect(chat.prompt("summarize", summarize)).toContain("\n\nSolution:\nlong\n\n");
  });

  it.each(forms)("refuse an empty problem in %s form", (_, form) => {
    expect(() => form.prompt("cot", { problem: " \n" })).toThrow(/empty/);
  });

  it.each([
    [qwenMath, "<|im_end|>", "< |im_end|>"],
    [chat, "a</s>b<s>", "a< /s>b< s>"],
    [chat, "<|assistant|>, <tool_call>", "< |assistant|>, < tool_call>"],
    [chat, "<｜User｜> <end_of_turn> <bos>", "< ｜User｜> < end_of_turn> < bos>"],
    [thinker, "<think>", "< think>"],
    [
      formOf({ kind: "chat", prefix: "[INST] ", suffix: "[/INST]", fault: null }),
      "[/INST] [ABC]",
      "[ /INST] [ABC]",
    ],
    [chat, "a<b, $x<|y|$, f<g>(x)", "a<b, $x<|y|$, f<g>(x)"],
  ])("hold no control strings from outside (%#)", (form, text, harmless) => {
    expect(form.prompt("cot", { problem: text })).toContain(harmless);
    expect(form.codeOutput("", printed(text), 1)).toContain(harmless);
  });
});

const block = "Now:\n```python\nprint(1)\n```";

describe("fenced code", () => {
  it.each([
    ["asked for", `${block}\n\`\`\`output`, "print(1)"],
    ["just closed", `${block}\n`, "print(1)"],
    ["at the end of a turn", `${block}\nThis prints it.`, "print(1)"],
    ["asked for after some words", `${block}\nIt gives:\n\`\`\`output`, "print(1)"],
    ["of several blocks the last", `\`\`\`python\na\n\`\`\`\n${block}\n`, "print(1)"],
    ["indented", "```python\n\n  x\n  y\n\n```\n", "  x\n  y"],
    ["under a short name", "```py\nx\n```\n", "x"],
    ["with spaces behind the name", "```Python3 \nx\n```\n", "x"],
    ["empty", "```python\n```\n", ""],
    ["closed by its output's beginning", "```python\nx\n```output", "x"],
  ])("is found %s", (_, text, code) => {
    expect(qwenMath.calledCode(text)).toBe(code);
    expect(chat.calledCode(text)).toBe(code);
  });

  it.each([
    ["none", "so \\boxed{1}"],
    ["open", "```python\nprint(1)"],
    ["in another language", "```latex\nx\n```\n"],
    ["answered", `${block}\n\`\`\`output\n1\n\`\`\`\n`],
    ["answered, and output is asked for again", `${block}\n\`\`\`output\n1\n\`\`\`\n\`\`\`output`],
    ["without a line of its own", "```python print(1)```\n"],
  ])("is not run when it is %s", (_, text) => expect(qwenMath.calledCode(text)).toBeNull());

  it("is answered in an output block, begun by the model or not", () => {
    const output = (text: string) => text + qwenMath.codeOutput(text, printed("42\n"), 3);
    const whole = `${block}\n\`\`\`output\n42\n\`\`\`\n`;
    expect(output(block)).toBe(whole);
    expect(output(`${block}\n`)).toBe(whole);
    expect(output(`${block}\n\`\`\`output`)).toBe(whole);
  });

  it.each([
    ["nothing", printed(""), "Done"],
    [
      "an error",
      printed(
        "1\nTraceback (most recent call last):\n    1 / 0\nZeroDivisionError: division by zero\n",
        { status: "raised" },
      ),
      "ZeroDivisionError: division by zero",
    ],
    ["on both channels", printed("a\n", { stderr: "b\n" }), "a\nb"],
    ["fences", printed("```\n```python\nx"), "`` `\n`` `python\nx"],
  ])("that gives %s is answered as Qwen2.5-Math knows it", (_, result, output) => {
    expect(qwenMath.codeOutput("\n", result, 3)).toBe(`\`\`\`output\n${output}\n\`\`\`\n`);
  });

  it("tells a chat model everything, and when no call is left", () => {
    const raised = printed("Traceback\nValueError\n", { status: "raised" });
    expect(chat.codeOutput("\n", raised, 1)).toBe("```output\nTraceback\nValueError\n```\n");
    expect(chat.codeOutput("\n", printed(""), 0)).toBe(
      "```output\n(nothing printed)\n```\n\nNo more code can be run. I go on without it.\n",
    );
  });
});

describe("a forced answer", () => {
  it.each([
    [openMath, "<think>a", "\n</think>\n\n\\boxed{"],
    [qwenMath, "a", "\n\nThe final answer is \\boxed{"],
    [qwenMath, "```python\nx", "\n```\n\nThe final answer is \\boxed{"],
    [qwenMath, block, "\n\nThe final answer is \\boxed{"],
    [chat, "a", "\n\nThe final answer is \\boxed{"],
    [chat, "<think>a", "\n</think>\n\nThe final answer is \\boxed{"],
    [chat, "<think>a</think>b", "\n\nThe final answer is \\boxed{"],
    [thinker, "a", "\n</think>\n\nThe final answer is \\boxed{"],
    [silent, "a", "\n\nThe final answer is \\boxed{"],
  ])("ends what is open (%#)", (form, text, forced) => {
    expect(form.forcedFinish(text)).toBe(forced);
  });
});

describe("the solution", () => {
  it.each([
    [openMath, "a", null],
    [openMath, "a</think> b ", "b"],
    [qwenMath, " a ", "a"],
    [chat, "a", "a"],
    [chat, "<think>a", null],
    [chat, "<think>a</think>\nb", "b"],
    [thinker, "a", null],
    [silent, "a", "a"],
    [thinker, "a</think>b", "b"],
  ])("comes after the thinking (%#)", (form, text, solution) => {
    expect(form.solution(text)).toBe(solution);
  });
});

describe("describeForm", () => {
  const chatForm: PromptForm = { kind: "chat", ...llamaLike };

  it("says what was not trained in", () => {
    expect(describeForm({ kind: "openmath", assumed: false })).toBeNull();
    expect(describeForm({ kind: "openmath", assumed: true })).toMatch(/asked as an OpenMath model/);
    expect(describeForm({ kind: "qwen-math" })).toMatch(/not trained to compare answers/);
    expect(describeForm(chatForm)).toMatch(/own chat template.*not trained/);
    expect(describeForm({ ...chatForm, fault: "it is too long" })).toMatch(
      /can't be used \(it is too long\).*ChatML/,
    );
  });

  it("goes with what the page chooses by itself", () => {
    expect(trainingOf({ kind: "openmath", assumed: true })).toEqual({ tir: true, genselect: true });
    expect(trainingOf({ kind: "qwen-math" })).toEqual({ tir: true, genselect: false });
    expect(trainingOf(chatForm)).toEqual({ tir: false, genselect: false });
  });
});
