import { memo, useLayoutEffect, useRef } from "react";
import { renderFormula } from "./render-formula";
import "katex/dist/katex.min.css";

export interface FormulaProps {
  readonly tex: string;
  readonly display?: boolean;
}

/** A typeset formula. KaTeX builds DOM nodes: no text of a model is ever parsed as HTML. */
export const TypesetFormula = memo(function TypesetFormula({ tex, display = false }: FormulaProps) {
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    place.current?.replaceChildren(renderFormula(tex, display));
  }, [tex, display]);
  return <span ref={place} className={display ? "formula formula-display" : "formula"} />;
});
