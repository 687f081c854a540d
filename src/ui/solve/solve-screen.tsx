import { useState, useSyncExternalStore } from "react";
import type { Mode } from "../../solver/sample-events";
import { ModelPanel } from "../engine-choice/model-panel";
import { Announcer } from "./announcer";
import { AnswerCard } from "./answer-card";
import { ExampleList } from "./example-list";
import { ProblemBox } from "./problem-box";
import { PythonNotice } from "./python-notice";
import { isActive } from "./solver-state";
import type { SolverStore } from "./solver-store";
import { useProblemLink } from "./use-problem-link";
import { Working } from "./working";

interface SolveScreenProps {
  readonly store: SolverStore;
}

export function SolveScreen({ store }: SolveScreenProps) {
  const state = useSyncExternalStore(store.subscribe, store.getState);
  const [problem, setProblem] = useState("");
  const [mode, setMode] = useState<Mode>("tir");
  const [seed, setSeed] = useState<number | null>(null);
  const link = useProblemLink(store, setProblem);
  const edit = (text: string) => {
    setProblem(text);
    link.dismiss();
  };
  const solve = (text: string) => {
    link.dismiss();
    store.solve({ problem: text, mode, seed });
  };

  return (
    <main className="solve-screen">
      <Announcer state={state} />
      <ProblemBox
        problem={problem}
        onProblem={edit}
        mode={mode}
        onMode={setMode}
        seed={seed}
        onSeed={setSeed}
        active={isActive(state.run)}
        stopping={state.run.kind === "running" && state.run.stopping}
        notice={link.text}
        onSolve={solve}
        onStop={store.stop}
      />
      <ModelPanel
        engine={state.engine}
        active={isActive(state.run)}
        onChoose={store.chooseEngine}
      />
      <PythonNotice
        python={state.python}
        notices={state.pythonNotices}
        onRetry={store.startPython}
      />
      <ExampleList compact={state.run.kind !== "idle"} onPick={edit} />
      <AnswerCard
        run={state.run}
        problem={problem}
        engine={state.engine}
        onReload={store.chooseEngine}
      />
      <Working run={state.run} />
    </main>
  );
}
