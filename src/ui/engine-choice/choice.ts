import type { EngineSource } from "../../engine/engine-source";
import type { EngineState } from "../solve/solver-state";

/** What every choice of an engine gets. */
export interface ChoiceProps {
  readonly engine: EngineState;
  readonly disabled: boolean;
  readonly onChoose: (source: EngineSource) => void;
}
