import { lazy, memo, Suspense, use, useRef, useState } from "react";
import { PythonCode } from "../code/python-code";
import { scrollStop } from "../scroll/scroll-stop";
import type { Texts } from "../texts/texts";
import { useTexts } from "../texts/use-texts";
import { CellOutput } from "./cell-output";
import { PythonSessions } from "./python-sessions";
import type { CodePart, CodeState } from "./transcript";

// Few cells are tried.
const TryConsole = lazy(async () => ({ default: (await import("./try-console")).TryConsole }));

interface CodeCellProps {
  readonly part: CodePart;
  /** The blocks that made the state in which a part's code ran. */
  readonly blocksBefore: (part: CodePart) => readonly string[];
}

/** A block of Python, its state and its output; a person can try it. */
export const CodeCell = memo(function CodeCell({ part, blocksBefore }: CodeCellProps) {
  const texts = useTexts();
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
    <figure className={`cell cell-${tone(state)}`} aria-label={texts.run.cell.name}>
      <figcaption>
        <span className="cell-language">Python</span>
        <span className="cell-state">{describe(state, texts)}</span>
        {usable && (
          <button
            ref={opener}
            type="button"
            className="try-open"
            aria-expanded={before !== null}
            onClick={() => (before ? close() : setBefore(blocksBefore(part)))}
          >
            {texts.solve.tryIt.open}
          </button>
        )}
      </figcaption>
      <pre ref={scrollStop} className="cell-code">
        <PythonCode code={code} />
      </pre>
      {state.kind === "finished" && <CellOutput result={state.result} />}
      {usable && before && (
        <Suspense fallback={<p role="status">{texts.app.loading}</p>}>
          <TryConsole code={code} before={before} openSession={openSession} onClose={close} />
        </Suspense>
      )}
    </figure>
  );
});

function describe(state: CodeState, { run, format }: Texts): string {
  const { cell } = run;
  switch (state.kind) {
    case "writing":
    case "closed":
    case "running":
    case "interrupted":
      return cell[state.kind];
    case "not-run":
      return cell.notRun;
    case "finished": {
      const { status, seconds } = state.result;
      const time = format.seconds(seconds);
      const how = status === "timed-out" ? cell.timedOut(time) : cell[status](time);
      return `${how} · ${cell.callsLeft(state.executionsLeft)}`;
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
