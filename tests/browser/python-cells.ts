/** Cells whose output the demo model was trained on; tools/demo-model/cells.py made it. */
export interface Cell {
  readonly code: string;
  readonly output: string;
}

/** Notebooks: state is kept between the cells of one. */
export const notebooks: Record<string, readonly Cell[]> = {
  "the format's own examples": [
    {
      code: "1 / 0",
      output:
        "Traceback (most recent call last):\n    1 / 0\nZeroDivisionError: division by zero\n",
    },
    {
      code: "print('before')\n1 / 0",
      output:
        "before\nTraceback (most recent call last):\n    1 / 0\nZeroDivisionError: division by zero\n",
    },
  ],
  echo: [
    { code: "1 + 1", output: "2\n" },
    { code: "x = 5", output: "" },
    { code: "x", output: "5\n" },
    { code: "x  # why;", output: "5\n" },
    { code: "'a;'", output: "'a;'\n" },
    { code: "None", output: "" },
    { code: "print(x)", output: "5\n" },
    { code: "print(x)\nx + 1", output: "5\n6\n" },
    { code: "x\nx + 1", output: "6\n" },
    { code: "x += 1", output: "" },
    { code: "if x > 3:\n    x", output: "" },
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
  ],
  indentation: [{ code: "def f():\n    return 1\n\nf()", output: "1\n" }],
  main: [
    { code: "__name__", output: "'__main__'\n" },
    {
      code: "def main():\n    print('ran')\n\nif __name__ == '__main__':\n    main()",
      output: "ran\n",
    },
  ],
  errors: [
    {
      code: "undefined",
      output:
        "Traceback (most recent call last):\n    undefined\nNameError: name 'undefined' is not defined\n",
    },
    {
      code: "math.pi",
      output:
        "Traceback (most recent call last):\n    math.pi\nNameError: name 'math' is not defined\n",
    },
    { code: "{}['k']", output: "Traceback (most recent call last):\n    {}['k']\nKeyError: 'k'\n" },
    {
      code: "[1, 2][5]",
      output:
        "Traceback (most recent call last):\n    [1, 2][5]\nIndexError: list index out of range\n",
    },
    {
      code: "int('x')",
      output:
        "Traceback (most recent call last):\n    int('x')\nValueError: invalid literal for int() with base 10: 'x'\n",
    },
    {
      code: "raise ValueError('no solution')",
      output:
        "Traceback (most recent call last):\n    raise ValueError('no solution')\nValueError: no solution\n",
    },
    {
      code: "assert 1 == 2, 'unequal'",
      output:
        "Traceback (most recent call last):\n    assert 1 == 2, 'unequal'\nAssertionError: unequal\n",
    },
    {
      code: "def inner(n):\n    return 1 / n\ndef outer(n):\n    return inner(n - 1)\nouter(1)",
      output:
        "Traceback (most recent call last):\n    outer(1)\n    return inner(n - 1)\n    return 1 / n\nZeroDivisionError: division by zero\n",
    },
    {
      code: "try:\n    1 / 0\nexcept ZeroDivisionError:\n    raise ValueError('bad') from None",
      output:
        "Traceback (most recent call last):\n    raise ValueError('bad') from None\nValueError: bad\n",
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
  ],
  surroundings: [
    { code: "import sys\nsys.stdin.read()", output: "''\n" },
    { code: "import math\nmath.gcd(84, 36)", output: "12\n" },
    { code: "from fractions import Fraction\nFraction(3, 6)", output: "Fraction(1, 2)\n" },
    { code: "import itertools\nsum(1 for _ in itertools.permutations(range(5)))", output: "120\n" },
    {
      code: "import datetime\n(datetime.date(2024, 3, 1) - datetime.date(2024, 2, 1)).days",
      output: "29\n",
    },
  ],
};
