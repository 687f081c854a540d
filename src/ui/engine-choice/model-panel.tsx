import { useEffect, useRef, useState } from "react";
import type { EngineSource } from "../../engine/engine-source";
import { describeForm } from "../../solver/form/describe-form";
import { lazyModule, useLazyModule } from "../lazy/lazy-module";
import { DownloadStrip } from "../models/download-strip";
import { useLibrary } from "../models/use-library";
import type { EngineState } from "../solve/solver-state";
import { useTexts } from "../texts/use-texts";
import { describeDevice, nameOf } from "./describe-engine";
import type { ModelChoicesProps } from "./model-choices";
import { ModelProgressBar } from "./model-progress-bar";
import "./engine-choice.css";
import "../models/models.css";

const choicesModule = lazyModule(() => import("./model-choices"));

/** Which model runs and where; opens to choose another one. */
export function ModelPanel(props: ModelChoicesProps) {
  const { library, engine, active, offered, onChoose } = props;
  const texts = useTexts();
  const words = texts.engine;
  const state = useLibrary(library);
  const [open, setOpen] = useState(false);
  // What this device can do is only asked once a person wants to know.
  const [seen, setSeen] = useState(false);
  const summary = useRef<HTMLElement>(null);
  const chosenHere = useRef(false);
  const choose = (source: EngineSource) => {
    chosenHere.current = true;
    onChoose(source);
  };
  useEffect(() => {
    if (engine.kind !== "ready" || !chosenHere.current) return;
    chosenHere.current = false;
    summary.current?.focus();
    setOpen(false);
  }, [engine]);
  useEffect(() => {
    if (offered) setOpen(true);
  }, [offered]);
  useEffect(() => {
    if (open) setSeen(true);
  }, [open]);
  return (
    <section className="model-panel" aria-label={words.region}>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary ref={summary}>
          <span className={`status-dot status-${engine.kind}`} aria-hidden="true" />
          <span className="model-summary">
            <span className="model-label">{words.label}</span> <Summary engine={engine} />
          </span>
          <span className="summary-action">{open ? words.close : words.change}</span>
        </summary>
        <div className="model-choices card">
          <h2 className="visually-hidden">{words.region}</h2>
          <Details engine={engine} />
          {active && <p className="hint">{words.stopFirst}</p>}
          {seen && <Choices {...props} onChoose={choose} />}
        </div>
      </details>
      <DownloadStrip
        state={state}
        engine={engine}
        quiet={open}
        active={active}
        onChoose={onChoose}
      />
      {engine.kind === "loading" && <ModelProgressBar progress={engine.progress} />}
      {engine.kind === "error" && (
        <div className="notice notice-error" role="alert">
          <p>
            <strong>{words.unusable(nameOf(engine.source, texts))}</strong>{" "}
            {texts.message(engine.message)}
          </p>
          <div className="notice-actions">
            {engine.source.kind !== "file" && (
              <button type="button" className="button" onClick={() => onChoose(engine.source)}>
                {words.tryAgain}
              </button>
            )}
            {engine.source.kind !== "demo" && (
              <button type="button" className="button" onClick={() => onChoose({ kind: "demo" })}>
                {words.useDemo}
              </button>
            )}
          </div>
        </div>
      )}
    </section>
  );
}

/** What can be chosen, once it is fetched. */
function Choices(props: ModelChoicesProps) {
  const state = useLazyModule(choicesModule);
  const { app, engine: words } = useTexts();
  if (state.kind === "ready") return <state.module.ModelChoices {...props} />;
  if (state.kind === "waiting") return <p role="status">{app.loading}</p>;
  return (
    <div className="notice notice-error" role="alert">
      <p>{words.noChoices}</p>
      <div className="notice-actions">
        <button type="button" className="button" onClick={() => void choicesModule.load()}>
          {words.tryAgain}
        </button>
      </div>
    </div>
  );
}

function Summary({ engine }: { readonly engine: EngineState }) {
  const texts = useTexts();
  const words = texts.engine;
  const { source } = engine;
  switch (engine.kind) {
    case "loading":
      return words.loading(nameOf(source, texts));
    case "error":
      return words.notLoaded(nameOf(source, texts));
    case "ready":
      if (engine.reloading) return words.loading(nameOf(source, texts));
      return (
        <>
          {texts.message(engine.info.modelName)}
          {source.kind === "demo" && <span className="model-aside">{words.notOpenMath}</span>}
          <span className="model-device"> · {describeDevice(engine.info, texts)}</span>
          {source.kind === "server" && <strong> · {words.leaves}</strong>}
        </>
      );
  }
}

function Details({ engine }: { readonly engine: EngineState }) {
  const texts = useTexts();
  if (engine.kind !== "ready") return null;
  const { info } = engine;
  const notice = describeForm(info.promptForm);
  return (
    <div className="engine-details">
      <p>
        {texts.engine.runsHere(
          <strong>{texts.message(info.modelName)}</strong>,
          describeDevice(info, texts),
          info.contextLength,
        )}
      </p>
      {info.fallbackReason && <p className="hint">{texts.message(info.fallbackReason)}</p>}
      {notice && <p className="hint">{texts.message(notice)}</p>}
    </div>
  );
}
