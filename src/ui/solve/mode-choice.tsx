import type { Texts } from "../texts/texts";
import { useTexts } from "../texts/use-texts";
import { Segments } from "./segments";
import type { SolveMode } from "./settings";

interface ModeChoiceProps {
  readonly mode: SolveMode;
  readonly onMode: (mode: SolveMode) => void;
  readonly disabled: boolean;
}

const modes: readonly SolveMode[] = ["tir", "cot", "mix"];

export function ModeChoice({ mode, onMode, disabled }: ModeChoiceProps) {
  const words = useTexts().solve.mode;
  return (
    <Segments
      legend={words.legend}
      values={modes}
      value={mode}
      labelOf={(one) => words[one]}
      onValue={onMode}
      disabled={disabled}
    />
  );
}

/** What a mode means where that is no matter of taste; null where it is. */
export function describeMode(
  mode: SolveMode,
  samples: number,
  model: {
    readonly isDemo: boolean;
    readonly trainedInPython: boolean;
    /** Python could not be started when it was last tried. */
    readonly pythonAway: boolean;
  },
  words: Texts["solve"]["mode"],
): string | null {
  if (model.pythonAway && mode !== "cot") return words.pythonAway;
  if (model.isDemo && mode === "cot") return words.demoNeedsPython;
  if (!model.trainedInPython && mode !== "cot") return words.notTrained;
  if (mode !== "mix") return null;
  if (samples === 1) return words.mixOfOne;
  return model.isDemo ? `${words.everyOther} ${words.demoWithout}` : words.everyOther;
}
