import { useId } from "react";
import type { SolveMode } from "./settings";

interface ModeChoiceProps {
  readonly mode: SolveMode;
  readonly onMode: (mode: SolveMode) => void;
  readonly disabled: boolean;
}

const modes: readonly { readonly mode: SolveMode; readonly label: string }[] = [
  { mode: "tir", label: "With Python" },
  { mode: "cot", label: "Reasoning only" },
  { mode: "mix", label: "Mix" },
];

export function ModeChoice({ mode, onMode, disabled }: ModeChoiceProps) {
  const name = useId();
  return (
    <fieldset className="segments" disabled={disabled}>
      <legend className="visually-hidden">How to solve</legend>
      {modes.map((choice) => (
        <label key={choice.mode}>
          <input
            type="radio"
            name={name}
            checked={choice.mode === mode}
            onChange={() => onMode(choice.mode)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** What a mode means where that is no matter of taste; null where it is. */
export function describeMode(
  mode: SolveMode,
  samples: number,
  isDemo: boolean,
  trainedInPython: boolean,
): string | null {
  if (isDemo && mode === "cot") {
    return "The demonstration model needs Python for nearly everything: expect no answer, or a wrong one.";
  }
  if (!trainedInPython && mode !== "cot") {
    return "This model was not trained to use Python while it reasons. Reasoning only may do better.";
  }
  if (mode !== "mix") return null;
  if (samples === 1) return "One sample of a mix reasons only. Draw more for Python too.";
  const rest = isDemo ? " The demonstration model does little without Python." : "";
  return `Every other sample may use Python.${rest}`;
}
