import { SolveScreen } from "./solve/solve-screen";
import type { SolverStore } from "./solve/solver-store";

interface AppProps {
  readonly store: SolverStore;
}

export function App({ store }: AppProps) {
  return (
    <div className="page">
      <header className="page-header">
        <span className="logo" aria-hidden="true">
          ∑
        </span>
        <div>
          <h1>Math Solver</h1>
          <p className="tagline">
            A language model that reasons and runs Python, on your own device.
          </p>
        </div>
      </header>
      <SolveScreen store={store} />
    </div>
  );
}
