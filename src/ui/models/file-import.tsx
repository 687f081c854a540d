import { useEffect, useId, useRef, useState } from "react";
import type { ModelLibrary } from "../../models/library";
import type { StoredModel } from "../../models/store/model-store";
import { useTexts } from "../texts/use-texts";
import { ActivityLine } from "./activity-line";
import { describeFit } from "./fit-words";
import { statusOf } from "./model-state";
import { describeFree } from "./space";
import { useFitOf } from "./use-fit";
import { useLibrary, useTask } from "./use-library";

interface FileImportProps {
  readonly library: ModelLibrary;
  readonly label: string;
  /** Picked or dropped, and not decided on yet. */
  readonly offered: File | null;
  readonly onOffer: (file: File | null) => void;
  /** What else can be done, where models are chosen. */
  readonly choice?: {
    /** A run is under way: choosing waits. */
    readonly disabled: boolean;
    readonly onUseOnce: (file: File) => void;
    readonly onUse: (model: StoredModel) => void;
  };
}

interface KeptModel {
  readonly model: StoredModel;
  /** It was in this browser before. */
  readonly wasThere: boolean;
}

/** Takes a file that was picked or dropped, and keeps a copy of it in this browser. */
export function FileImport(props: FileImportProps) {
  const { library, label, offered, onOffer, choice } = props;
  const id = useId();
  const texts = useTexts();
  const { actions, file: words, space } = texts.models;
  const state = useLibrary(library);
  const task = useTask();
  const [abort, setAbort] = useState<AbortController | null>(null);
  const [kept, setKept] = useState<KeptModel | null>(null);
  const offer = useFocusOn(offered);
  const fit = useFitOf(offered);

  const choose = (file: File | null) => {
    setKept(null);
    onOffer(file);
  };
  const keep = (file: File) => {
    const controller = new AbortController();
    setAbort(controller);
    choose(null);
    const before = library.getState();
    task.run(async () => {
      const model = await library.importFile(file, controller.signal);
      setKept({ model, wasThere: statusOf(model.id, before)?.model.state === "complete" });
    });
  };
  const importing =
    state.kind === "open"
      ? state.models.find(({ activity }) => activity.kind === "importing" && !activity.elsewhere)
      : undefined;

  return (
    <>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="file"
        accept=".gguf,.tar"
        disabled={task.busy}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) choose(file);
          // The same file may be chosen again.
          event.target.value = "";
        }}
      />
      {offered && !task.busy && (
        <fieldset ref={offer} className="file-offer" tabIndex={-1}>
          <legend>
            <bdi>{offered.name}</bdi> ({texts.format.size(offered.size)})
          </legend>
          {fit && <p>{describeFit(fit, texts)}</p>}
          {choice && (
            <div className="file-offer-choice">
              <button
                type="button"
                className="button"
                disabled={choice.disabled}
                onClick={() => {
                  choose(null);
                  choice.onUseOnce(offered);
                }}
              >
                {words.useOnce}
              </button>
              <p className="hint">{words.useOnceHint}</p>
            </div>
          )}
          <div className="file-offer-choice">
            <button
              type="button"
              className="button"
              disabled={state.kind !== "open"}
              onClick={() => keep(offered)}
            >
              {words.keep}
            </button>
            <p className="hint">
              {words.keepHint}
              {state.kind === "open" && space.freeIs(describeFree(state.storage, texts))}
            </p>
          </div>
          <button type="button" className="button button-quiet" onClick={() => choose(null)}>
            {actions.cancel}
          </button>
        </fieldset>
      )}
      {task.busy && (
        <div className="file-offer">
          <p role="status">{words.copying}</p>
          {importing && <ActivityLine activity={importing.activity} label={words.copyingLabel} />}
          <button type="button" className="button" onClick={() => abort?.abort()}>
            {actions.cancel}
          </button>
        </div>
      )}
      {kept && (
        <div className="file-offer">
          <p role="status">
            {(kept.wasThere ? words.wasThere : words.kept)(
              <strong>{kept.model.description.title}</strong>,
            )}
          </p>
          {choice && (
            <button
              type="button"
              className="button button-primary"
              disabled={choice.disabled}
              onClick={() => {
                setKept(null);
                choice.onUse(kept.model);
              }}
            >
              {actions.useIt}
            </button>
          )}
        </div>
      )}
      {task.error && (
        <p className="notice notice-error" role="alert">
          {task.error}
        </p>
      )}
    </>
  );
}

/** What was offered is looked at first: a file that was dropped may land far from here. */
function useFocusOn(offered: File | null) {
  const element = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (!offered) return;
    element.current?.focus({ preventScroll: true });
    element.current?.scrollIntoView({ block: "nearest" });
  }, [offered]);
  return element;
}
