import type { PythonResult } from "../../python/python-session";
import { createNeutralise } from "../control-tokens";
import { fillQuestion, type PromptValues } from "../prompt";
import { wireFormat } from "../wire-format";
import { calledCode, closingFence, outputBegin, outputBlock } from "./fenced-code";
import type { Form } from "./form";

/** Where nothing special is wanted, as in Qwen2's template. */
const helpful = "You are a helpful assistant.";

const systems: Readonly<Record<keyof PromptValues, string>> = {
  cot: "Please reason step by step, and put your final answer within \\boxed{}.",
  tir:
    "Please integrate natural language reasoning with programs to solve the problem above, and put " +
    "your final answer within \\boxed{}.",
  summarize: helpful,
  genselect: helpful,
};

const questions = { ...wireFormat.prompts, cot: "{problem}", tir: "{problem}" };

const harmless = createNeutralise("");

/**
 * Qwen2.5-Math-Instruct's own form: the system turn tells the mode, the user's turn is the bare
 * problem. In TIR the model writes a ```python block and begins an ```output block; it is stopped
 * there, what the code printed goes into that block, and the model goes on. Code that prints nothing
 * gives "Done", code that fails the last line of its error. A block that ends the turn is run too.
 *
 * Source: github.com/QwenLM/Qwen2.5-Math, commit a45202b: README.md (system texts),
 * evaluation/math_eval.py (stop string, output block), evaluation/python_executor.py (what is in it).
 */
export const qwenMathForm: Form = {
  prompt: (mode, values) =>
    `<|im_start|>system\n${systems[mode]}<|im_end|>\n` +
    `<|im_start|>user\n${fillQuestion(questions[mode], values, harmless)}<|im_end|>\n` +
    "<|im_start|>assistant\n",
  codeStops: [outputBegin],
  calledCode,
  codeOutput: (text, result) => outputBlock(text, harmless(report(result))),
  forcedFinish: (text) => `${closingFence(text)}\n\nThe final answer is \\boxed{`,
  declines: () => false,
  solution: (text) => text.trim(),
};

function report({ status, stdout, stderr }: PythonResult): string {
  const said = (stdout + stderr).trim();
  if (status === "raised") return said.slice(said.lastIndexOf("\n") + 1);
  return said || "Done";
}
