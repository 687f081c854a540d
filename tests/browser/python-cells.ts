/** What a block must print. `training`: cells.py, which made the demo model's data, agrees. */
export interface Cell {
  readonly code: string;
  readonly output: string;
  readonly training?: false;
}

const ownOnly = { training: false } as const;
const trace = (...lines: string[]) => `Traceback (most recent call last):\n${lines.join("\n")}\n`;

/** Notebooks: state is kept between the cells of one. */
export const notebooks: Record<string, readonly Cell[]> = {
  "the format's own examples": [
    { code: "1 / 0", output: trace("    1 / 0", "ZeroDivisionError: division by zero") },
    {
      code: "a = 2\n b = 3",
      output: "    b = 3\n    ^\nIndentationError: unexpected indent\n",
      ...ownOnly,
    },
    {
      code: "print('before')\n1 / 0",
      output: `before\n${trace("    1 / 0", "ZeroDivisionError: division by zero")}`,
    },
  ],
  echo: [
    { code: "1 + 1", output: "2\n" },
    { code: "x = 5", output: "" },
    { code: "x", output: "5\n" },
    { code: "x;", output: "", ...ownOnly },
    { code: "x ;  # why", output: "", ...ownOnly },
    { code: "x  # why;", output: "5\n" },
    { code: "'a;'", output: "'a;'\n" },
    { code: "None", output: "" },
    { code: "print(x)", output: "5\n" },
    { code: "print(x)\nx + 1", output: "5\n6\n" },
    { code: "x\nx + 1", output: "6\n" },
    { code: "x += 1", output: "" },
    { code: "if x > 3:\n    x", output: "" },
    { code: "for i in range(3):\n    print(i, end=' ')", output: "0 1 2 " },
    { code: "print('no newline', end='')\n7", output: "no newline7\n" },
    { code: "[i * i for i in range(5)]", output: "[0, 1, 4, 9, 16]\n" },
    { code: "(1, 'two', 3.0)", output: "(1, 'two', 3.0)\n" },
    { code: "{'b': 1, 'a': 2}", output: "{'b': 1, 'a': 2}\n" },
    { code: "0.1 + 0.2", output: "0.30000000000000004\n" },
    { code: "2**100", output: "1267650600228229401496703205376\n" },
    { code: "'π\\n'", output: "'π\\n'\n" },
    { code: "print('π', '😀')", output: "π 😀\n" },
    { code: "lambda_ = (lambda n: n + 1)(3); lambda_", output: "4\n" },
    { code: "", output: "" },
    { code: "# only a comment", output: "" },
    { code: "_", output: "4\n", ...ownOnly },
  ],
  indentation: [
    { code: "    y = 1\n    y + 1", output: "2\n", ...ownOnly },
    {
      code: "\n\n  if True:\n    print('deep')\n  print('flat')\n",
      output: "deep\nflat\n",
      ...ownOnly,
    },
    { code: "\tz = 3\n\tz", output: "3\n", ...ownOnly },
    { code: "def f():\n    return 1\n\nf()", output: "1\n" },
    {
      code: "if True:\nprint(1)",
      output:
        "    print(1)\n    ^^^^^\nIndentationError: expected an indented block after 'if' statement on line 1\n",
    },
  ],
  main: [
    { code: "__name__", output: "'__main__'\n" },
    {
      code: "def main():\n    print('ran')\n\nif __name__ == '__main__':\n    main()",
      output: "ran\n",
    },
    {
      code: "from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\nP(3)",
      output: "P(x=3)\n",
      ...ownOnly,
    },
    { code: "import pickle\npickle.loads(pickle.dumps(P(4))).x", output: "4\n", ...ownOnly },
  ],
  errors: [
    {
      code: "undefined",
      output: trace("    undefined", "NameError: name 'undefined' is not defined"),
    },
    { code: "math.pi", output: trace("    math.pi", "NameError: name 'math' is not defined") },
    { code: "{}['k']", output: trace("    {}['k']", "KeyError: 'k'") },
    { code: "[1, 2][5]", output: trace("    [1, 2][5]", "IndexError: list index out of range") },
    {
      code: "int('x')",
      output: trace("    int('x')", "ValueError: invalid literal for int() with base 10: 'x'"),
    },
    {
      code: "raise ValueError('no solution')",
      output: trace("    raise ValueError('no solution')", "ValueError: no solution"),
    },
    {
      code: "assert 1 == 2, 'unequal'",
      output: trace("    assert 1 == 2, 'unequal'", "AssertionError: unequal"),
    },
    {
      code: "def inner(n):\n    return 1 / n\ndef outer(n):\n    return inner(n - 1)\nouter(1)",
      output: trace(
        "    outer(1)",
        "    return inner(n - 1)",
        "    return 1 / n",
        "ZeroDivisionError: division by zero",
      ),
    },
    // The frame of an earlier cell shows that cell's line.
    {
      code: "# a\n# b\nouter(1)",
      output: trace(
        "    outer(1)",
        "    return inner(n - 1)",
        "    return 1 / n",
        "ZeroDivisionError: division by zero",
      ),
      ...ownOnly,
    },
    {
      code: "try:\n    1 / 0\nexcept ZeroDivisionError as error:\n    raise ValueError('bad') from error",
      output: `${trace("    1 / 0", "ZeroDivisionError: division by zero")}\nThe above exception was the direct cause of the following exception:\n\n${trace("    raise ValueError('bad') from error", "ValueError: bad")}`,
      ...ownOnly,
    },
    {
      code: "try:\n    1 / 0\nexcept ZeroDivisionError:\n    {}['k']",
      output: `${trace("    1 / 0", "ZeroDivisionError: division by zero")}\nDuring handling of the above exception, another exception occurred:\n\n${trace("    {}['k']", "KeyError: 'k'")}`,
      ...ownOnly,
    },
    {
      code: "try:\n    1 / 0\nexcept ZeroDivisionError:\n    raise ValueError('bad') from None",
      output: trace("    raise ValueError('bad') from None", "ValueError: bad"),
    },
    {
      code: "import json\njson.loads('{')",
      output: trace(
        "    json.loads('{')",
        "JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
      ),
    },
    {
      code: "class Odd:\n    def __repr__(self):\n        raise KeyError('r')\nOdd()",
      output: trace("    raise KeyError('r')", "KeyError: 'r'"),
      ...ownOnly,
    },
    { code: "print('still alive')", output: "still alive\n" },
  ],
  syntax: [
    { code: "x = = 3", output: "    x = = 3\n        ^\nSyntaxError: invalid syntax\n" },
    { code: "print('a'", output: "    print('a'\n         ^\nSyntaxError: '(' was never closed\n" },
    {
      code: "for i in range(3)\n    print(i)",
      output: "    for i in range(3)\n                     ^\nSyntaxError: expected ':'\n",
    },
    {
      code: "s = 'abc",
      output:
        "    s = 'abc\n        ^\nSyntaxError: unterminated string literal (detected at line 1)\n",
    },
    { code: "print('x')\n1 +", output: "    1 +\n       ^\nSyntaxError: invalid syntax\n" },
    {
      code: "exec('a b')",
      output: trace("    exec('a b')", "    a b", "      ^", "SyntaxError: invalid syntax"),
      ...ownOnly,
    },
  ],
  surroundings: [
    {
      code: "input('n? ')",
      output: trace(
        "    input('n? ')",
        "EOFError: input() has nobody to ask here. Write the value into the code instead.",
      ),
      ...ownOnly,
    },
    { code: "import sys\nsys.stdin.read()", output: "''\n" },
    { code: "print(1)\nsys.exit()", output: "1\n", ...ownOnly },
    { code: "sys.exit('failed')", output: "SystemExit: failed\n", ...ownOnly },
    { code: "import math\nmath.gcd(84, 36)", output: "12\n" },
    { code: "from fractions import Fraction\nFraction(3, 6)", output: "Fraction(1, 2)\n" },
    { code: "import itertools\nsum(1 for _ in itertools.permutations(range(5)))", output: "120\n" },
    {
      code: "import datetime\n(datetime.date(2024, 3, 1) - datetime.date(2024, 2, 1)).days",
      output: "29\n",
    },
    {
      code: "import no_such_module",
      output: trace(
        "    import no_such_module",
        "ModuleNotFoundError: No module named 'no_such_module'",
      ),
    },
  ],
};
