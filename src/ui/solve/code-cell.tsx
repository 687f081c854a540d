import { memo, use, useRef, useState } from "react";
import { CellOutput } from "./cell-output";
import { formatSeconds, plural } from "./figures";
import { PythonSessions } from "./python-sessions";
import type { CodePart, CodeState } from "./transcript";
import { TryConsole } from "./try-console";

interface CodeCellProps {
  readonly part: CodePart;
  /** The blocks that made the state in which a part's code ran. */
  readonly blocksBefore: (part: CodePart) => readonly string[];
}

/** A block of Python, its state and its output; a person can try it. */
export const CodeCell = memo(function CodeCell({ part, blocksBefore }: CodeCellProps) {
  const { code, state } = part;
  const openSession = use(PythonSessions);
  const [before, setBefore] = useState<readonly string[] | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setBefore(null);
    opener.current?.focus();
  };
  const usable = openSession !== null && tone(state) !== "busy" && code !== "";
  return (
    <figure className={`cell cell-${tone(state)}`} aria-label="Python code">
      <figcaption>
        <span className="cell-language">Python</span>
        <span className="cell-state">{describe(state)}</span>
        {usable && (
          <button
            ref={opener}
            type="button"
            className="try-open"
            aria-expanded={before !== null}
            onClick={() => (before ? close() : setBefore(blocksBefore(part)))}
          >
            Try it
          </button>
        )}
      </figcaption>
      <pre className="cell-code">
        <code>{code}</code>
      </pre>
      {state.kind === "finished" && <CellOutput result={state.result} />}
      {usable && before && (
        <TryConsole code={code} before={before} openSession={openSession} onClose={close} />
      )}
    </figure>
  );
});

function describe(state: CodeState): string {
  switch (state.kind) {
    case "writing":
      return "being written…";
    case "closed":
      return "waiting…";
    case "running":
      return "running…";
    case "interrupted":
      return "stopped";
    case "not-run":
      return "not run";
    case "finished": {
      const { status, seconds } = state.result;
      const how =
        status === "completed"
          ? "finished"
          : status === "raised"
            ? "ended with an error"
            : "timed out";
      const left =
        state.executionsLeft === 0
          ? "no code calls left"
          : `${plural(state.executionsLeft, "code call")} left`;
      return `${how} in ${formatSeconds(seconds)} · ${left}`;
    }
  }
}

function tone(state: CodeState): "busy" | "good" | "bad" | "quiet" {
  switch (state.kind) {
    case "writing":
    case "closed":
    case "running":
      return "busy";
    case "finished":
      return state.result.status === "completed" ? "good" : "bad";
    case "interrupted":
    case "not-run":
      return "quiet";
  }
}
