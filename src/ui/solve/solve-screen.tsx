import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import type { Journal, ListedRun } from "../../journal/journal";
import type { RunRecord } from "../../journal/run-record";
import type { ModelLibrary } from "../../models/library";
import { ModelPanel } from "../engine-choice/model-panel";
import { JournalNotice } from "../history/journal-notice";
import { ResumeOffer } from "../history/resume-offer";
import { useJournal } from "../history/use-journal";
import { packagesHash } from "../models/use-view";
import { useTexts } from "../texts/use-texts";
import { Announcer } from "./announcer";
import { AnswerCard } from "./answer-card";
import { EngineNotice } from "./engine-notice";
import { likelyTokens } from "./estimate/describe-estimate";
import { pastRuns } from "./estimate/past-runs";
import { testedSpeed } from "./estimate/tested-speed";
import { ExampleList } from "./example-list";
import { ProblemBox } from "./problem-box";
import { PythonNotice } from "./python-notice";
import { RunParts } from "./run-parts";
import { automaticSettings, defaultSettings, type SolveSettings } from "./settings";
import { isActive, type RunState } from "./solver-state";
import type { SolverStore } from "./solver-store";
import { typeInto } from "./type-into";
import { useProblemLink } from "./use-problem-link";

const noRuns: readonly ListedRun[] = [];

export interface SolveForm {
  readonly problem: string;
  /** Null: they stay as they are. */
  readonly settings: SolveSettings | null;
}

interface SolveScreenProps {
  readonly store: SolverStore;
  readonly library: ModelLibrary;
  readonly journal: Journal;
  /** What the form is to hold: of a run that is solved again, or goes on. */
  readonly form: SolveForm | null;
  readonly onContinue: (run: ListedRun) => void;
  readonly onDiscard: (record: RunRecord) => void;
  /** A model file that was dropped on the page, or picked. */
  readonly offered: File | null;
  readonly onOffer: (file: File | null) => void;
}

export function SolveScreen(props: SolveScreenProps) {
  const { store, library, journal, form, offered, onOffer } = props;
  const texts = useTexts();
  const state = useSyncExternalStore(store.subscribe, store.getState);
  const [problem, setProblem] = useState("");
  /** What was typed before something else took its place; it can be brought back until the next run. */
  const [replaced, setReplaced] = useState<string | null>(null);
  /** The person typed what stands in the box. */
  const typed = useRef(false);
  const [settings, setSettings] = useState<SolveSettings>(defaultSettings);
  const box = useRef<HTMLTextAreaElement>(null);
  const fill = useCallback((problem: string, settings: SolveSettings | null) => {
    const before = box.current?.value ?? "";
    if (typed.current && before.trim() && before !== problem) setReplaced(before);
    typed.current = false;
    setProblem(problem);
    if (settings) setSettings(settings);
  }, []);
  useEffect(() => {
    if (form) fill(form.problem, form.settings);
  }, [form, fill]);
  const link = useProblemLink(store, fill);
  const kept = useJournal(journal);
  const { engine } = state;
  const info = engine.kind === "ready" ? engine.info : null;
  const runs = kept.kind === "open" ? kept.runs : noRuns;
  const { source } = engine;
  const basis = useMemo(
    () => ({
      ...{ source, info },
      past: info ? pastRuns(runs, info) : [],
      tested: testedSpeed(source, info),
    }),
    [source, info, runs],
  );
  const automatic = automaticSettings(engine.source, info, settings);
  const mode = settings.mode ?? automatic.mode;
  const edit = (text: string) => {
    setProblem(text);
    typed.current = true;
    link.dismiss();
    store.dismissRejection();
  };
  const pick = (example: string) => {
    link.dismiss();
    store.dismissRejection();
    fill(example, null);
    if (box.current) typeInto(box.current, example);
    typed.current = false;
  };
  const bringBack = (text: string) => {
    edit(text);
    setReplaced(null);
    box.current?.focus();
  };
  const change = (next: SolveSettings) => {
    setSettings(next);
    store.dismissRejection();
  };
  const solve = (text: string) => {
    link.dismiss();
    setReplaced(null);
    store.solve({ problem: text, settings });
  };

  return (
    <main className="solve-screen">
      <Announcer state={state} />
      <ResumeOffer
        journal={journal}
        active={isActive(state.run)}
        onContinue={props.onContinue}
        onDiscard={({ record }) => props.onDiscard(record)}
      />
      <ProblemBox
        box={box}
        problem={problem}
        onProblem={edit}
        onBringBack={replaced === null ? null : () => bringBack(replaced)}
        settings={settings}
        onSettings={change}
        automatic={automatic}
        pythonAway={state.python.kind === "unavailable"}
        basis={basis}
        isDemo={state.engine.source.kind === "demo"}
        active={isActive(state.run)}
        stopping={state.run.kind === "running" && state.run.stopping}
        notice={state.rejection === null ? link.text : texts.message(state.rejection)}
        onSolve={solve}
        onStop={store.stop}
      />
      <ModelPanel
        library={library}
        engine={state.engine}
        active={isActive(state.run)}
        offered={offered}
        onOffer={onOffer}
        onChoose={store.chooseEngine}
      />
      <EngineNotice notices={state.engineNotices} />
      <PythonNotice
        python={state.python}
        notices={state.pythonNotices}
        onRetry={store.startPython}
        onWithoutPython={mode === "cot" ? null : () => change({ ...settings, mode: "cot" })}
        packagesHash={packagesHash}
      />
      <JournalNotice state={kept} />
      <ExampleList compact={state.run.kind !== "idle"} onPick={pick} />
      <AnswerCard
        run={state.run}
        problem={problem}
        engine={state.engine}
        onReload={store.chooseEngine}
        typical={likelyTokens(basis, runsPython(state.run))}
        kept={kept.kind === "open" && kept.trouble === null}
      />
      <RunParts run={state.run} />
    </main>
  );
}

function runsPython(run: RunState): boolean {
  return run.kind !== "idle" && run.facts.mode !== "cot";
}
