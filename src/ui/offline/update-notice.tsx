import { useSyncExternalStore } from "react";
import type { AppCopy } from "../../offline/app-copy";
import { isActive } from "../solve/solver-state";
import type { SolverStore } from "../solve/solver-store";
import "./update-notice.css";

interface UpdateNoticeProps {
  readonly copy: AppCopy;
  readonly store: SolverStore;
}

/** Offers a newer version of the app when it is there; nothing reloads by itself. */
export function UpdateNotice({ copy, store }: UpdateNoticeProps) {
  const { update } = useSyncExternalStore(copy.subscribe, copy.getState);
  const solving = useSyncExternalStore(store.subscribe, () => isActive(store.getState().run));
  if (update === "none") return null;
  return (
    <div className="notice update-notice" role="status">
      <p>
        {update === "other-tabs"
          ? "A new version is ready. This app is also open in another tab: close that one, then reload."
          : "A new version is ready."}{" "}
        {solving ? (
          "Reload when the run has ended."
        ) : (
          <button
            type="button"
            className="link-button"
            disabled={update === "starting"}
            onClick={() => void copy.update()}
          >
            Reload
          </button>
        )}
      </p>
    </div>
  );
}
