import type { ModelStatus } from "../../models/library";
import { ConfirmDialog } from "./dialog";
import { formatSize } from "./format-size";

interface DeleteDialogProps {
  readonly status: ModelStatus;
  readonly onDelete: () => void;
  readonly onClose: () => void;
}

/** Asks before a model, or what has come of one, is deleted. */
export function DeleteDialog({ status, onDelete, onClose }: DeleteDialogProps) {
  const { model, storedBytes, activity } = status;
  const partial = model.state === "partial";
  const again = model.files.every(({ url }) => url !== null)
    ? "You can download it again."
    : "It came from a file: without that file it can't be had again.";
  return (
    <ConfirmDialog
      title={partial ? "Delete what has come?" : "Delete this model?"}
      action={activity.kind === "downloading" ? "Cancel and delete" : "Delete"}
      onConfirm={onDelete}
      onClose={onClose}
    >
      <p>
        <strong>{model.description.title}</strong>: {formatSize(storedBytes)} will be deleted from
        this browser. {again}
      </p>
    </ConfirmDialog>
  );
}
