import { useId } from "react";
import { formatMegabytes } from "../solve/figures";
import type { ChoiceProps } from "./choice";

export function FileChoice({ engine, disabled, onChoose }: ChoiceProps) {
  const id = useId();
  const file = engine.source.kind === "file" ? engine.source.file : null;
  return (
    <section className="choice">
      <h3>A model file of yours</h3>
      <p className="choice-about">
        A GGUF file, such as OpenMath-Nemotron-1.5B in Q4_K_M (about 1 GB). It is read from your
        disk and stays on this device.
      </p>
      <label htmlFor={id}>Model file (GGUF)</label>
      <input
        id={id}
        type="file"
        accept=".gguf"
        disabled={disabled}
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          if (chosen) onChoose({ kind: "file", file: chosen });
          // The same file may be chosen again.
          event.target.value = "";
        }}
      />
      {file && (
        <p className="hint">
          Chosen: {file.name} ({formatMegabytes(file.size)})
        </p>
      )}
    </section>
  );
}
