import { useRef, useState } from "react";
import type { ListedRun } from "../../journal/journal";
import { InlineMath } from "../math/inline-math";
import { runHash } from "../models/use-view";
import { AnswerFormula } from "../solve/answer-value";
import { useTexts } from "../texts/use-texts";
import { RenameForm } from "./rename-form";
import { describeRun } from "./run-facts-line";
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
  const texts = useTexts();
  const words = texts.history;
  const [renaming, setRenaming] = useState(false);
  const renameButton = useRef<HTMLButtonElement>(null);
  const title = titleOf(record);
  const statusWord = words.status[status];
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
          <span className="hint">{words.noAnswer}</span>
        )}
        {statusWord && (
          <span className={`badge${status === "running" ? "" : " badge-warning"}`}>
            {statusWord}
          </span>
        )}
      </p>
      <p className="hint run-facts">{describeRun(run, texts)}</p>
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
            aria-label={words.pinOf(title)}
            onClick={() => onPin(!record.pinned)}
          >
            {record.pinned ? words.pinned : words.pin}
          </button>
          <button
            ref={renameButton}
            type="button"
            className="button button-quiet"
            aria-label={words.renameOf(title)}
            onClick={() => setRenaming(true)}
          >
            {words.rename}
          </button>
          <button
            type="button"
            className="button button-quiet"
            aria-label={words.deleteOf(title)}
            disabled={status === "running"}
            onClick={onDelete}
          >
            {words.delete}
          </button>
        </div>
      )}
    </li>
  );
}
