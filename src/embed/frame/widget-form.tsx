import { type KeyboardEvent, useId } from "react";
import { isComposing } from "../../ui/composing";
import { MathText } from "../../ui/math/math-text";
import { ModeChoice } from "../../ui/solve/mode-choice";
import { ProblemLength } from "../../ui/solve/problem-length";
import { charactersOver } from "../../ui/solve/problem-text";
import { automaticSettings } from "../../ui/solve/settings";
import { SamplesField } from "../../ui/solve/settings-fields";
import { isActive, type SolverState } from "../../ui/solve/solver-state";
import { useTexts } from "../../ui/texts/use-texts";
import type { Widget, WidgetSnapshot } from "./widget-store";
import "../../ui/solve/problem-box.css";

interface WidgetFormProps {
  readonly widget: Widget;
  readonly state: WidgetSnapshot;
  readonly solver: SolverState;
}

/** The problem, to be read or edited, and what may be chosen. */
export function WidgetForm({ widget, state, solver }: WidgetFormProps) {
  const texts = useTexts();
  const words = texts.solve;
  const id = useId();
  const { options, problem, settings } = state;
  const active = isActive(solver.run);
  const stopping = solver.run.kind === "running" && solver.run.stopping;
  const { engine } = solver;
  const info = engine.kind === "ready" ? engine.info : null;
  const source = state.model.kind === "ready" ? state.model.source : engine.source;
  const automatic = automaticSettings(source, info, settings);
  const tooLong = charactersOver(problem) > 0;
  const submit = () => {
    if (active) widget.stop();
    else if (options.revealed) widget.solve();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (!active && options.revealed && !isComposing(event)) widget.solve();
  };
  return (
    <form
      className="card problem-box"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {options.readonly ? (
        <>
          <h2 className="section-title">{words.problem}</h2>
          <div className="widget-problem" dir="auto">
            {/* A text of any length may come in; one that is not solved is not set as formulas. */}
            {tooLong ? problem : <MathText text={problem} />}
          </div>
        </>
      ) : (
        <>
          <label htmlFor={`${id}-problem`}>{words.problem}</label>
          <textarea
            id={`${id}-problem`}
            value={problem}
            onChange={(event) => widget.edit(event.target.value)}
            onKeyDown={onKeyDown}
            rows={2}
            dir="auto"
            spellCheck={false}
            placeholder={words.placeholder}
            aria-describedby={`${id}-notice ${id}-length`}
            aria-invalid={tooLong}
          />
        </>
      )}
      <ProblemLength id={`${id}-length`} problem={problem} />
      <p id={`${id}-notice`} className="field-notice" role="alert">
        {solver.rejection === null ? null : texts.message(solver.rejection)}
      </p>
      {options.controls !== "none" && (options.revealed || active) && (
        <div className="problem-actions">
          {options.controls === "all" && (
            <>
              <ModeChoice
                mode={settings.mode ?? automatic.mode}
                onMode={(mode) => widget.change({ ...settings, mode })}
                disabled={active}
              />
              <SamplesField
                settings={settings}
                onSettings={widget.change}
                disabled={active}
                automatic={automatic.samples}
              />
            </>
          )}
          <button
            type="submit"
            className={active ? "button button-stop" : "button button-primary"}
            disabled={stopping || (!active && !problem.trim())}
            aria-keyshortcuts={active ? undefined : "Control+Enter Meta+Enter"}
          >
            {stopping ? words.stopping : active ? words.stop : words.solve}
          </button>
        </div>
      )}
    </form>
  );
}
