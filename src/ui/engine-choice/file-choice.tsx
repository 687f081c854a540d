import type { EngineSource } from "../../engine/engine-source";
import type { ModelLibrary } from "../../models/library";
import { FileImport } from "../models/file-import";

interface FileChoiceProps {
  readonly library: ModelLibrary;
  readonly offered: File | null;
  readonly onOffer: (file: File | null) => void;
  /** A run is under way: choosing waits. */
  readonly disabled: boolean;
  readonly onChoose: (source: EngineSource) => void;
}

export function FileChoice({ library, offered, onOffer, disabled, onChoose }: FileChoiceProps) {
  return (
    <section className="choice">
      <h3>A model file of yours</h3>
      <p className="choice-about">
        A GGUF file from your disk or a stick: choose it here, or drop it anywhere on this page. It
        stays on this device.
      </p>
      <FileImport
        library={library}
        label="Model file (GGUF)"
        offered={offered}
        onOffer={onOffer}
        choice={{
          disabled,
          onUseOnce: (file) => onChoose({ kind: "file", file }),
          onUse: ({ id, description: { title } }) => onChoose({ kind: "stored", id, title }),
        }}
      />
    </section>
  );
}
