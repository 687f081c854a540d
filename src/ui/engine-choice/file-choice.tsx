import type { EngineSource } from "../../engine/engine-source";
import type { ModelLibrary } from "../../models/library";
import { FileImport } from "../models/file-import";
import { useTexts } from "../texts/use-texts";

interface FileChoiceProps {
  readonly library: ModelLibrary;
  readonly offered: File | null;
  readonly onOffer: (file: File | null) => void;
  /** A run is under way: choosing waits. */
  readonly disabled: boolean;
  readonly onChoose: (source: EngineSource) => void;
}

export function FileChoice({ library, offered, onOffer, disabled, onChoose }: FileChoiceProps) {
  const words = useTexts().engine.file;
  return (
    <section className="choice">
      <h3>{words.title}</h3>
      <p className="choice-about">{words.about}</p>
      <FileImport
        library={library}
        label={words.label}
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
