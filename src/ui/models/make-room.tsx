import { useState } from "react";
import type { ModelLibrary, ModelStatus } from "../../models/library";
import { DeleteDialog } from "./delete-dialog";
import { formatSize } from "./format-size";
import { deletable } from "./model-state";
import { useLibrary, useTask } from "./use-library";

interface MakeRoomProps {
  readonly library: ModelLibrary;
  /** The model that needs the room. */
  readonly forId: string;
}

/** What may be deleted to make room, with sizes. */
export function MakeRoom({ library, forId }: MakeRoomProps) {
  const models = deletable(useLibrary(library), forId);
  const [asked, setAsked] = useState<ModelStatus | null>(null);
  const task = useTask();
  if (models.length === 0) {
    return (
      <p className="make-room">
        No other model is stored here. Free space on this device's disk, or choose a smaller one.
      </p>
    );
  }
  return (
    <div className="make-room">
      <p>You can delete:</p>
      <ul>
        {models.map((status) => (
          <li key={status.model.id}>
            <span>
              {status.model.description.title} · {formatSize(status.storedBytes)}
              {status.model.state === "partial" && ", not complete"}
            </span>
            <button
              type="button"
              className="button button-quiet"
              disabled={task.busy}
              onClick={() => setAsked(status)}
            >
              Delete…
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
