import { useState, useSyncExternalStore } from "react";
import { Announcer } from "../../ui/solve/announcer";
import { AnswerCard } from "../../ui/solve/answer-card";
import { AnswerValue } from "../../ui/solve/answer-value";
import { EngineNotice } from "../../ui/solve/engine-notice";
import { writeProblemLink } from "../../ui/solve/problem-link";
import { PythonNotice } from "../../ui/solve/python-notice";
import { RunParts } from "../../ui/solve/run-parts";
import { writeSettings } from "../../ui/solve/settings-link";
import { isActive, type RunState } from "../../ui/solve/solver-state";
import { useTexts } from "../../ui/texts/use-texts";
import type { WidgetAnswer } from "../protocol/state";
import { ModelOffer } from "./model-offer";
import { WidgetForm } from "./widget-form";
import type { Widget, WidgetSnapshot } from "./widget-store";
import "./widget.css";

/** The solver as it stands in another page. */
export function WidgetView({ widget }: { readonly widget: Widget }) {
  const { app, embed: words } = useTexts();
  const state = useSyncExternalStore(widget.subscribe, widget.getState);
  const solver = useSyncExternalStore(widget.solver.subscribe, widget.solver.getState);
  const { model, place, kept, settings } = state;
  const { run } = solver;
  const { revealed } = state.options;
  const queued = run.kind === "waiting" && place !== null;
  return (
    <main className="widget">
      <h1 className="visually-hidden">{app.name}</h1>
      {revealed && <Announcer state={solver} />}
      <WidgetForm widget={widget} state={state} solver={solver} />
      {model.kind === "looking" && (
        <p className="hint" role="status">
          {words.looking}
        </p>
      )}
      {model.kind === "unknown" && (
        <p className="notice notice-error" role="alert">
          {words.unknown(model.title)}{" "}
          <button type="button" className="link-button" onClick={widget.useDemo}>
            {words.offer.demo}
          </button>
        </p>
      )}
      {model.kind === "missing" && <ModelOffer widget={widget} model={model} />}
      <EngineNotice notices={solver.engineNotices} />
      <PythonNotice
        python={solver.python}
        notices={solver.pythonNotices}
        onRetry={widget.solver.startPython}
        packagesHash={null}
        onWithoutPython={
          state.options.controls === "all" && settings.mode !== "cot"
            ? () => widget.change({ ...settings, mode: "cot" })
            : null
        }
      />
      {revealed && kept && run.kind === "idle" && <Kept answer={kept} />}
      {queued && (
        <p className="card widget-queue" role="status">
          <span className="pulse" aria-hidden="true" />
          {words.queue(place)}
        </p>
      )}
      {!revealed && (
        <p className="hint" role="status">
          {isActive(run) ? words.hidden.working : words.hidden.waiting}
        </p>
      )}
      {revealed && run.kind !== "idle" && !queued && (
        <AnswerCard
          run={run}
          problem={state.problem}
          engine={solver.engine}
          onReload={() => widget.solve()}
          kept={false}
        />
      )}
      {revealed && <Working run={run} />}
      <Footer state={state} />
    </main>
  );
}

function Kept({ answer }: { readonly answer: WidgetAnswer }) {
  const words = useTexts().embed;
  return (
    <section className="card answer-card" aria-label={words.kept}>
      <h2 className="section-title">{words.kept}</h2>
      {answer.answer !== null && <AnswerValue answer={answer.answer} />}
      <p className="hint">{words.keptHint}</p>
    </section>
  );
}

/** Votes and samples, for who wants to see them. */
function Working({ run }: { readonly run: RunState }) {
  const words = useTexts().embed;
  const [open, setOpen] = useState(false);
  if (run.kind === "idle" || run.kind === "waiting") return null;
  return (
    <details
      className="widget-working"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{words.working}</summary>
      {open && <RunParts run={run} />}
    </details>
  );
}

function Footer({ state }: { readonly state: WidgetSnapshot }) {
  const words = useTexts().embed;
  const { problem, settings, model, options } = state;
  const fragment = problem.trim() ? writeProblemLink(problem, writeSettings(settings)) : "";
  return (
    <p className="widget-footer hint">
      <span>{words.model(model.title)}</span>
      {options.applink && options.revealed && (
        <a
          href={`./index.html${fragment}`}
          target="_blank"
          rel="noopener"
          aria-label={`${words.openFull} (${words.newTab})`}
        >
          {words.openFull} <span aria-hidden="true">↗</span>
        </a>
      )}
    </p>
  );
}
