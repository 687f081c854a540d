import "../../src/ui/styles/base.css";
import "../../src/ui/styles/layout.css";
import { useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";
import { createJournal } from "../../src/journal/create-journal";
import { createModelLibrary } from "../../src/models/create-model-library";
import { createAppCopy } from "../../src/offline/app-copy";
import { PythonUnavailableError } from "../../src/python/python-session";
import { runProblem } from "../../src/solver/run";
import { App } from "../../src/ui/app";
import { defaultSettings } from "../../src/ui/solve/settings";
import { createSolverStore, type SolverStore } from "../../src/ui/solve/solver-store";
import { Parts } from "../../src/ui/solve/working";
import { en } from "../../src/ui/texts/en";
import { TextsProvider } from "../../src/ui/texts/use-texts";
import { watchFrames } from "./frames";
import { createPace, createReplayEngine } from "./replay-engine";

// Runs in the page: the app as it is, but for an engine that writes texts made beforehand.

declare global {
  interface Window {
    uiBench: ReturnType<typeof createBench>;
  }
}

function createBench() {
  const pace = createPace();
  let tokens = 0;
  const noPython = async () => {
    throw new PythonUnavailableError("This benchmark runs no Python.");
  };
  const store = createSolverStore({
    loadEngine: async () => createReplayEngine(tokens, pace),
    createPython: () => ({ openSession: noPython, warmUp: noPython, close: async () => {} }),
    createSameAnswer: () => async (one, other) => one === other,
    runProblem,
    journal,
  });
  const root = createRoot(document.getElementById("root") ?? document.body);
  const draw = (all: boolean) =>
    root.render(
      <TextsProvider initial={en}>
        <App store={store} library={library} journal={journal} appCopy={appCopy} />
        {all && <AllOpened store={store} />}
      </TextsProvider>,
    );
  draw(false);
  return {
    /** Begins a run of eight samples; they wait for the pace. */
    start(tokensOfOne: number): void {
      tokens = tokensOfOne;
      store.chooseEngine({ kind: "demo" });
      const settings = { ...defaultSettings, mode: "cot" as const, samples: "8" };
      store.solve({ problem: "Find all $x$ with $x^2 = 2$.", settings });
    },
    setSpeed: pace.setSpeed,
    /** Tokens of each sample that the page has got. */
    written(): number {
      const { run } = store.getState();
      if (run.kind !== "running" && run.kind !== "finished") return 0;
      return Math.min(...run.view.samples.map(({ progress }) => progress.tokens));
    },
    openAll: () => draw(true),
    watchFrames,
  };
}

/** What the grid shows of one sample, of all eight at once. */
function AllOpened({ store }: { readonly store: SolverStore }) {
  const { run } = useSyncExternalStore(store.subscribe, store.getState);
  if (run.kind !== "running") return null;
  return (
    <div className="page">
      {run.view.samples.map(({ sample, transcript }) => (
        <section key={sample} className="card working">
          <Parts parts={transcript.parts} live />
        </section>
      ))}
    </div>
  );
}

const journal = createJournal();
const library = createModelLibrary();
const appCopy = createAppCopy(null);
window.uiBench = createBench();
