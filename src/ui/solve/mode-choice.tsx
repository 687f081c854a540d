import { useId } from "react";
import type { Mode } from "../../solver/sample-events";

interface ModeChoiceProps {
  readonly mode: Mode;
  readonly onMode: (mode: Mode) => void;
  readonly disabled: boolean;
}

const modes: readonly { readonly mode: Mode; readonly label: string }[] = [
  { mode: "tir", label: "With Python" },
  { mode: "cot", label: "Reasoning only" },
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
