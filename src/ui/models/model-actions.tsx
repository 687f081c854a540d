import { useState } from "react";
import type { EngineSource } from "../../engine/engine-source";
import type { ModelLibrary } from "../../models/library";
import { useTexts } from "../texts/use-texts";
import { DeleteDialog } from "./delete-dialog";
import { actionOf, activityOf, isPartial, type ModelView } from "./model-state";
import { useTask } from "./use-library";

interface ModelActionsProps {
  readonly library: ModelLibrary;
  readonly view: ModelView;
  /** Models can be stored. */
  readonly canStore: boolean;
  /** A run is under way: choosing waits. */
  readonly active: boolean;
  /** The model suits this device: getting it is the main thing to do. */
  readonly primary: boolean;
  readonly describedBy: string;
  /** Shows what a person should know first. */
  readonly onAskDownload: () => void;
  readonly onChoose: (source: EngineSource) => void;
}

/** What can be done with a model where it is chosen. */
export function ModelActions(props: ModelActionsProps) {
  const { library, view, canStore, active, primary, describedBy } = props;
  const { actions } = useTexts().models;
  const [asked, setAsked] = useState(false);
  const task = useTask();
  const { description, status } = view;
  const action = actionOf(view);
  const unfinished = isPartial(view) && activityOf(view).kind !== "stopped";
  const button = { type: "button" as const, "aria-describedby": describedBy };
  if (action === "none" && !unfinished) return null;
  return (
    <div className="model-actions">
      {action === "download" && (
        <button
          {...button}
          className={primary ? "button button-primary" : "button"}
          disabled={!canStore}
          onClick={props.onAskDownload}
        >
          {actions.download}
        </button>
      )}
      {action === "pause" && (
        <button {...button} className="button" onClick={() => library.pause(description.id)}>
          {actions.pause}
        </button>
      )}
      {action === "go-on" && (
        <button
          {...button}
          className="button button-primary"
          disabled={!canStore || task.busy}
          onClick={() => task.run(() => library.download(description))}
        >
          {actions.goOn}
        </button>
      )}
      {action === "use" && (
        <button
          {...button}
          className="button button-primary"
          disabled={active}
          onClick={() =>
            props.onChoose({ kind: "stored", id: description.id, title: description.title })
          }
        >
          {actions.use}
        </button>
      )}
      {unfinished && status && (
        <button {...button} className="button" onClick={() => setAsked(true)}>
          {action === "pause" ? actions.cancelDownload : actions.delete}
        </button>
      )}
      {task.error && activityOf(view).kind !== "stopped" && <p role="alert">{task.error}</p>}
      {asked && status && (
        <DeleteDialog
          status={status}
          onDelete={() => task.run(() => library.delete(description.id))}
          onClose={() => setAsked(false)}
        />
      )}
    </div>
  );
}
