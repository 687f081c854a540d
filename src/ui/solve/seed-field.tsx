import { useId } from "react";

interface SeedFieldProps {
  /** Null: chosen by the page. */
  readonly seed: number | null;
  readonly onSeed: (seed: number | null) => void;
  readonly disabled: boolean;
}

const largestSeed = 2 ** 32 - 1;

export function SeedField({ seed, onSeed, disabled }: SeedFieldProps) {
  const id = useId();
  return (
    <details className="more">
      <summary>More</summary>
      <div className="more-content">
        <label htmlFor={id}>Seed</label>
        <input
          id={id}
          type="number"
          inputMode="numeric"
          min={0}
          max={largestSeed}
          step={1}
          placeholder="automatic"
          value={seed ?? ""}
          disabled={disabled}
          onChange={(event) => onSeed(readSeed(event.target.value))}
        />
        <p className="hint">The same seed gives the same text again. Empty: each run differs.</p>
      </div>
    </details>
  );
}

function readSeed(text: string): number | null {
  const seed = Number(text);
  return text && Number.isInteger(seed) && seed >= 0 && seed <= largestSeed ? seed : null;
}
