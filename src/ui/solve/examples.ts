export interface Example {
  /** Its title is in the texts. */
  readonly name: "primes" | "equations" | "dice" | "triangle";
  readonly problem: string;
  /** The right answer, in LaTeX. */
  readonly answer: string;
}

/** Problems of kinds that the demonstration model has learned. */
export const examples: readonly Example[] = [
  {
    name: "primes",
    problem: "How many primes $p$ are there with $100 \\le p \\le 500$?",
    answer: "70",
  },
  {
    name: "equations",
    problem: "Solve the system $10x + 4y = 18$ and $7x + 11y = 152$ for $x$ and $y$. Find $x$.",
    answer: "-5",
  },
  {
    name: "dice",
    problem: "Two dice are rolled. What is the probability that the sum is 9?",
    answer: "\\frac{1}{9}",
  },
  {
    name: "triangle",
    problem:
      "Determine the area of the triangle with vertices $(18, 17)$, $(4, 11)$ and $(19, 15)$.",
    answer: "17",
  },
];
