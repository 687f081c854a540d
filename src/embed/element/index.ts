import { MathSolver } from "./math-solver-element";

// In a variable: bundlers take `new URL("./", import.meta.url)` for a file to be copied.
const script = import.meta.url;
MathSolver.home = new URL("./", script).href;

// A page may load two versions: the first one holds.
if ("customElements" in globalThis && !customElements.get("math-solver")) {
  customElements.define("math-solver", MathSolver);
}

export { MathSolver };
