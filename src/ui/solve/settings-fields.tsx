import { useId } from "react";
import type { SolveSettings } from "./settings";

interface FieldsProps {
  readonly settings: SolveSettings;
  readonly onSettings: (settings: SolveSettings) => void;
  readonly disabled: boolean;
}

interface SamplesFieldProps extends FieldsProps {
  /** What is drawn when the field is empty. */
  readonly automatic: number;
}

/** How many samples vote. */
export function SamplesField({ settings, onSettings, disabled, automatic }: SamplesFieldProps) {
  const id = useId();
  return (
    <div className="samples-field">
      <label htmlFor={id}>Samples</label>
      <NumberInput
        id={id}
        text={settings.samples}
        placeholder={String(automatic)}
        disabled={disabled}
        onText={(samples) => onSettings({ ...settings, samples })}
      />
    </div>
  );
}

interface GenSelectFieldProps extends FieldsProps {
  /** Whether answers are compared while the person has not said. */
  readonly automatic: boolean;
}

export function GenSelectField({ settings, onSettings, disabled, automatic }: GenSelectFieldProps) {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={settings.genselect ?? automatic}
        disabled={disabled}
        onChange={(event) => onSettings({ ...settings, genselect: event.target.checked })}
      />
      <span>Compare answers (GenSelect)</span>
    </label>
  );
}

const moreFields = [
  {
    name: "seed",
    label: "Seed",
    placeholder: "automatic",
    hint: "The same seed draws the same samples again.",
  },
  {
    name: "seconds",
    label: "Time budget of the run, seconds",
    placeholder: "none",
    hint: "When it is spent, the votes so far decide.",
  },
  {
    name: "tokens",
    label: "Token budget of the run",
    placeholder: "none",
    hint: "Of all samples and comparisons together.",
  },
  {
    name: "sampleTokens",
    label: "Tokens of one sample",
    placeholder: "what the model holds",
    hint: "At this limit a sample is asked for its answer.",
  },
] as const;

/** Settings that a newcomer needs not see. */
export function MoreSettings({ settings, onSettings, disabled }: FieldsProps) {
  const id = useId();
  const changed = moreFields.filter(({ name }) => settings[name].trim() !== "").length;
  return (
    <details className="more">
      <summary>More{changed > 0 && <span className="more-changed"> · {changed} set</span>}</summary>
      <div className="more-content">
        {moreFields.map(({ name, label, placeholder, hint }) => (
          <div key={name} className="more-field">
            <label htmlFor={`${id}-${name}`}>{label}</label>
            <NumberInput
              id={`${id}-${name}`}
              describedBy={`${id}-${name}-hint`}
              text={settings[name]}
              placeholder={placeholder}
              disabled={disabled}
              onText={(text) => onSettings({ ...settings, [name]: text })}
            />
            <p id={`${id}-${name}-hint`} className="hint">
              {hint}
            </p>
          </div>
        ))}
      </div>
    </details>
  );
}

interface NumberInputProps {
  readonly id: string;
  readonly text: string;
  readonly placeholder: string;
  readonly disabled: boolean;
  readonly describedBy?: string;
  readonly onText: (text: string) => void;
}

/** A text field: one of type number gives nothing to say about what isn't a number. */
function NumberInput({ id, text, placeholder, disabled, describedBy, onText }: NumberInputProps) {
  return (
    <input
      id={id}
      type="text"
      inputMode="decimal"
      autoComplete="off"
      maxLength={20}
      value={text}
      placeholder={placeholder}
      disabled={disabled}
      aria-describedby={describedBy}
      onChange={(event) => onText(event.target.value)}
    />
  );
}
