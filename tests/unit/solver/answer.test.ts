import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boxedAnswer, extractAnswer, readAnswer } from "../../../src/solver/answer";

describe("extractAnswer", () => {
  it.each([
    ["The answer is $\\boxed{5}$.", "5"],
    ["\\boxed {5}", "5"],
    ["\\boxed{\\frac{1}{2}}", "\\frac{1}{2}"],
    ["\\boxed{\\text{a {b} c}}", "\\text{a {b} c}"],
    ["\\boxed{\\{1, 2\\}}", "\\{1, 2\\}"],
    ["\\boxed{\\left\\{1\\right.}", "\\left\\{1\\right."],
    ["\\boxed{\\boxed{5}}", "5"],
    ["\\boxed{x = \\boxed{5}}", "5"],
    ["set {1} \\boxed{2} {3}", "2"],
    ["} } \\boxed{2}", "2"],
    ["{ { \\boxed{2}", "2"],
    ["\\\\\\boxed{4}", "4"],
    ["\\boxed{no solution}", "no solution"],
    // Without braces.
    ["\\boxed 5", "5"],
    ["so $\\boxed 5$ it is", "5"],
    ["\\boxed5.", "5"],
    ["\\boxed -3 holds", "-3"],
    ["\\boxed\\frac{1}{2}", "\\frac{1}{2}"],
    ["\\[\\boxed 7\\]", "7"],
    ["\\boxed x", "x"],
    ["\\boxed{1}, in the \\boxed format", "1"],
    ["\\boxed*{42}", "42"],
    // Chinese signs.
    ["\\boxed｛42｝", "42"],
    ["\\boxed{｛1，2｝}", "｛1，2｝"],
    ["\\boxed{42。}", "42"],
    ["\\boxed 42。", "42"],
    ["\\boxed ５", "５"],
    ["\\boxed (1, 2) holds", "(1, 2)"],
    ["(so \\boxed 5)", "5"],
    ["The answer is `\\boxed{42}`.", "42"],
    // A sign that ends the sentence.
    ["\\boxed{42.}", "42"],
    ["\\boxed{0.333...}", "0.333..."],
    ["\\boxed{5\\,}", "5\\,"],
    // After the thinking.
    ["<think>\\boxed{1}</think> so \\boxed{2}", "2"],
    ["<think>\\boxed{1}", "1"],
    ["a</think>\\boxed{1}</think>\\boxed{2}", "2"],
  ])("%j → %j", (text, answer) => {
    expect(extractAnswer(text)).toBe(answer);
    expect(readAnswer(text).from).toBe("box");
  });

  it.each([
    "",
    "no box",
    "\\boxed",
    "\\boxed{",
    "\\boxed{}",
    "\\boxed{ }",
    "\\boxed{5",
    "\\boxed{5\\}",
    "\\boxedtext{5}",
    "\\boxed \\frac{1}{",
    "the \\boxed command",
    "boxed{5}",
    "<think>\\boxed{1}</think> I do not know.",
  ])("%j has none", (text) => {
    expect(readAnswer(text)).toEqual({ answer: null, from: null });
  });

  it("finds the same number whatever stands around its box", () => {
    const noise = fc.string({ unit: fc.constantFrom("a", " ", "\n", ".", "$", "x^2", "{y}", "é") });
    fc.assert(
      fc.property(noise, fc.integer(), noise, (before, number, after) => {
        expect(extractAnswer(`${before}\\boxed{${number}}${after}`)).toBe(String(number));
      }),
      { seed: 1 },
    );
  });
});

describe("several boxes", () => {
  it.each([
    ["The integers are $\\boxed{-2}$ and $\\boxed{1}$.", "-2, 1"],
    ["\\boxed{1}\\boxed{2}", "1, 2"],
    ["\\boxed{1} and \\boxed{2}", "1, 2"],
    ["\\boxed{1}, \\boxed{2}, and \\boxed{3}", "1, 2, 3"],
    ["$x = \\boxed{3}$, hence the other unknown is $y = \\boxed{4}$.", "3, 4"],
    ["$$\\boxed{x=1}$$\n\n$$\\boxed{x=2}$$", "x=1, x=2"],
    ["\\boxed{1} oder \\boxed{2}", "1, 2"],
    ["解为 \\boxed{1}，另一个解为方程的第二个根 \\boxed{2}", "1, 2"],
    ["\\boxed{\\boxed{1}, \\boxed{2}}", "1, 2"],
    ["\\boxed 1, \\boxed 2", "1, 2"],
  ])("of one answer are joined: %j → %j", (text, answer) => {
    expect(extractAnswer(text)).toBe(answer);
  });

  it.each([
    // Said twice.
    ["\\boxed{5}\n\n\\boxed{5}", "5"],
    ["First \\boxed{5}, so the answer to this problem is \\boxed{5}", "5"],
    // Far apart, or without a word between that joins.
    [`\\boxed{1} ${"and so on ".repeat(8)} \\boxed{2}`, "2"],
    ["Step 1 gives \\boxed{3}. In step 2 it becomes \\boxed{5}", "5"],
    // Taken back.
    ["Is it \\boxed{41}? No: \\boxed{42}", "42"],
    ["\\boxed{41}, wait, that is wrong, \\boxed{42}", "42"],
    ["\\boxed{\\frac12} = \\boxed{0.5}", "0.5"],
    ["We get \\boxed{5}. However, checking gives \\boxed{6}.", "6"],
  ])("that are not, leave the last: %j → %j", (text, answer) => {
    expect(extractAnswer(text)).toBe(answer);
  });

  it.each([
    ["\\boxed{5} \\fbox{Note}", "5"],
    ["\\fbox{2}, that is \\boxed{ 3 }", "3"],
    ["\\boxed{1} and \\fbox{2}", "1"],
    ["\\fbox{2}", "2"],
  ])("an \\fbox counts only where nothing is \\boxed: %j → %j", (text, answer) => {
    expect(extractAnswer(text)).toBe(answer);
  });
});

describe("a placeholder", () => {
  const placeholders = [
    ...[
      "",
      " ",
      "...",
      "…",
      "\\ldots",
      "\\dots",
      "\\cdots",
      "?",
      "??",
      "\\square",
      "\\_\\_\\_",
      "___",
    ],
    ...["answer", "Answer", "your answer", "Your final answer", "the answer", "final answer here"],
    ...["\\text{answer}", "\\text{your answer here}", "<answer>", "[answer]", "{answer}", "ANSWER"],
    ...["insert answer here", "result", "$...$", "\\text{...}", "~", "\\quad"],
    ...["\\langle answer \\rangle", "\\phantom{00}", "solution", "\\text{value}", "Lösung", "填空"],
    ...["Antwort", "Ihre Antwort", "deine Antwort", "答案", "你的答案", "最终答案"],
  ];

  it.each(placeholders)("is no answer: %j", (content) => {
    expect(extractAnswer(`\\boxed{${content}}`)).toBeNull();
    expect(extractAnswer(`\\boxed{41} Put the answer in \\boxed{${content}}.`)).toBe("41");
  });

  it.each([
    "\\text{no solution}",
    "-1",
    "\\{\\}",
    "()",
    "\\emptyset",
    "<",
    "+",
    "0.\\overline{3}",
    "N",
  ])("is not what is an answer: %j", (content) => {
    expect(extractAnswer(`\\boxed{${content}}`)).toBe(content);
  });
});

describe("a last box that is cut off", () => {
  it.each([
    "\\boxed{41} … \\boxed{42",
    "\\boxed{1} \\boxed{\\frac{1}{2}",
    "\\boxed{41} so \\boxed｛4",
    "\\boxed{41}, so it is \\boxed",
    "The answer is 41. It is \\boxed{42",
  ])("leaves the text without an answer: %j", (text) => {
    expect(readAnswer(text)).toEqual({ answer: null, from: null });
  });

  it("does not matter before a whole one", () => {
    expect(extractAnswer("\\boxed{41 … \\boxed{42}")).toBe("42");
  });
});

describe("code and output", () => {
  const after = "So $\\boxed{12}$.\n";
  it.each([
    "```python\nprint(r'\\boxed{99}')\n```",
    "```\n\\boxed{99}\n```",
    "```py\nprint('}')\nprint(r'\\boxed{99}')\n```\n```output\n\\boxed{99}\n```\n",
    "```output\n\\boxed{99}\n```",
    "<tool_call>\nprint(r'\\boxed{99}')\n</tool_call>",
    "<tool_call>\nprint(r'\\boxed{99}')\n</tool_call>\n```output\n\\boxed{99}\n```\n",
    "~~~js\n'\\boxed{99}'\n~~~",
    "  * ```python\n    print(r'\\boxed{99}')\n    ```",
    "Check it: ```python\nprint(r'\\boxed{99}')\n```",
    "```latex\n\\boxed{99}\n```",
    "Write it as `\\boxed{99}`.",
    "<tool_response>\n\\boxed{99}\n</tool_response>",
    // Never closed.
    "```python\nprint(r'\\boxed{99}')",
    "```python\nprint(r'\\boxed{99",
    "<tool_call>\nprint(r'\\boxed{99}')",
    "```python\nx = {'a': [\n",
    // What only code says of the thinking.
    "```python\nprint('</think>')\n```",
    "```output\n</think>\n```\n",
    "<tool_call>\nprint('</think>')\n</tool_call>",
  ])("after the answer don't count: %j", (block) => {
    expect(readAnswer(after + block)).toEqual({ answer: "12", from: "box" });
  });

  it("before the answer don't either", () => {
    const text =
      "```python\nprint(r'\\boxed{99}')\n```\n```output\n\\boxed{99}\n```\nSo $\\boxed{12}$.";
    expect(extractAnswer(text)).toBe("12");
  });

  it("are told from the model's words also where what was printed looks like them", () => {
    const [before, printed, rest] = [
      "\\boxed{12} ```output",
      "\n```\n\\boxed{99}</think>\n```\n",
      " ok",
    ];
    const from = before.length;
    const span = { from, to: from + printed.length };
    expect(boxedAnswer(before + printed + rest, [span])).toBe("12");
    const later = `${before}${printed}\\boxed{13}`;
    expect(boxedAnswer(later, [span])).toBe("13");
  });

  it("count where the model itself boxes nothing, but code that was not run never does", () => {
    const code = "```python\nprint(r'\\boxed{98}')\n```\n";
    expect(readAnswer(`${code}\`\`\`output\n\\boxed{99}\n\`\`\`\nDone.`)).toEqual({
      answer: "99",
      from: "printed",
    });
    expect(readAnswer("Here:\n```\n\\boxed{5}\n```")).toEqual({ answer: "5", from: "printed" });
    expect(readAnswer(code)).toEqual({ answer: null, from: null });
    expect(boxedAnswer("Here:\n```\n\\boxed{5}\n```")).toBeNull();
  });

  it("don't swallow the solution where thinking ends in an open block", () => {
    expect(extractAnswer("<think>```python\nx = {1\n</think>\nIt is \\boxed{5}.")).toBe("5");
    expect(extractAnswer("<think><tool_call>\nx = {1\n</think>\nIt is \\boxed{5}.")).toBe("5");
  });

  it("a ```math block is the model's own word", () => {
    expect(readAnswer("\\boxed{1}, no:\n```math\n\\boxed{5}\n```")).toEqual({
      answer: "5",
      from: "box",
    });
  });

  it("printed while it thinks is no answer of a solution that names none", () => {
    const text = "<think>\n```output\n\\boxed{99}\n```\n</think>\nSo I give no answer.";
    expect(extractAnswer(text)).toBeNull();
  });
});

describe("an answer in words", () => {
  it.each([
    ["Answer: 42", "42"],
    ["**Answer: 42**", "42"],
    ["**Final answer:** $42$", "42"],
    ["**Final Answer**: 42.", "42"],
    ["The final answer is $42$.", "42"],
    ["The final answer is **42**.", "42"],
    ["Therefore, the answer is 42, which is even.", "42"],
    ["The answer to this problem is $\\frac{1}{2}$.", "\\frac{1}{2}"],
    ["Final Answer: The final answer is $3$. I hope it is correct.", "3"],
    ["### Final Answer\n\n$$\n42\n$$", "42"],
    ["Answer:\n\\[ x = 5 \\]", "x = 5"],
    ["Answer:\n- 42", "42"],
    ["Answer: -42", "-42"],
    ["Answer: 2**3 + 1", "2**3 + 1"],
    ["The answer is $1$ and $2$.", "1, 2"],
    ["Answer: 3, 4, and 5", "3, 4, and 5"],
    ["Answer: 4.5", "4.5"],
    ["Answer: 50 %", "50 %"],
    ["The answer is $5$ cm.", "5\\text{ cm}"],
    ["Answer: 42 apples were left in the basket", "42"],
    ["Answer: yes", "yes"],
    ["Answer: (B) 42", "B"],
    ["Answer: C", "C"],
    ["The correct option is B.", "B"],
    ["故选：B", "B"],
    ["The answer should be 12.", "12"],
    ["Answer – 12", "12"],
    ["Answer: about 3.5 hours", "3.5 hours"],
    ["The answer is 41? No. The answer is 42.", "42"],
    ["Antwort: 42", "42"],
    ["**Antwort:** Die Lösung ist $x = 5$.", "x = 5"],
    ["Die Antwort lautet 42.", "42"],
    ["Die Lösung der Gleichung ist 7.", "7"],
    ["答案：42", "42"],
    ["所以答案是 42。", "42"],
    ["最终答案为 $\\frac{1}{2}$。", "\\frac{1}{2}"],
    ["答：42", "42"],
  ])("%j → %j", (text, answer) => {
    expect(readAnswer(text)).toEqual({ answer, from: "said" });
  });

  it.each([
    "The answer is not known.",
    "I give no answer. A larger model may solve it.",
    "Answer: unknown",
    "The answer is a prime number.",
    "The answer is given below.",
    "Answer: ...",
    "Answer: [your answer]",
    "Answer:",
    "What is the answer?",
    "The answer is between three and five.",
    "Die Lösung ist schwierig.",
    "```\nAnswer: 42\n```",
    "<think>Answer: 42</think> I don't know.",
  ])("is not in %j", (text) => {
    expect(extractAnswer(text)).toBeNull();
  });

  it("counts only where nothing is boxed", () => {
    expect(extractAnswer("\\boxed{41}\n\nAnswer: 42")).toBe("41");
    expect(boxedAnswer("Answer: 42")).toBeNull();
  });

  it.each([
    "**Answer: D**",
    "Answer: (D)",
    "The final answer is **D**.",
    "答案：D",
    "Antwort: $\\text{D}$",
  ])("names the choice whose text is boxed: %j", (last) => {
    expect(extractAnswer(`\\boxed{⟨H⟩ \\ll ΔE} since it is so.\n\n${last}`)).toBe("D");
  });

  it("leaves a choice that is boxed, and one that is not the last word", () => {
    expect(extractAnswer("\\boxed{C}\n\nAnswer: D")).toBe("C");
    expect(extractAnswer("\\boxed{5}\n\nAnswer: D\n\nNo, that was a letter.")).toBe("5");
  });
});

describe("long nonsense", () => {
  const pieces = [
    ...["\\boxed{", "\\boxed", "{", "}", "\\", "\\boxed \\frac{", "\\boxed    ", "｛", "\\boxed{}"],
    ...[
      "<tool_call>",
      "</tool_call>",
      "</think>",
      "<tool_call></think>",
      "\n```python\n",
      "\n```\n",
    ],
    ...[
      "```",
      "\n````\n```\n",
      "\n~~~",
      "Answer: ",
      "the answer is ",
      "answer to ",
      "**",
      "答：",
      "$",
    ],
    ...["Lösung ", "\n", " ", "\n>", "\\boxed{?} and ", "answer(", "`"],
  ];

  it.each(pieces)("is read, and has no answer: %j", (piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length));
    expect(extractAnswer(text)).toBeNull();
  });

  it.each(pieces)("is read with work that grows like the text: %j", (piece) => {
    const [small, large] = [2000, 16_000].map((length) =>
      countExecs(() => extractAnswer(piece.repeat(Math.ceil(length / piece.length)))),
    );
    expect(large).toBeLessThan(12 * Math.max(small ?? 0, 20));
  });

  it("doesn't take the outermost of many boxes within boxes", () => {
    expect(extractAnswer(`${"\\boxed{".repeat(30_000)}5${"}".repeat(30_000)}`)).toBe("5");
  });
});

/** How often a pattern is tried, whatever it finds. */
function countExecs(work: () => void): number {
  const { exec } = RegExp.prototype;
  let count = 0;
  RegExp.prototype.exec = function (text: string) {
    count += 1;
    return exec.call(this, text);
  };
  try {
    work();
  } finally {
    RegExp.prototype.exec = exec;
  }
  return count;
}
