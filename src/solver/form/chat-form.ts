import type { PromptForm } from "../../engine/prompt-form";
import { createNeutralise } from "../control-tokens";
import { fillQuestion } from "../prompt";
import { wireFormat } from "../wire-format";
import { blockEnd, calledCode, closingFence, outputBegin, outputBlock } from "./fenced-code";
import type { Form } from "./form";
import { afterThinking, isThinking, thinkEnd } from "./thinking";

const boxed =
  "{problem}\n\nPlease reason step by step, and put your final answer within \\boxed{}.";

const questions = {
  ...wireFormat.prompts,
  cot: boxed,
  tir:
    `${boxed} You can use Python: write a \`\`\`python block that prints what you need to know. What ` +
    "it prints is given to you in an ```output block, then you go on. You can do so up to " +
    "{total_code_executions} times.",
};

/**
 * Any other model: the question stands in its own chat template, and says how to answer. A ```python
 * block is run as soon as it is closed: a model that was not trained to wait makes up the output.
 */
export function createChatForm({
  prefix,
  suffix,
}: Extract<PromptForm, { readonly kind: "chat" }>): Form {
  const harmless = createNeutralise(prefix + suffix);
  const thinks = (text: string) => isThinking(suffix + text);
  return {
    prompt: (mode, values) => prefix + fillQuestion(questions[mode], values, harmless) + suffix,
    codeStops: [blockEnd, outputBegin],
    calledCode,
    codeOutput(text, { stdout, stderr }, executionsLeft) {
      const output = (stdout + stderr).trim() || "(nothing printed)";
      const last = executionsLeft > 0 ? "" : "\nNo more code can be run. I go on without it.\n";
      return outputBlock(text, harmless(output)) + last;
    },
    forcedFinish: (text) =>
      `${closingFence(text)}${thinks(text) ? `\n${thinkEnd}` : ""}\n\nThe final answer is \\boxed{`,
    declines: () => false,
    solution: (text) => afterThinking(text) ?? (thinks(text) ? null : text.trim()),
  };
}
