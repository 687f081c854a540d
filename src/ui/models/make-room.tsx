import { useState } from "react";
import type { ModelLibrary, ModelStatus } from "../../models/library";
import { useTexts } from "../texts/use-texts";
import { DeleteDialog } from "./delete-dialog";
import { deletable } from "./model-state";
import { useLibrary, useTask } from "./use-library";

interface MakeRoomProps {
  readonly library: ModelLibrary;
  /** The model that needs the room. */
  readonly forId: string;
}

/** What may be deleted to make room, with sizes. */
export function MakeRoom({ library, forId }: MakeRoomProps) {
  const texts = useTexts();
  const { actions, makeRoom: words } = texts.models;
  const models = deletable(useLibrary(library), forId);
  const [asked, setAsked] = useState<ModelStatus | null>(null);
  const task = useTask();
  if (models.length === 0) {
    return <p className="make-room">{words.none}</p>;
  }
  return (
    <div className="make-room">
      <p>{words.title}</p>
      <ul>
        {models.map((status) => (
          <li key={status.model.id}>
            <span>
              {status.model.description.title} · {texts.format.size(status.storedBytes)}
              {status.model.state === "partial" && words.incomplete}
            </span>
            <button
              type="button"
              className="button button-quiet"
              disabled={task.busy}
              onClick={() => setAsked(status)}
            >
              {actions.delete}
            </button>
          </li>
        ))}
      </ul>
      {task.error && <p role="alert">{task.error}</p>}
      {asked && (
        <DeleteDialog
          status={asked}
          onDelete={() => task.run(() => library.delete(asked.model.id))}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}
