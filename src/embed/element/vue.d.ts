/** Types of `<math-solver>` in Vue's templates. */
import type { DefineComponent } from "vue";
import type { MathSolverAttributes, SolverEventMap } from "./math-solver";

export * from "./math-solver";

/** Templates write `@solver-answer`. */
type SolverHandlers = {
  [Name in keyof SolverEventMap as Name extends `solver-${infer Rest}`
    ? `onSolver${Capitalize<Rest>}`
    : never]?: (event: SolverEventMap[Name]) => void;
};

declare module "vue" {
  interface GlobalComponents {
    "math-solver": DefineComponent<MathSolverAttributes & SolverHandlers>;
  }
}
