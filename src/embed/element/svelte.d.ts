/** Types of `<math-solver>` in Svelte's templates. */
import type { HTMLAttributes } from "svelte/elements";
import type { MathSolverAttributes, MathSolverElement, SolverEventMap } from "./math-solver";

export * from "./math-solver";

type SolverHandlers = {
  [Name in keyof SolverEventMap as `on${Name}`]?: (event: SolverEventMap[Name]) => void;
};

declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "math-solver": HTMLAttributes<MathSolverElement> & MathSolverAttributes & SolverHandlers;
  }
}
