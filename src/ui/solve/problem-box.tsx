import { type KeyboardEvent, type RefObject, useId, useState } from "react";
import { isComposing } from "../composing";
import { MathText } from "../math/math-text";
import { useTexts } from "../texts/use-texts";
import { EffortChoice } from "./effort-choice";
import { describeEstimate, type EstimateBasis } from "./estimate/describe-estimate";
import { describeMode, ModeChoice } from "./mode-choice";
import { ProblemLength } from "./problem-length";
import { charactersOver } from "./problem-text";
import type { AutomaticSettings, SolveSettings } from "./settings";
import { GenSelectField, MoreSettings, SamplesField } from "./settings-fields";
import "./problem-box.css";

interface ProblemBoxProps {
  /** Where the problem is typed. */
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly problem: string;
  readonly onProblem: (problem: string) => void;
  /** Gives back the text whose place another one took; null where there is none. */
  readonly onBringBack: (() => void) | null;
  readonly settings: SolveSettings;
  readonly onSettings: (settings: SolveSettings) => void;
  /** What is done where the settings leave it open. */
  readonly automatic: AutomaticSettings;
  /** What the time that a run takes is known by. */
  readonly basis: EstimateBasis;
  /** The demonstration model is in use. */
  readonly isDemo: boolean;
  /** Python could not be started when it was last tried. */
  readonly pythonAway: boolean;
  /** A run is under way: Solve is Stop. */
  readonly active: boolean;
  readonly stopping: boolean;
  readonly notice: string | null;
  readonly onSolve: (problem: string) => void;
  readonly onStop: () => void;
}

const hasFormula = /\$|\\[([a-zA-Z]/;

export function ProblemBox(props: ProblemBoxProps) {
  const { box, problem, onBringBack, active, settings, onSettings, automatic } = props;
  const id = useId();
  const texts = useTexts();
  const words = texts.solve;
  const [missing, setMissing] = useState(false);
  const text = problem.trim();
  const typed = Number(settings.samples.trim() || automatic.samples);
  // What is no number is told when it is asked for.
  const samples = Number.isInteger(typed) && typed > 0 ? typed : automatic.samples;
  const mode = settings.mode ?? automatic.mode;
  const trainedInPython = automatic.mode !== "cot";
  const model = { isDemo: props.isDemo, trainedInPython, pythonAway: props.pythonAway };
  const modeHint = describeMode(mode, samples, model, words.mode);
  const chosen = { samples, withPython: mode !== "cot" };
  const estimate = describeEstimate(settings, chosen, props.basis, texts);
  const fields = { settings, onSettings, disabled: active };

  const tooLong = charactersOver(problem) > 0;
  const solve = () => {
    setMissing(!text);
    if (text) props.onSolve(text);
    if (!text || tooLong) box.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (!active && !isComposing(event)) solve();
  };
  const notice = missing && !text ? words.missing : props.notice;

  return (
    <form
      className="card problem-box"
      onSubmit={(event) => {
        event.preventDefault();
        if (active) props.onStop();
        else solve();
      }}
    >
      <label htmlFor={`${id}-problem`}>{words.problem}</label>
      <textarea
        ref={box}
        id={`${id}-problem`}
        value={problem}
        onChange={(event) => props.onProblem(event.target.value)}
        onKeyDown={onKeyDown}
        rows={3}
        dir="auto"
        spellCheck={false}
        placeholder={words.placeholder}
        aria-describedby={`${id}-notice ${id}-length`}
        aria-invalid={(missing && !text) || tooLong}
      />
      {onBringBack && (
        <p className="hint problem-replaced" role="status">
          {words.replaced}{" "}
          <button type="button" className="link-button" onClick={onBringBack}>
            {words.bringBack}
          </button>
        </p>
      )}
      <ProblemLength id={`${id}-length`} problem={problem} />
      <p id={`${id}-notice`} className="field-notice" role="alert">
        {notice}
      </p>
      {hasFormula.test(problem) && !tooLong && (
        <section className="preview" aria-label={words.preview}>
          <MathText text={problem} />
        </section>
      )}
      <EffortChoice
        effort={settings.effort}
        onEffort={(effort) => onSettings({ ...settings, effort })}
        disabled={active}
        samples={samples}
        estimate={estimate}
      />
      <div className="problem-actions">
        <ModeChoice
          mode={mode}
          onMode={(mode) => onSettings({ ...settings, mode })}
          disabled={active}
        />
        <SamplesField {...fields} automatic={automatic.samples} />
        {modeHint && <p className="hint mode-hint">{modeHint}</p>}
        {samples !== 1 && <GenSelectField {...fields} automatic={automatic.genselect} />}
        <MoreSettings {...fields} />
        <button
          type="submit"
          className={active ? "button button-stop" : "button button-primary"}
          disabled={props.stopping}
          aria-keyshortcuts={active ? undefined : "Control+Enter Meta+Enter"}
        >
          {props.stopping ? words.stopping : active ? words.stop : words.solve}
        </button>
      </div>
    </form>
  );
}
