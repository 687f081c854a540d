import {
  type KeyboardEvent,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import type { PythonSession } from "../../python/python-session";
import { isComposing } from "../composing";
import type { Texts } from "../texts/texts";
import { useTexts } from "../texts/use-texts";
import { CellOutput } from "./cell-output";
import { keepDraft, readDraft } from "./drafts";
import { nextLine } from "./next-line";
import { createTrial, type TrialState } from "./trial";
import "./try-console.css";

interface TryConsoleProps {
  /** The cell's own. */
  readonly code: string;
  /** The blocks that made the state the cell began with. */
  readonly before: readonly string[];
  readonly openSession: () => Promise<PythonSession>;
  readonly onClose: () => void;
}

/**
 * A cell's code for a person to change and run, in a copy of the sample's state. What was changed is
 * there again when the console is opened again.
 */
export function TryConsole({ code, before, openSession, onClose }: TryConsoleProps) {
  const id = useId();
  const texts = useTexts();
  const words = texts.solve.tryIt;
  const [text, setText] = useState(() => readDraft(code, before));
  const trial = useMemo(() => createTrial(openSession, before), [openSession, before]);
  const state = useSyncExternalStore(trial.subscribe, trial.getState);
  const editor = useRef<HTMLTextAreaElement>(null);
  const busy = state.kind === "restoring" || state.kind === "running";
  useEffect(() => editor.current?.focus(), []);
  useEffect(() => () => trial.stop(), [trial]);
  const edit = (next: string) => {
    setText(next);
    keepDraft(code, before, next);
  };
  const run = () => void trial.run(text);
  const reset = () => {
    edit(code);
    // The button is of no more use, and would take the focus with it.
    editor.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "Escape") {
      // The panel around closes by it too.
      event.stopPropagation();
      if (busy) trial.stop();
      else onClose();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      if (text.trim()) run();
    } else if (event.key === "Enter" && event.target === editor.current) {
      continueLine(event, editor.current);
    }
  };
  return (
    <section className="try-console" aria-label={words.open} onKeyDown={onKeyDown}>
      <label className="cell-label" htmlFor={id}>
        {words.code}
      </label>
      <textarea
        id={id}
        ref={editor}
        className="try-editor"
        value={text}
        rows={Math.min(16, Math.max(3, text.split("\n").length))}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        autoCorrect="off"
        aria-describedby={`${id}-hint`}
        onChange={(event) => edit(event.target.value)}
      />
      <div className="try-actions">
        {busy ? (
          <button type="button" className="button" onClick={trial.stop}>
            {words.stop}
          </button>
        ) : (
          <button type="button" className="button" disabled={!text.trim()} onClick={run}>
            {words.run}
          </button>
        )}
        <button
          type="button"
          className="button button-quiet"
          disabled={text === code}
          onClick={reset}
        >
          {words.reset}
        </button>
        <button type="button" className="button button-quiet" onClick={onClose}>
          {words.close}
        </button>
        <span className="try-state" role="status">
          {describe(state, texts)}
        </span>
      </div>
      <p className="hint" id={`${id}-hint`}>
        {before.length > 0 ? words.hintAfter(before.length) : words.hint}
      </p>
      {state.kind === "failed" && (
        <p className="notice notice-error" role="alert">
          {texts.message(state.message)}
        </p>
      )}
      {state.kind === "finished" && (
        <>
          {state.lost !== null && (
            <p className="notice" role="alert">
              {words.lost(state.lost)}
            </p>
          )}
          <CellOutput result={state.result} />
        </>
      )}
    </section>
  );
}

/** A new line begins as deep as the code needs it; undo takes it back. */
function continueLine(event: KeyboardEvent, editor: HTMLTextAreaElement): void {
  const line = nextLine(editor.value.slice(0, editor.selectionStart));
  // Deprecated, and the only way to insert text that undo knows of.
  if (document.execCommand("insertText", false, line)) event.preventDefault();
}

function describe(state: TrialState, { solve, format }: Texts): string {
  const words = solve.tryIt;
  switch (state.kind) {
    case "idle":
      return "";
    case "restoring":
      return state.block === 0 ? words.starting : words.restoring(state.block, state.blocks);
    case "running":
    case "stopped":
    case "failed":
      return words[state.kind];
    case "finished": {
      const { status, seconds } = state.result;
      const time = format.seconds(seconds);
      return status === "timed-out" ? words.timedOut(time) : words[status](time);
    }
  }
}
