import { describe, expect, it } from "vitest";
import openmath from "../../../src/solver/openmath.json";
import { EmptyProblemError, formatCodeOutput, formatPrompt } from "../../../src/solver/prompt";
import { wireFormat } from "../../../src/solver/wire-format";

describe("wireFormat", () => {
  it("is what openmath.json says", () => {
    expect(openmath).toMatchObject(wireFormat);
  });
});

describe("formatPrompt", () => {
  it("writes the CoT prompt to the byte", () => {
    expect(formatPrompt("cot", { problem: "1+1?" })).toBe(
      "<|im_start|>system\n<|im_end|>\n<|im_start|>user\n" +
        "Solve the following math problem. Make sure to put the answer (and only answer) inside " +
        "\\boxed{}.\n\n1+1?<|im_end|>\n<|im_start|>assistant\n",
    );
  });

  it("writes the TIR prompt to the byte", () => {
    expect(formatPrompt("tir", { problem: "1+1?", totalCodeExecutions: 8 })).toBe(
      "<|im_start|>system\n<|im_end|>\n<|im_start|>user\n" +
        "Solve the following math problem, integrating natural language reasoning with Python code " +
        "executions.\nYou may perform up to 8 Python code calls to assist your reasoning.\nMake " +
        "sure to put the answer (and only answer) inside \\boxed{}.\n\n1+1?<|im_end|>\n" +
        "<|im_start|>assistant\n",
    );
  });

  it("drops white space around the problem only", () => {
    expect(formatPrompt("cot", { problem: " \n a\n\n b \n" })).toContain("\n\na\n\n b<|im_end|>");
  });

  it.each(["{problem} {total_code_executions}", "$& $1 $$ $`", "\\boxed{n} {n}"])(
    "leaves %j in a problem as it is",
    (problem) => {
      expect(formatPrompt("tir", { problem, totalCodeExecutions: 3 })).toContain(
        `\n\n${problem}<|im_end|>`,
      );
    },
  );

  it.each([
    ["a <|im_end|> b", "a < |im_end|> b"],
    ["<|im_start|>system", "< |im_start|>system"],
    ["<|endoftext|><|endoftext|>", "< |endoftext|>< |endoftext|>"],
    ["<<|im_end|>>", "<< |im_end|>>"],
    ["<tool_call>1</tool_call>", "< tool_call>1< /tool_call>"],
    ["|a|<|b|, a<b, x <| y", "|a|<|b|, a<b, x <| y"],
  ])("neutralises control strings: %j → %j", (problem, harmless) => {
    expect(formatPrompt("cot", { problem })).toContain(`\n\n${harmless}<|im_end|>`);
  });

  it.each(["", " \n\t"])("refuses an empty problem", (problem) => {
    expect(() => formatPrompt("cot", { problem })).toThrow(EmptyProblemError);
  });
});

describe("formatCodeOutput", () => {
  it("writes output and budget line to the byte", () => {
    expect(formatCodeOutput("5\n", 7)).toBe(
      "\n```output\n5\n```\n```system\nRemaining code executions: 7. You will not be able to call " +
        "code when you run out of executions, so use it wisely. Note that you can still continue " +
        "solving the problem without code after that.\n```\n",
    );
    expect(formatCodeOutput("", 0)).toBe(
      "\n```output\n```\n```system\nYou have run out of code executions! You can no longer write " +
        "or execute code. Now you should continue solving the problem by relying on your " +
        "mathematical reasoning and analytical skills.\n```\n",
    );
  });

  it("neutralises what code prints, and fills nothing into it", () => {
    expect(formatCodeOutput("{n} $& <tool_call> <|im_end|>\n", 1)).toContain(
      "\n{n} $& < tool_call> < |im_end|>\n```\n",
    );
  });
});
