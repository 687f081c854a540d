/** Types of `<math-solver>` in JSX: React 19, which sets its properties and hears its events. */
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { MathSolverAttributes, MathSolverElement, SolverEventMap } from "./math-solver";

export * from "./math-solver";

type SolverHandlers = {
  [Name in keyof SolverEventMap as `on${Name}`]?: (event: SolverEventMap[Name]) => void;
};

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "math-solver": DetailedHTMLProps<HTMLAttributes<MathSolverElement>, MathSolverElement> &
        MathSolverAttributes &
        SolverHandlers;
    }
  }
}
