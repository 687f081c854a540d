import { useEffect, useId, useState } from "react";
import { RunImportError } from "../../journal/errors";
import type { Journal, JournalState } from "../../journal/journal";
import type { RunRecord } from "../../journal/run-record";
import { useTask } from "../models/use-library";
import { solveHash } from "../models/use-view";
import { useTexts } from "../texts/use-texts";
import { useScreenHeading } from "../use-screen-heading";
import { downloadText } from "./download-text";
import { RunItem } from "./run-item";
import { searchRuns } from "./search-runs";
import { useJournal } from "./use-journal";
import "./history.css";

interface HistoryScreenProps {
  readonly journal: Journal;
  /** A file that was dropped on the page. */
  readonly offered: File | null;
  readonly onOffer: (file: File | null) => void;
  readonly onDelete: (record: RunRecord) => void;
}

/** Every run of this browser. */
export function HistoryScreen({ journal, offered, onOffer, onDelete }: HistoryScreenProps) {
  const texts = useTexts();
  const words = texts.history;
  const state = useJournal(journal);
  const count = state.kind === "open" ? state.runs.length : 0;
  const heading = useScreenHeading(count, { preventScroll: true });
  // Another tab may have been closed meanwhile.
  useEffect(() => void journal.refresh(), [journal]);
  return (
    <main className="history-screen">
      <div className="screen-head">
        <h2 ref={heading} tabIndex={-1}>
          {words.title}
        </h2>
        <p>{words.about}</p>
      </div>
      {state.kind === "opening" && <p role="status">{words.opening}</p>}
      {state.kind === "unavailable" && (
        <p className="notice notice-error" role="alert">
          <strong>{words.none}</strong> {texts.message(state.message)}
        </p>
      )}
      {state.kind === "open" && (
        <OpenHistory
          journal={journal}
          state={state}
          offered={offered}
          onOffer={onOffer}
          onDelete={onDelete}
        />
      )}
    </main>
  );
}

interface OpenHistoryProps extends HistoryScreenProps {
  readonly state: Extract<JournalState, { readonly kind: "open" }>;
}

/** So many are shown at first, and more each time. */
const pageSize = 30;

function OpenHistory({ journal, state, offered, onOffer, onDelete }: OpenHistoryProps) {
  const id = useId();
  const texts = useTexts();
  const words = texts.history;
  const [query, setQuery] = useState("");
  const [shown, setShown] = useState(pageSize);
  const task = useTask();
  const { runs } = state;
  const found = searchRuns(runs, query);
  const exportAll = () =>
    task.run(async () => {
      const text = await journal.export(found.map(({ record }) => record.id));
      downloadText("math-solver-history.json", text, "application/json");
    });
  return (
    <>
      {state.trouble && (
        <p className="notice notice-error" role="alert">
          {texts.message(state.trouble)}
        </p>
      )}
      <div className="card history-tools">
        {runs.length > 0 && (
          <div className="history-search">
            <label htmlFor={id}>{words.search}</label>
            <input
              id={id}
              type="search"
              value={query}
              placeholder={words.searchHint}
              onChange={(event) => {
                setQuery(event.target.value);
                setShown(pageSize);
              }}
            />
          </div>
        )}
        <ImportRuns journal={journal} offered={offered} onOffer={onOffer} />
        {found.length > 0 && (
          <button type="button" className="button" disabled={task.busy} onClick={exportAll}>
            {query ? words.exportThese : words.exportAll}
          </button>
        )}
      </div>
      {task.error && (
        <p className="notice notice-error" role="alert">
          {task.error}
        </p>
      )}
      {runs.length === 0 && (
        <p className="card empty">
          {words.empty((label) => (
            <a href={solveHash}>{label}</a>
          ))}
        </p>
      )}
      {runs.length > 0 && (
        <p className="hint" role="status">
          {query ? words.found(found.length, runs.length) : words.runs(runs.length)}
        </p>
      )}
      {runs.length > 0 && found.length === 0 && <p className="card empty">{words.noneFound}</p>}
      <ul className="run-list">
        {found.slice(0, shown).map((run) => (
          <RunItem
            key={run.record.id}
            run={run}
            onPin={(pinned) => task.run(() => journal.pin(run.record.id, pinned))}
            onRename={(title) => task.run(() => journal.rename(run.record.id, title))}
            onDelete={() => onDelete(run.record)}
          />
        ))}
      </ul>
      {found.length > shown && (
        <button
          type="button"
          className="button history-more"
          onClick={() => setShown(shown + pageSize)}
        >
          {words.more}
        </button>
      )}
    </>
  );
}

type ImportRunsProps = Pick<HistoryScreenProps, "journal" | "offered" | "onOffer">;

/** Takes a file of exported runs, picked or dropped. */
function ImportRuns({ journal, offered, onOffer }: ImportRunsProps) {
  const id = useId();
  const words = useTexts().history;
  const task = useTask();
  const [done, setDone] = useState<{ readonly added: number; readonly there: number } | null>(null);
  const take = (file: File) => {
    setDone(null);
    task.run(async () => {
      // Reading gigabytes only to refuse them would cost the page its memory.
      if (file.size > 200_000_000) {
        throw new RunImportError(
          "This file is too large to hold runs of this app. Nothing was imported.",
        );
      }
      setDone(await journal.import(await file.text()));
    });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: each file once
  useEffect(() => {
    if (!offered) return;
    onOffer(null);
    take(offered);
  }, [offered]);
  return (
    <div className="history-import">
      <label htmlFor={id} className="button file-button">
        {words.import}
      </label>
      <input
        id={id}
        className="visually-hidden"
        type="file"
        accept=".json,application/json"
        disabled={task.busy}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) take(file);
          // The same file may be chosen again.
          event.target.value = "";
        }}
      />
      {done && (
        <p role="status">
          {words.imported(done.added)} {done.there > 0 && words.wereThere(done.there)}
        </p>
      )}
      {task.error && (
        <p className="notice notice-error" role="alert">
          {task.error}
        </p>
      )}
    </div>
  );
}
