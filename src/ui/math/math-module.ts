import { copyFormulasAsTex } from "./copy-formulas";

// What typesets and parses: KaTeX, its style sheet and marked. Fetched as one, see load-math.ts.
export { formulaText } from "./formula-text";
export { InlineBlock } from "./inline-block";
export { MathBlocks } from "./math-blocks";
export { TypesetFormula } from "./typeset-formula";

copyFormulasAsTex(document);
