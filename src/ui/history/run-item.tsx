import { useRef, useState } from "react";
import type { ListedRun } from "../../journal/journal";
import { runHash } from "../models/use-view";
import { AnswerFormula } from "../solve/answer-value";
import { InlineMath } from "./inline-math";
import { RenameForm } from "./rename-form";
import { describeRun, statusWords } from "./run-facts-line";
import { titleOf } from "./run-title";

interface RunItemProps {
  readonly run: ListedRun;
  readonly onPin: (pinned: boolean) => void;
  readonly onRename: (title: string | null) => void;
  readonly onDelete: () => void;
}

/** A run in the list. */
export function RunItem({ run, onPin, onRename, onDelete }: RunItemProps) {
  const { record, status } = run;
  const [renaming, setRenaming] = useState(false);
  const renameButton = useRef<HTMLButtonElement>(null);
  const title = titleOf(record);
  const words = statusWords[status];
  const stopRenaming = () => {
    setRenaming(false);
    // It is there again after the next paint.
    requestAnimationFrame(() => renameButton.current?.focus());
  };
  return (
    <li className={`card run-item${record.pinned ? " run-pinned" : ""}`}>
      <h3 dir="auto">
        <a href={runHash(record.id)}>
          <InlineMath text={title} />
        </a>
      </h3>
      <p className="run-result">
        {record.answer !== null ? (
          <AnswerFormula answer={record.answer} />
        ) : (
          <span className="hint">no answer</span>
        )}
        {words && (
          <span className={`badge${status === "running" ? "" : " badge-warning"}`}>{words}</span>
        )}
      </p>
      <p className="hint run-facts">{describeRun(run)}</p>
      {renaming ? (
        <RenameForm
          title={title}
          onCancel={stopRenaming}
          onRename={(next) => {
            stopRenaming();
            onRename(next === title ? record.title : next);
          }}
        />
      ) : (
        <div className="run-actions">
          <button
            type="button"
            className="button button-quiet"
            aria-pressed={record.pinned}
            aria-label={`Pin: ${title}`}
            onClick={() => onPin(!record.pinned)}
          >
            {record.pinned ? "Pinned" : "Pin"}
          </button>
          <button
            ref={renameButton}
            type="button"
            className="button button-quiet"
            aria-label={`Rename: ${title}`}
            onClick={() => setRenaming(true)}
          >
            Rename
          </button>
          <button
            type="button"
            className="button button-quiet"
            aria-label={`Delete: ${title}`}
            disabled={status === "running"}
            onClick={onDelete}
          >
            Delete
          </button>
        </div>
      )}
    </li>
  );
}
