/** Numbers that look random and are the same each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Paragraphs as reasoning models write them. Each number is another one every time. */
const paragraphs: readonly ((n: () => number) => string)[] = [
  (n) =>
    `Okay, so we need $f(${n()})$ where $f(x) = ${n()}x^2 - ${n()}x + ${n()}$. Let me substitute: \\(f(${n()}) = ${n()} \\cdot ${n()}^2 - ${n()}\\), which should be straightforward.`,
  (n) =>
    `Therefore\n\\[\n\\sum_{k=1}^{${n()}} \\frac{k^2 + ${n()}}{${n()}k} = \\frac{${n()}}{${n()}} + \\sqrt{${n()}}\n\\]\nand the first term is what we were looking for.`,
  (n) =>
    `Wait, let me check that again. If $a_{${n()}} = ${n()}$, then $a_{${n()}} \\equiv ${n()} \\pmod{${n()}}$, so the remainder can't be ${n()}. Hmm, that contradicts what I had before.`,
  (n) =>
    `- First, $x = ${n()}$ gives $${n()}y = ${n()}$.\n- Second, \\(x = -${n()}\\) gives **no solution**, since $y^2 = -${n()}$.\n- Otherwise $\\gcd(x, ${n()}) = ${n()}$.`,
  (n) =>
    `\\begin{align*}\n${n()}x + ${n()}y &= ${n()} \\\\\n${n()}x - ${n()}y &= ${n()}\n\\end{align*}\nAdding the equations gives \\(x = \\frac{${n()}}{${n()}}\\).`,
  (n) =>
    `The tickets cost $${n()} each, so for ${n()} people that is $${n()} in total, and the rest is kept for the next time. Nothing else is asked here, but let me think about whether the order of the people matters.`,
  (n) =>
    `| $n$ | $n^2$ | remainder |\n|---|---|---|\n| ${n()} | ${n()} | $${n()}$ |\n| ${n()} | ${n()} | $${n()}$ |\n| ${n()} | ${n()} | $${n()}$ |`,
  (n) =>
    `\`\`\`python\nfrom sympy import symbols, solve\nx = symbols("x")\nvalues = [n for n in range(${n()}) if n % ${n()} == 0]  # candidates\nprint(solve(x**2 - ${n()}*x + ${n()}, x), sum(values))\n\`\`\``,
  (n) =>
    `So the probability is $$P = \\binom{${n()}}{2} \\left(\\frac{${n()}}{${n()}}\\right)^{2} \\approx 0.${n()}$$ and its complement is $1 - P$.`,
  (n) =>
    `Let $\\triangle ABC$ have sides $${n()}$, $${n()}$ and $\\sqrt{${n()}}$. By the law of cosines, $\\cos\\gamma = \\frac{${n()}^2 + ${n()}^2 - ${n()}}{2 \\cdot ${n()} \\cdot ${n()}}$.`,
];

/** A text of so many tokens, cut about as a tokenizer cuts it: words, single digits, signs. */
export function mathStream(tokens: number, seed: number): string[] {
  const below = numbers(seed);
  const number = () => 2 + below(997);
  const pieces: string[] = ["<think>", "\n"];
  while (pieces.length < tokens) {
    const paragraph = paragraphs[below(paragraphs.length)]?.(number) ?? "";
    pieces.push(...(`${paragraph}\n\n`.match(/ ?\p{L}+|\d|\n+|\s+|[^\p{L}\d\s]{1,3}/gu) ?? []));
  }
  return pieces.slice(0, tokens);
}
