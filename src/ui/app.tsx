import { lazy, Suspense, useCallback, useEffect, useState, useSyncExternalStore } from "react";
import type { Journal, ListedRun } from "../journal/journal";
import type { RunRecord } from "../journal/run-record";
import type { ModelLibrary } from "../models/library";
import type { AppCopy } from "../offline/app-copy";
import { titleOf } from "./history/run-title";
import { UndoToast } from "./history/undo-toast";
import { useDeleting } from "./history/use-deleting";
import { LaunchNotice } from "./launch/launch-notice";
import { useLaunches } from "./launch/use-launches";
import { useFileDrop } from "./models/use-file-drop";
import {
  historyHash,
  packagesHash,
  solveHash,
  storageHash,
  useView,
  type View,
} from "./models/use-view";
import { UpdateNotice } from "./offline/update-notice";
import { readFields } from "./solve/problem-link";
import { defaultSettings } from "./solve/settings";
import { readSettings } from "./solve/settings-link";
import { type SolveForm, SolveScreen } from "./solve/solve-screen";
import { isActive } from "./solve/solver-state";
import type { SolverStore } from "./solve/solver-store";
import { LanguageChoice } from "./texts/language-choice";
import type { Texts } from "./texts/texts";
import { useTexts } from "./texts/use-texts";

// Not needed at first.
const StorageScreen = lazy(async () => ({
  default: (await import("./models/storage-screen")).StorageScreen,
}));
const HistoryScreen = lazy(async () => ({
  default: (await import("./history/history-screen")).HistoryScreen,
}));
const RunScreen = lazy(async () => ({
  default: (await import("./history/run-screen")).RunScreen,
}));

const PackagesScreen = lazy(async () => {
  const [{ PackagesScreen: Screen }, { createPackageLibrary }] = await Promise.all([
    import("./packages/packages-screen"),
    import("../python/packages/create-package-library"),
  ]);
  // One for the page: what it fetches goes on while another screen is looked at.
  const library = createPackageLibrary();
  return {
    default: (props: { readonly dropped: readonly File[]; readonly onTaken: () => void }) => (
      <Screen library={library} {...props} />
    ),
  };
});

interface AppProps {
  readonly store: SolverStore;
  readonly library: ModelLibrary;
  readonly journal: Journal;
  readonly appCopy: AppCopy;
}

/** The title of the page. */
function titleFor(view: View["name"], { name, run, places }: Texts["app"]): string {
  if (view === "solve") return name;
  return `${view === "run" ? run : places[view]} · ${name}`;
}

/** What can be dropped on a screen. */
function dropWords(view: View["name"], words: Texts["app"]): string {
  if (view === "history") return words.dropRuns;
  return view === "packages" ? words.dropWheels : words.dropModel;
}

const places = [
  { name: "solve", hash: solveHash },
  { name: "history", hash: historyHash },
  { name: "packages", hash: packagesHash },
  { name: "storage", hash: storageHash },
] as const;

export function App({ store, library, journal, appCopy }: AppProps) {
  const texts = useTexts();
  const view = useView();
  const { engine, run } = useSyncExternalStore(store.subscribe, store.getState);
  const [dropped, setDropped] = useState<readonly File[]>([]);
  const offered = dropped[0] ?? null;
  const setOffered = useCallback((file: File | null) => setDropped(file ? [file] : []), []);
  const takeDropped = useCallback(() => setDropped([]), []);
  const [form, setForm] = useState<SolveForm | null>(null);
  const dragging = useFileDrop(setDropped);
  const deleting = useDeleting(journal);
  useEffect(() => {
    document.title = titleFor(view.name, texts.app);
  }, [view.name, texts]);
  const offeredIn = (name: View["name"]) => (view.name === name ? offered : null);

  const fillForm = ({ request, settings }: RunRecord) => {
    setForm({
      problem: request.problem,
      settings: readSettings(readFields(settings)) ?? defaultSettings,
    });
    window.location.hash = solveHash;
  };
  const resume = ({ record }: ListedRun) => {
    fillForm(record);
    store.resume(record);
  };
  const remove = (record: RunRecord) => {
    deleting.remove(record);
    if (view.name === "run") window.location.hash = historyHash;
  };

  const launches = useLaunches({
    onProblem(problem) {
      setForm({ problem, settings: null });
      window.location.hash = solveHash;
    },
    onRuns(file) {
      setOffered(file);
      window.location.hash = historyHash;
    },
  });

  return (
    <div className="page">
      <header className="page-header">
        <span className="logo" aria-hidden="true">
          ∑
        </span>
        <div>
          <h1>{texts.app.name}</h1>
          <p className="tagline">{texts.app.tagline}</p>
        </div>
        <nav className="page-nav">
          {places
            .filter(({ name }) => name !== view.name)
            .map(({ name, hash }) => (
              <a key={name} href={hash}>
                {texts.app.places[name]}
              </a>
            ))}
          <LanguageChoice />
        </nav>
      </header>
      <LaunchNotice {...launches} />
      {/* Stays, with all that it shows, while another screen is looked at. */}
      <div hidden={view.name !== "solve"}>
        <SolveScreen
          store={store}
          library={library}
          journal={journal}
          form={form}
          onContinue={resume}
          onDiscard={remove}
          offered={offeredIn("solve")}
          onOffer={setOffered}
        />
      </div>
      <Suspense fallback={<p role="status">{texts.app.loading}</p>}>
        {view.name === "storage" && (
          <StorageScreen
            library={library}
            engine={engine}
            appCopy={appCopy}
            offered={offered}
            onOffer={setOffered}
          />
        )}
        {view.name === "packages" && <PackagesScreen dropped={dropped} onTaken={takeDropped} />}
        {view.name === "history" && (
          <HistoryScreen
            journal={journal}
            offered={offered}
            onOffer={setOffered}
            onDelete={remove}
          />
        )}
        {view.name === "run" && (
          <RunScreen
            key={view.id}
            journal={journal}
            id={view.id}
            active={isActive(run)}
            onContinue={resume}
            onReuse={fillForm}
            onDelete={remove}
          />
        )}
      </Suspense>
      <UpdateNotice copy={appCopy} store={store} />
      {deleting.error && (
        <p className="notice notice-error" role="alert">
          {texts.message(deleting.error)}
        </p>
      )}
      {deleting.deleted && (
        <UndoToast
          key={deleting.deleted.id}
          title={titleOf(deleting.deleted)}
          onUndo={deleting.undo}
          onExpire={deleting.forget}
        />
      )}
      {dragging && (
        <div className="drop-hint" aria-hidden="true">
          {dropWords(view.name, texts.app)}
        </div>
      )}
    </div>
  );
}
