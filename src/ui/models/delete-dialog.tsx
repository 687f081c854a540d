import type { ModelStatus } from "../../models/library";
import { useTexts } from "../texts/use-texts";
import { ConfirmDialog } from "./dialog";

interface DeleteDialogProps {
  readonly status: ModelStatus;
  readonly onDelete: () => void;
  readonly onClose: () => void;
}

/** Asks before a model, or what has come of one, is deleted. */
export function DeleteDialog({ status, onDelete, onClose }: DeleteDialogProps) {
  const words = useTexts().models.deleting;
  const { model, storedBytes, activity } = status;
  const partial = model.state === "partial";
  const again = model.files.every(({ url }) => url !== null);
  return (
    <ConfirmDialog
      title={partial ? words.partial : words.whole}
      action={activity.kind === "downloading" ? words.cancelAndDelete : words.delete}
      onConfirm={onDelete}
      onClose={onClose}
    >
      <p>{words.what(<strong>{model.description.title}</strong>, storedBytes, again)}</p>
    </ConfirmDialog>
  );
}
