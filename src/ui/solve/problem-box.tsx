import { type KeyboardEvent, useId, useRef, useState } from "react";
import type { Mode } from "../../solver/sample-events";
import { MathText } from "../math/math-text";
import { ModeChoice } from "./mode-choice";
import { maxProblemLength } from "./problem-link";
import { SeedField } from "./seed-field";
import "./problem-box.css";

interface ProblemBoxProps {
  readonly problem: string;
  readonly onProblem: (problem: string) => void;
  readonly mode: Mode;
  readonly onMode: (mode: Mode) => void;
  readonly seed: number | null;
  readonly onSeed: (seed: number | null) => void;
  /** A run is under way: Solve is Stop. */
  readonly active: boolean;
  readonly stopping: boolean;
  readonly notice: string | null;
  readonly onSolve: (problem: string) => void;
  readonly onStop: () => void;
}

const hasFormula = /\$|\\[([a-zA-Z]/;

export function ProblemBox(props: ProblemBoxProps) {
  const { problem, active } = props;
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const [missing, setMissing] = useState(false);
  const text = problem.trim();

  const solve = () => {
    setMissing(!text);
    if (text) props.onSolve(text);
    else box.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (!active && !event.nativeEvent.isComposing) solve();
  };
  const notice = missing && !text ? "Type a problem first, or pick an example." : props.notice;

  return (
    <form
      className="card problem-box"
      onSubmit={(event) => {
        event.preventDefault();
        if (active) props.onStop();
        else solve();
      }}
    >
      <label htmlFor={`${id}-problem`}>Problem</label>
      <textarea
        ref={box}
        id={`${id}-problem`}
        value={problem}
        onChange={(event) => props.onProblem(event.target.value)}
        onKeyDown={onKeyDown}
        maxLength={maxProblemLength}
        rows={3}
        dir="auto"
        spellCheck={false}
        placeholder="Type a math problem. LaTeX such as $x^2 = 2$ works too."
        aria-describedby={`${id}-notice`}
        aria-invalid={missing && !text}
      />
      <p id={`${id}-notice`} className="field-notice" role="alert">
        {notice}
      </p>
      {hasFormula.test(problem) && (
        <section className="preview" aria-label="Preview of the problem">
          <MathText text={problem} />
        </section>
      )}
      <div className="problem-actions">
        <ModeChoice mode={props.mode} onMode={props.onMode} disabled={active} />
        <SeedField seed={props.seed} onSeed={props.onSeed} disabled={active} />
        <button
          type="submit"
          className={active ? "button button-stop" : "button button-primary"}
          disabled={props.stopping}
          aria-keyshortcuts={active ? undefined : "Control+Enter Meta+Enter"}
        >
          {props.stopping ? "Stopping…" : active ? "Stop" : "Solve"}
        </button>
      </div>
    </form>
  );
}
