import { describe, expect, it } from "vitest";
import { type CodePieces, growPieces, noPieces } from "../../../../src/ui/code/code-pieces";
import { highlightPython, statementStarts } from "../../../../src/ui/code/highlight-python";

const sample = `from sympy import symbols  # names
x = symbols("x")
def area(n: int) -> float:
    """Of a square,
    in metres."""
    return n ** 2 if n else None
print(f"{area(3):.2f}", 0x1F, True)
`;

/** Spans as "class:text", without the plain ones. */
function coloured(code: string): string[] {
  return highlightPython(code).flatMap(({ text, className }) =>
    className ? [`${className.replace("code-", "")}:${text}`] : [],
  );
}

function grow(code: string, step: number): CodePieces {
  let pieces = noPieces;
  for (let length = step; length < code.length + step; length += step) {
    pieces = growPieces(pieces, code.slice(0, length), statementStarts);
    expect(pieces.tail.length).toBeLessThan(2400);
  }
  return pieces;
}

describe("highlightPython", () => {
  it("knows keywords, strings, numbers, comments and functions", () => {
    const found = coloured(sample);
    for (const span of [
      "keyword:from",
      "comment:# names",
      'string:"x"',
      "keyword:def",
      "function:area",
      "keyword:return",
      "number:2",
      "number:None",
      "number:0x1F",
      "number:True",
      "function:print",
    ]) {
      expect(found).toContain(span);
    }
    expect(found.some((span) => /^string:.*Of a square,\n? *$/s.test(span))).toBe(true);
  });

  it("shows every character, at each stage of the writing", () => {
    for (let length = 0; length <= sample.length; length += 1) {
      const code = sample.slice(0, length);
      const shown = highlightPython(code).map(({ text }) => text);
      expect(shown.join("")).toBe(code);
    }
  });

  it("shows what is no Python as it is", () => {
    for (const code of [
      "<script>alert(1)</script>",
      "SELECT * FROM x;",
      "\u0000\u202E((((",
      "'''".repeat(500),
      "(".repeat(5000),
      "    ".repeat(2000),
    ]) {
      const spans = highlightPython(code);
      expect(spans.map(({ text }) => text).join("")).toBe(code);
      expect(spans.every(({ className }) => /^code-[a-z]+$/.test(className ?? "code-x"))).toBe(
        true,
      );
    }
  });
});

describe("growPieces", () => {
  const statement = "def f(x):\n    # so\n    return '''a\nb''' + str(x)\n\nprint(f(1))\n";
  const programs: Readonly<Record<string, string>> = {
    "many statements": statement.repeat(500),
    "one long list": `x = [\n${"    (1, 'a'),\n".repeat(2500)}]\n`,
    "one long function": `def f(x):\n${"    x = x + 1  # more\n".repeat(1500)}`,
    "one long string": `'''\n${"text of many words\n".repeat(1500)}`,
    "one long line": "f(1) + ".repeat(4000),
  };

  it.each(Object.entries(programs))("%s: only the last piece is parsed again", (_, code) => {
    const whole = grow(code, code.length);
    expect([...whole.settled, whole.tail].join("")).toBe(code);
    for (const piece of whole.settled) expect(piece.length).toBeLessThanOrEqual(2400);
    expect(grow(code, 211)).toEqual(whole);
    expect(whole.settled.length).toBeGreaterThan(4);
    expect(whole.settled.length).toBeLessThan(60);
  });

  it("cuts between statements, so that the colours are those of the whole", () => {
    const code = programs["many statements"] ?? "";
    const { settled, tail } = grow(code, 700);
    expect(settled.every((piece) => /^(?:def|print)/.test(piece))).toBe(true);
    const pieces = [...settled, tail].flatMap(coloured);
    expect(pieces).toEqual(coloured(code));
  });
});
