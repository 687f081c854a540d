import type { SolverStore } from "./solver-store";

/** Resolves when the page has loaded what it loads at its start, or could not. */
export function whenSettled({ getState, subscribe }: SolverStore): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = subscribe(look);
  function look(): void {
    const { engine, python } = getState();
    const starting =
      engine.kind === "loading" ||
      python.kind === "starting" ||
      // Python starts as soon as the engine is ready.
      (engine.kind === "ready" && python.kind === "idle");
    if (starting) return;
    stop();
    resolve();
  }
  look();
  return promise;
}
