import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Journal, ListedRun, OpenedRun } from "../../journal/journal";
import type { RunRecord } from "../../journal/run-record";
import { InlineMath } from "../math/inline-math";
import { useTask } from "../models/use-library";
import { historyHash, solveHash } from "../models/use-view";
import { AnswerCard } from "../solve/answer-card";
import { writeProblemLink } from "../solve/problem-link";
import { recordedRun } from "../solve/recorded-run";
import { RunParts } from "../solve/run-parts";
import { useTexts } from "../texts/use-texts";
import { PrintedSamples } from "./printed-samples";
import { RenameForm } from "./rename-form";
import { exportForms, saveRun } from "./run-export";
import { describeRun } from "./run-facts-line";
import { titleOf } from "./run-title";
import { ShareLink } from "./share-link";
import { useJournal } from "./use-journal";
import { useOpenedRun } from "./use-opened-run";
import "./history.css";

interface RunScreenProps {
  readonly journal: Journal;
  readonly id: string;
  /** A run is under way: another one can't go on. */
  readonly active: boolean;
  readonly onContinue: (run: ListedRun) => void;
  /** The form gets its problem and settings. */
  readonly onReuse: (record: RunRecord) => void;
  readonly onDelete: (record: RunRecord) => void;
}

/** One run of the history, as it was. */
export function RunScreen(props: RunScreenProps) {
  const { journal, id } = props;
  const texts = useTexts();
  const words = texts.history;
  const state = useJournal(journal);
  const heading = useRef<HTMLDivElement>(null);
  // Before anything else can be given the focus.
  useLayoutEffect(() => heading.current?.focus(), []);
  useEffect(() => void journal.refresh(), [journal]);
  const run = state.kind === "open" ? state.runs.find(({ record }) => record.id === id) : undefined;
  return (
    <main className="history-screen run-screen">
      <p className="back-link">
        <a href={historyHash}>{words.back}</a>
      </p>
      <div ref={heading} tabIndex={-1} className="run-focus">
        {state.kind === "opening" && <p role="status">{words.opening}</p>}
        {state.kind === "unavailable" && (
          <p className="notice notice-error" role="alert">
            <strong>{words.none}</strong> {texts.message(state.message)}
          </p>
        )}
        {state.kind === "open" && !run && <p className="card empty">{words.missing}</p>}
        {run && <Run {...props} run={run} />}
      </div>
    </main>
  );
}

interface RunProps extends RunScreenProps {
  readonly run: ListedRun;
}

function Run(props: RunProps) {
  const { journal, id, run } = props;
  const { record, status } = run;
  const texts = useTexts();
  const words = texts.history;
  const running = status === "running";
  const opened = useOpenedRun(journal, id, running ? null : `${status} ${record.batches}`);
  return (
    <>
      <RunHead {...props} opened={opened.kind === "open" ? opened.opened : null} />
      {running ? (
        <p className="notice" role="status">
          {words.goesOn((label) => (
            <a href={solveHash}>{label}</a>
          ))}
        </p>
      ) : (
        <>
          {opened.kind === "opening" && <p role="status">{words.openingRun}</p>}
          {opened.kind === "missing" && (
            <p className="notice notice-error" role="alert">
              {texts.message(opened.message)}
            </p>
          )}
          {opened.kind === "open" && <RunContent opened={opened.opened} />}
        </>
      )}
    </>
  );
}

/** The same as in the solve screen; nothing of it goes on. */
function RunContent({ opened }: { readonly opened: OpenedRun }) {
  const run = useMemo(() => recordedRun(opened), [opened]);
  const { problem } = opened.record.request;
  const inHeading = titleOf(opened.record) === problem.trim();
  return (
    <div className="solve-screen">
      <AnswerCard
        run={run}
        problem={inHeading ? problem : ""}
        engine={null}
        onReload={() => {}}
        kept={false}
      />
      <RunParts run={run} />
      {"view" in run && <PrintedSamples facts={run.facts} view={run.view} />}
    </div>
  );
}

interface RunHeadProps extends RunProps {
  /** Null while it goes on or is being read, or where it can't be. */
  readonly opened: OpenedRun | null;
}

function RunHead(props: RunHeadProps) {
  const { journal, run, opened, active, onContinue, onReuse, onDelete } = props;
  const { record, status } = run;
  const texts = useTexts();
  const words = texts.history;
  const [renaming, setRenaming] = useState(false);
  const renameButton = useRef<HTMLButtonElement>(null);
  // The form that had the focus goes away.
  const stopRenaming = () => {
    setRenaming(false);
    renameButton.current?.focus();
  };
  const task = useTask();
  const title = titleOf(record);
  const running = status === "running";
  const canContinue = (status === "cut-off" || status === "failed") && opened !== null;
  return (
    <>
      <div className="screen-head">
        <h2 dir="auto">
          <InlineMath text={title} />
        </h2>
        <p>
          {words.status[status] && <span className="badge">{words.status[status]}</span>}{" "}
          {describeRun(run, texts)}
        </p>
      </div>
      {renaming && (
        <RenameForm
          title={title}
          onCancel={stopRenaming}
          onRename={(next) => {
            stopRenaming();
            if (next !== title) task.run(() => journal.rename(record.id, next));
          }}
        />
      )}
      <div className="run-actions">
        {canContinue && (
          <button
            type="button"
            className="button button-primary"
            disabled={active}
            onClick={() => onContinue(run)}
          >
            {words.continue}
          </button>
        )}
        <button type="button" className="button" onClick={() => onReuse(record)}>
          {words.solveAgain}
        </button>
        <ShareLink
          hash={writeProblemLink(record.request.problem, record.settings)}
          label={words.copyLink}
        />
        <button
          type="button"
          className="button"
          disabled={opened === null}
          onClick={() => window.print()}
        >
          {words.print}
        </button>
        <button
          type="button"
          className="button button-quiet"
          aria-pressed={record.pinned}
          onClick={() => task.run(() => journal.pin(record.id, !record.pinned))}
        >
          {record.pinned ? words.pinned : words.pin}
        </button>
        <button
          ref={renameButton}
          type="button"
          className="button button-quiet"
          onClick={() => setRenaming(true)}
        >
          {words.rename}
        </button>
        <button
          type="button"
          className="button button-quiet"
          disabled={running}
          onClick={() => onDelete(record)}
        >
          {words.delete}
        </button>
      </div>
      {opened && (
        <fieldset className="run-exports">
          <legend>{words.exportAs}</legend>
          {exportForms.map(({ form, name }) => (
            <button
              key={form}
              type="button"
              className="button button-quiet"
              disabled={task.busy}
              onClick={() => task.run(() => saveRun(journal, opened, form, texts.language))}
            >
              {name ?? words.notebook}
            </button>
          ))}
        </fieldset>
      )}
      {task.error && (
        <p className="notice notice-error" role="alert">
          {task.error}
        </p>
      )}
    </>
  );
}
