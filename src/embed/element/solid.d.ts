/** Types of `<math-solver>` in Solid's JSX. */
import type { JSX as SolidJsx } from "solid-js";
import type { MathSolverAttributes, MathSolverElement, SolverEventMap } from "./math-solver";

export * from "./math-solver";

type SolverHandlers = {
  [Name in keyof SolverEventMap as `on:${Name}`]?: (event: SolverEventMap[Name]) => void;
};

declare module "solid-js" {
  namespace JSX {
    interface IntrinsicElements {
      "math-solver": SolidJsx.HTMLAttributes<MathSolverElement> &
        MathSolverAttributes &
        SolverHandlers;
    }
  }
}
