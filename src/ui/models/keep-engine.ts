import type { EngineSource } from "../../engine/engine-source";
import type { ModelLibrary } from "../../models/library";
import type { SolverState } from "../solve/solver-state";
import { statusOf } from "./model-state";
import type { ModelMemory } from "./remembered-model";

/** Who loads engines: the solver's store. */
interface EngineChooser {
  getState(): Pick<SolverState, "engine">;
  subscribe(listener: () => void): () => void;
  chooseEngine(source: EngineSource): void;
}

type WatchedLibrary = Pick<ModelLibrary, "getState" | "subscribe">;

/**
 * Starts the model that was used last and remembers which one is. Whenever the stored model in use
 * is gone, also by another tab, the demonstration model takes its place.
 */
export function keepEngine(
  solver: EngineChooser,
  library: WatchedLibrary,
  memory: ModelMemory,
): void {
  const remember = () => {
    const { engine } = solver.getState();
    // Only what has loaded: a model that kills the page must not do so again at its next start.
    if (engine.kind !== "ready") return;
    if (engine.source.kind === "stored") {
      memory.write({ id: engine.source.id, title: engine.source.title });
    } else if (engine.source.kind === "demo" && library.getState().kind === "open") {
      memory.write(null);
    }
  };

  const fallBack = () => {
    const { engine } = solver.getState();
    if (engine.source.kind !== "stored") return;
    const state = library.getState();
    const gone =
      state.kind === "open" && statusOf(engine.source.id, state)?.model.state !== "complete";
    // A model that is loaded needs its store no more.
    const unreachable = state.kind === "unavailable" && engine.kind !== "ready";
    if (gone || unreachable) solver.chooseEngine({ kind: "demo" });
  };

  const last = memory.read();
  solver.chooseEngine(last ? { kind: "stored", ...last } : { kind: "demo" });
  solver.subscribe(remember);
  solver.subscribe(fallBack);
  library.subscribe(fallBack);
  fallBack();
}
