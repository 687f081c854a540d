import { useEffect, useSyncExternalStore } from "react";
import { type LazyState, lazyModule } from "../lazy/lazy-module";
import { whenIdle } from "../lazy/when-idle";

type MathModule = typeof import("./math-module");

/** A third of the app's code, and nothing that the first screen could not do without. */
const mathModule = lazyModule<MathModule>(() => import("./math-module"));

/**
 * What typesets and parses.
 * @param isNeeded whether it is fetched now; otherwise when there is nothing better to do
 */
export function useMathModule(isNeeded: () => boolean): LazyState<MathModule> {
  const state = useSyncExternalStore(mathModule.subscribe, mathModule.read);
  const needed = state.kind === "ready" || isNeeded();
  useEffect(() => {
    if (needed) {
      void mathModule.load();
      return;
    }
    return whenIdle(() => void mathModule.load(), { latest: 3000, blind: 500 });
  }, [needed]);
  return state;
}
