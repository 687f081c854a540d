import { useId } from "react";
import { votingRules } from "../../solver/selection/registry";
import { wireFormat } from "../../solver/wire-format";
import type { Texts } from "../texts/texts";
import { useTexts } from "../texts/use-texts";
import type { SolveSettings } from "./settings";
import { findStopping, stoppingChoices } from "./stopping-choice";

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
  const words = useTexts().solve;
  return (
    <div className="samples-field">
      <label htmlFor={id}>{words.samples}</label>
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
  const words = useTexts().solve;
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={settings.genselect ?? automatic}
        disabled={disabled}
        onChange={(event) => onSettings({ ...settings, genselect: event.target.checked })}
      />
      <span>{words.genselect}</span>
    </label>
  );
}

const moreFields = [
  ...(["seed", "seconds", "tokens", "sampleTokens"] as const),
  ...(["temperature", "topP"] as const),
];

/** What a number is where the person leaves it out. */
function placeholderOf(name: (typeof moreFields)[number], words: Texts["solve"]): string {
  if (name === "temperature" || name === "topP") return String(wireFormat.defaults[name]);
  return words[name].placeholder;
}

/** Settings that a newcomer needs not see. */
export function MoreSettings({ settings, onSettings, disabled }: FieldsProps) {
  const id = useId();
  const words = useTexts().solve;
  const numbers = moreFields.filter((name) => settings[name].trim() !== "").length;
  const choices = [settings.stopping, settings.voting].filter(Boolean).length;
  const changed = numbers + choices;
  return (
    <details className="more">
      <summary>
        {words.more}
        {changed > 0 && <span className="more-changed"> · {words.set(changed)}</span>}
      </summary>
      <div className="more-content">
        {moreFields.map((name) => (
          <div key={name} className="more-field">
            <label htmlFor={`${id}-${name}`}>{words[name].label}</label>
            <NumberInput
              id={`${id}-${name}`}
              describedBy={`${id}-${name}-hint`}
              text={settings[name]}
              placeholder={placeholderOf(name, words)}
              disabled={disabled}
              onText={(text) => onSettings({ ...settings, [name]: text })}
            />
            <p id={`${id}-${name}-hint`} className="hint">
              {words[name].hint}
            </p>
          </div>
        ))}
        <StoppingField settings={settings} onSettings={onSettings} disabled={disabled} />
        <VotingField settings={settings} onSettings={onSettings} disabled={disabled} />
      </div>
    </details>
  );
}

/** When no more samples are drawn. */
function StoppingField({ settings, onSettings, disabled }: FieldsProps) {
  const id = useId();
  const words = useTexts().solve.stopRule;
  return (
    <div className="more-field">
      <label htmlFor={id}>{words.label}</label>
      <select
        id={id}
        value={settings.stopping ?? ""}
        disabled={disabled}
        aria-describedby={`${id}-hint`}
        onChange={(event) =>
          onSettings({ ...settings, stopping: findStopping(event.target.value) ?? null })
        }
      >
        <option value="">{words.automatic}</option>
        {stoppingChoices.map((choice) => (
          <option key={choice} value={choice}>
            {words[choice]}
          </option>
        ))}
      </select>
      <p id={`${id}-hint`} className="hint">
        {words.hint}
      </p>
    </div>
  );
}

/** How votes are counted. */
function VotingField({ settings, onSettings, disabled }: FieldsProps) {
  const id = useId();
  const words = useTexts().solve.voting;
  return (
    <div className="more-field">
      <label htmlFor={id}>{words.label}</label>
      <select
        id={id}
        value={settings.voting ?? ""}
        disabled={disabled}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          const voting = votingRules.find((rule) => rule === event.target.value);
          onSettings({ ...settings, voting });
        }}
      >
        <option value="">{words.automatic}</option>
        {votingRules.map((rule) => (
          <option key={rule} value={rule}>
            {words.rules[rule]}
          </option>
        ))}
      </select>
      <p id={`${id}-hint`} className="hint">
        {words.hint}
      </p>
    </div>
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
