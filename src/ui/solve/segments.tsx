import { type ReactNode, useId } from "react";

interface SegmentsProps<Value extends string> {
  readonly legend: ReactNode;
  readonly values: readonly Value[];
  readonly value: Value;
  readonly labelOf: (value: Value) => string;
  readonly onValue: (value: Value) => void;
  readonly disabled: boolean;
  /** The id of what explains the choice. */
  readonly describedBy?: string;
}

/** A choice of a few, side by side. */
export function Segments<Value extends string>(props: SegmentsProps<Value>) {
  const { legend, values, value, labelOf, onValue, disabled, describedBy } = props;
  const name = useId();
  return (
    <fieldset className="segments" disabled={disabled} aria-describedby={describedBy}>
      <legend className="visually-hidden">{legend}</legend>
      {values.map((one) => (
        <label key={one}>
          <input type="radio" name={name} checked={one === value} onChange={() => onValue(one)} />
          <span>{labelOf(one)}</span>
        </label>
      ))}
    </fieldset>
  );
}
