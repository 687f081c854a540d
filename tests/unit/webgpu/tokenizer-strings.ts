/**
 * Strings to compare tokenizers on: math, code, Unicode and added tokens, always the same.
 * `tools/tokenizer-check` makes the reference's answers to them: a change here needs new ones.
 */
export function tokenizerStrings(count: number): string[] {
  const random = createRandom(20_251);
  const kinds = [math, code, unicode, mixedUnicode, addedTokens, ascii, spaces, contractions];
  return Array.from({ length: count }, (_, index) => {
    const kind = kinds[index % kinds.length] ?? math;
    return kind(random);
  });
}

/** From 0 to below `below`. */
type Random = (below: number) => number;

function createRandom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    // The low bits of such a generator are poor.
    return Math.floor((state / 2 ** 32) * below);
  };
}

function pick<T>(random: Random, from: readonly [T, ...T[]]): T {
  return from[random(from.length)] ?? from[0];
}

/** Up to `most` parts, at least one. */
function join(random: Random, most: number, part: () => string): string {
  return Array.from({ length: 1 + random(most) }, part).join("");
}

const formulas = [
  "\\frac{3}{4}",
  "$x^2 + y^{2n} \\leq 10^{-6}$",
  "\\boxed{\\dfrac{\\sqrt{3}}{2}}",
  "\\sum_{k=1}^{n} \\binom{n}{k}",
  "∫₀^∞ e^{-x²} dx = √π/2",
  "\\begin{align*}\n  a &= b \\\\\n  c &\\equiv d \\pmod{7}\n\\end{align*}",
  "Let $f\\colon \\mathbb{R}\\to\\mathbb{R}$ satisfy",
  "∀ε>0 ∃δ>0: |x−a|<δ ⇒ |f(x)−L|<ε",
  "the sum of all integers",
  "Therefore, the answer is",
  "x₁₂ ≥ −½·π",
  "12,345.678",
  "1e-9",
  " 0x1F + 0b101 ",
  "⌊n/2⌋ ⊕ ⟨u,v⟩",
  "3:45 p.m.",
  "AB\u0305C = 𝐀·𝒙 + ℝⁿ",
] as const;

function math(random: Random): string {
  return join(random, 6, () => pick(random, formulas) + pick(random, ["", " ", "\n", " = ", ". "]));
}

const lines = [
  "import sympy as sp",
  "for i in range(1, n+1):",
  "\tif x % 3 == 0 and y != z:",
  "        total += a[i][j]**2",
  "    return {k: v for k, v in d.items()}",
  "print(f'{x:.3f}', end='')",
  "# naïve O(n²) — ok?",
  "const f = async (x) => x?.y ?? [...z];",
  "def solve(n: int) -> list[int]:",
  'assert s == "a\\n\\tb" or s is None',
  "```python",
  "```output",
  ">>> x = 10_000; y=0.1e+5",
  "Traceback (most recent call last):",
  "",
] as const;

function code(random: Random): string {
  const newline = pick(random, ["\n", "\r\n", "\n\n", "\n    "]);
  return join(random, 8, () => pick(random, lines) + newline);
}

type Block = readonly [first: number, last: number];

/** Blocks whose characters were all assigned long ago: newer ones differ between Unicode's versions. */
const blocks: readonly [Block, ...Block[]] = [
  [0x00, 0x24f],
  [0x250, 0x36f],
  [0x391, 0x3c9],
  [0x400, 0x4ff],
  [0x5d0, 0x5ea],
  [0x621, 0x66d],
  [0x905, 0x939],
  [0xe01, 0xe5b],
  [0x1100, 0x11ff],
  [0x1e00, 0x1eff],
  [0x2000, 0x2064],
  [0x2070, 0x208e],
  [0x2100, 0x214f],
  [0x2150, 0x218b],
  [0x2190, 0x23f3],
  [0x2460, 0x27bf],
  [0x2980, 0x2aff],
  [0x3000, 0x303f],
  [0x3041, 0x30ff],
  [0x4e00, 0x9fa5],
  [0xac00, 0xd7a3],
  [0xe000, 0xf8ff],
  [0xf900, 0xfa2d],
  [0xfb00, 0xfb06],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xff01, 0xffee],
  [0xfff9, 0xfffd],
  [0x1d400, 0x1d7cb],
  [0x1f300, 0x1f5ff],
  [0x1f600, 0x1f64f],
  [0x20000, 0x2a6d6],
  [0xe0001, 0xe007f],
  [0x10ffff, 0x10ffff],
];

function character(random: Random, [first, last]: Block): string {
  return String.fromCodePoint(first + random(last - first + 1));
}

function unicode(random: Random): string {
  const block = pick(random, blocks);
  return join(random, 20, () => character(random, block));
}

function mixedUnicode(random: Random): string {
  return join(random, 30, () =>
    random(4) === 0
      ? pick(random, [" ", "\n", "a", "é", "e\u0301", "7", "٣", "👩‍👩‍👧", "🇨🇭", "नि", "각"])
      : character(random, pick(random, blocks)),
  );
}

const tokens = [
  "<|endoftext|>",
  "<|im_start|>",
  "<|im_end|>",
  "<tool_call>",
  "</tool_call>",
  "```system\nRemaining code executions: ",
  ", each concluding with an answer in \\boxed{} notation\n\nYOUR TASK\n\nProblem: ",
] as const;

function addedTokens(random: Random): string {
  return join(random, 8, () => {
    const token = pick(random, tokens);
    switch (random(6)) {
      case 0:
        return token.slice(0, random(token.length));
      case 1:
        return token.slice(random(token.length));
      case 2:
        return pick(random, ["\n", " ", "user\n", "é", "<", "|>"]);
      default:
        return token;
    }
  });
}

function ascii(random: Random): string {
  return join(random, 60, () => character(random, [0x20, 0x7e]));
}

function spaces(random: Random): string {
  return join(random, 16, () =>
    pick(random, [
      ...([" ", "  ", "\t", "\n", "\r\n", "\r", "\v", "\f", "\u0085", "\u00a0"] as const),
      ...["\u1680", "\u2003", "\u2028", "\u2029", "\u202f", "\u3000", "\u200b", "\ufeff", "\u180e"],
      ...["x", "1", ".", "\0", "\u001c", "日"],
    ]),
  );
}

function contractions(random: Random): string {
  return join(random, 10, () =>
    pick(random, [
      ...(["'s", "'S", "'T", "'re", "'RE", "'vE", "'m", "'ll", "'LL", "'d"] as const),
      ...["'ſ", "’s", "'x", "''", "don", "I", " we", "K", "İ", "ß", "'"],
    ]),
  );
}
