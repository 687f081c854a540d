import { useEffect, useState, useSyncExternalStore } from "react";
import type { ModelLibrary } from "../models/library";
import type { AppCopy } from "../offline/app-copy";
import { StorageScreen } from "./models/storage-screen";
import { useFileDrop } from "./models/use-file-drop";
import { solveHash, storageHash, useView } from "./models/use-view";
import { UpdateNotice } from "./offline/update-notice";
import { SolveScreen } from "./solve/solve-screen";
import type { SolverStore } from "./solve/solver-store";

interface AppProps {
  readonly store: SolverStore;
  readonly library: ModelLibrary;
  readonly appCopy: AppCopy;
}

export function App({ store, library, appCopy }: AppProps) {
  const view = useView();
  const { engine } = useSyncExternalStore(store.subscribe, store.getState);
  const [offered, setOffered] = useState<File | null>(null);
  const dragging = useFileDrop(setOffered);
  useEffect(() => {
    document.title = view === "storage" ? "Storage · Math Solver" : "Math Solver";
  }, [view]);
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
        <nav className="page-nav">
          {view === "solve" ? <a href={storageHash}>Storage</a> : <a href={solveHash}>Solver</a>}
        </nav>
      </header>
      {/* Stays, with all that it shows, while another screen is looked at. */}
      <div hidden={view !== "solve"}>
        <SolveScreen
          store={store}
          library={library}
          offered={view === "solve" ? offered : null}
          onOffer={setOffered}
        />
      </div>
      {view === "storage" && (
        <StorageScreen
          library={library}
          engine={engine}
          appCopy={appCopy}
          offered={offered}
          onOffer={setOffered}
        />
      )}
      <UpdateNotice copy={appCopy} store={store} />
      {dragging && (
        <div className="drop-hint" aria-hidden="true">
          Drop a GGUF model file
        </div>
      )}
    </div>
  );
}
