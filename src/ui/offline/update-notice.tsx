import { useSyncExternalStore } from "react";
import type { AppCopy } from "../../offline/app-copy";
import { isActive } from "../solve/solver-state";
import type { SolverStore } from "../solve/solver-store";
import { useTexts } from "../texts/use-texts";
import "./update-notice.css";

interface UpdateNoticeProps {
  readonly copy: AppCopy;
  readonly store: SolverStore;
}

/** Offers a newer version of the app when it is there; nothing reloads by itself. */
export function UpdateNotice({ copy, store }: UpdateNoticeProps) {
  const { offline } = useTexts();
  const { update } = useSyncExternalStore(copy.subscribe, copy.getState);
  const solving = useSyncExternalStore(store.subscribe, () => isActive(store.getState().run));
  if (update === "none") return null;
  return (
    <div className="notice update-notice" role="status">
      <p>
        {update === "other-tabs" ? offline.otherTabs : offline.update}{" "}
        {solving ? (
          offline.later
        ) : (
          <button
            type="button"
            className="link-button"
            disabled={update === "starting"}
            onClick={() => void copy.update()}
          >
            {offline.reload}
          </button>
        )}
      </p>
    </div>
  );
}
