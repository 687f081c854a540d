import { useEffect, useRef, useState } from "react";
import type { LibraryState } from "../../models/library";

export interface Arrivals {
  /** Models whose download ended well while this page was open. */
  readonly ids: ReadonlySet<string>;
  dismiss(id: string): void;
}

export function useArrivals(state: LibraryState): Arrivals {
  const coming = useRef(new Set<string>());
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (state.kind !== "open") return;
    for (const { model, activity } of state.models) {
      if (activity.kind === "downloading") coming.current.add(model.id);
      else if (model.state === "complete" && coming.current.delete(model.id)) {
        setIds((before) => new Set(before).add(model.id));
      }
    }
  }, [state]);
  const dismiss = (id: string) =>
    setIds((before) => new Set([...before].filter((other) => other !== id)));
  return { ids, dismiss };
}
