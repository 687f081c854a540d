import "./ui/styles/base.css";
import "./ui/styles/layout.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { loadEngine } from "./engine/load-engine";
import { createPython } from "./python/create-python";
import { createEquality } from "./solver/equality";
import { createMathVerify } from "./solver/math-verify";
import { runProblem } from "./solver/run";
import { App } from "./ui/app";
import { ErrorBoundary } from "./ui/error-boundary";
import { createSolverStore } from "./ui/solve/solver-store";

const store = createSolverStore({
  loadEngine,
  createPython: (onNotice) => createPython({ onNotice: ({ message }) => onNotice(message) }),
  createSameAnswer: (python, onNotice) =>
    createEquality(createMathVerify(python, { onNotice }).same),
  runProblem,
});
store.chooseEngine({ kind: "demo" });

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element with the id root.");
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <App store={store} />
    </ErrorBoundary>
  </StrictMode>,
);
