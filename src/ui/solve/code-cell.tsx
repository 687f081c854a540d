import { memo } from "react";
import { formatSeconds, plural } from "./figures";
import type { CodePart, CodeState } from "./transcript";

interface CodeCellProps {
  readonly part: CodePart;
}

/** A block of Python, its state and its output. */
export const CodeCell = memo(function CodeCell({ part }: CodeCellProps) {
  const { code, state } = part;
  return (
    <figure className={`cell cell-${tone(state)}`} aria-label="Python code">
      <figcaption>
        <span className="cell-language">Python</span>
        <span className="cell-state">{describe(state)}</span>
      </figcaption>
      <pre className="cell-code">
        <code>{code}</code>
      </pre>
      {state.kind === "finished" && <Output state={state} />}
    </figure>
  );
});

function Output({ state }: { readonly state: CodeState & { kind: "finished" } }) {
  const { stdout, stderr } = state.result;
  return (
    <div className="cell-output">
      <span className="cell-label">Output</span>
      {stdout || stderr ? (
        <pre>
          <samp>{stdout}</samp>
          {stderr && <samp className="cell-stderr">{stderr}</samp>}
        </pre>
      ) : (
        <p className="hint">The code printed nothing.</p>
      )}
    </div>
  );
}

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
