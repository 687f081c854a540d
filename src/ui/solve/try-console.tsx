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
import { CellOutput } from "./cell-output";
import { formatSeconds, plural } from "./figures";
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

/** A cell's code for a person to change and run, in a copy of the sample's state. */
export function TryConsole({ code, before, openSession, onClose }: TryConsoleProps) {
  const id = useId();
  const [text, setText] = useState(code);
  const trial = useMemo(() => createTrial(openSession, before), [openSession, before]);
  const state = useSyncExternalStore(trial.subscribe, trial.getState);
  const editor = useRef<HTMLTextAreaElement>(null);
  const busy = state.kind === "restoring" || state.kind === "running";
  useEffect(() => editor.current?.focus(), []);
  useEffect(() => () => trial.stop(), [trial]);
  const run = () => void trial.run(text);
  const reset = () => {
    setText(code);
    // The button is of no more use, and would take the focus with it.
    editor.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
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
    <section className="try-console" aria-label="Try it" onKeyDown={onKeyDown}>
      <label className="cell-label" htmlFor={id}>
        Your code
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
        onChange={(event) => setText(event.target.value)}
      />
      <div className="try-actions">
        {busy ? (
          <button type="button" className="button" onClick={trial.stop}>
            Stop
          </button>
        ) : (
          <button type="button" className="button" disabled={!text.trim()} onClick={run}>
            Run
          </button>
        )}
        <button
          type="button"
          className="button button-quiet"
          disabled={text === code}
          onClick={reset}
        >
          Reset
        </button>
        <button type="button" className="button button-quiet" onClick={onClose}>
          Close
        </button>
        <span className="try-state" role="status">
          {describe(state)}
        </span>
      </div>
      <p className="hint" id={`${id}-hint`}>
        Runs in a copy of the state that the sample had here
        {before.length > 0 && `, made by ${plural(before.length, "earlier block")}`}. What the
        sample wrote stays as it is. Run: Ctrl+Enter.
      </p>
      {state.kind === "failed" && (
        <p className="notice notice-error" role="alert">
          {state.message}
        </p>
      )}
      {state.kind === "finished" && (
        <>
          {state.lost !== null && (
            <p className="notice" role="alert">
              Block {state.lost} did not run to its end this time, so the state may differ from the
              sample's.
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

function describe(state: TrialState): string {
  switch (state.kind) {
    case "idle":
      return "";
    case "restoring":
      return state.block === 0
        ? "starting…"
        : `bringing back the state, block ${state.block} of ${state.blocks}…`;
    case "running":
      return "running…";
    case "stopped":
      return "stopped";
    case "failed":
      return "not run";
    case "finished": {
      const { status, seconds } = state.result;
      const how = {
        completed: "finished",
        raised: "ended with an error",
        "timed-out": "timed out",
      };
      return `${how[status]} in ${formatSeconds(seconds)}`;
    }
  }
}
