import { memo } from "react";
import { useMathModule } from "./load-math";
import type { FormulaProps } from "./typeset-formula";
import "./math.css";

/** A typeset formula. */
export const Formula = memo(function Formula(props: FormulaProps) {
  const state = useMathModule(always);
  if (state.kind === "ready") return <state.module.TypesetFormula {...props} />;
  if (state.kind === "failed") return <code className="formula-source">{props.tex}</code>;
  return <span className="formula math-hidden">{props.tex}</span>;
});

const always = () => true;
