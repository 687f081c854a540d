import { useEffect, useId, useRef, useState } from "react";
import type { ModelLibrary } from "../../models/library";
import type { StoredModel } from "../../models/store/model-store";
import { ActivityLine } from "./activity-line";
import { describeFit } from "./fit-words";
import { formatSize } from "./format-size";
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
            {offered.name} ({formatSize(offered.size)})
          </legend>
          {fit && <p>{describeFit(fit)}</p>}
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
                Use once
              </button>
              <p className="hint">Read from your disk, not copied; forgotten with this page.</p>
            </div>
          )}
          <div className="file-offer-choice">
            <button
              type="button"
              className="button"
              disabled={state.kind !== "open"}
              onClick={() => keep(offered)}
            >
              Keep in this browser
            </button>
            <p className="hint">
              Copies it into this browser's storage, for the next time and offline.
              {state.kind === "open" && ` Free space: ${describeFree(state.storage)}.`}
            </p>
          </div>
          <button type="button" className="button button-quiet" onClick={() => choose(null)}>
            Cancel
          </button>
        </fieldset>
      )}
      {task.busy && (
        <div className="file-offer">
          <p role="status">Copying the file and checking it…</p>
          {importing && <ActivityLine activity={importing.activity} label="Copying the file" />}
          <button type="button" className="button" onClick={() => abort?.abort()}>
            Cancel
          </button>
        </div>
      )}
      {kept && (
        <div className="file-offer">
          <p role="status">
            <strong>{kept.model.description.title}</strong>{" "}
            {kept.wasThere
              ? "was kept in this browser already. It was checked against the file; nothing was stored twice."
              : "is kept in this browser."}
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
              Use it
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
