import { useSyncExternalStore } from "react";
import type { AppCopy, AppCopyState } from "../../offline/app-copy";

interface OfflineCardProps {
  readonly copy: AppCopy;
}

/** Says whether the app opens without a network. */
export function OfflineCard({ copy }: OfflineCardProps) {
  const state = useSyncExternalStore(copy.subscribe, copy.getState);
  return (
    <section className="card storage-section" aria-labelledby="storage-offline">
      <h3 id="storage-offline">Without a network</h3>
      <p>{describeCopy(state)}</p>
    </section>
  );
}

function describeCopy({ copy }: AppCopyState): string {
  switch (copy) {
    case "stored":
      return "The app itself is kept in this browser: it opens and solves without a network.";
    case "storing":
      return "The app itself is being stored in this browser. Then it will open without a network.";
    case "failed":
      return (
        "The app itself could not be stored in this browser, so opening it needs a network. Free " +
        "some space or check the connection, then reload this page."
      );
    case "none":
      return (
        "The app itself is not stored here, so opening it needs a network. Private windows and " +
        "addresses without https are the usual reasons."
      );
  }
}
