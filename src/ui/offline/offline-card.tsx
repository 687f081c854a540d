import { useSyncExternalStore } from "react";
import type { AppCopy } from "../../offline/app-copy";
import { useTexts } from "../texts/use-texts";

interface OfflineCardProps {
  readonly copy: AppCopy;
}

/** Says whether the app opens without a network. */
export function OfflineCard({ copy }: OfflineCardProps) {
  const { offline } = useTexts();
  const state = useSyncExternalStore(copy.subscribe, copy.getState);
  return (
    <section className="card storage-section" aria-labelledby="storage-offline">
      <h3 id="storage-offline">{offline.title}</h3>
      <p>{offline[state.copy]}</p>
    </section>
  );
}
