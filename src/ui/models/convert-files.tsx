import { useId, useState } from "react";
import type { ConversionInput, ModelLibrary } from "../../models/library";
import { useTexts } from "../texts/use-texts";
import { ConvertPanel } from "./convert-panel";

/** Takes the files of a model from a person's disk, to be converted into the store. */
export function ConvertFiles({ library }: { readonly library: ModelLibrary }) {
  const id = useId();
  const { convert } = useTexts().models;
  const [input, setInput] = useState<ConversionInput | null>(null);
  const [name, setName] = useState("");
  return (
    <>
      <label htmlFor={`${id}-name`}>{convert.name}</label>
      <input
        id={`${id}-name`}
        type="text"
        autoComplete="off"
        value={name}
        disabled={input !== null}
        onChange={({ target }) => setName(target.value)}
      />
      <p className="hint">{convert.nameHint}</p>
      <label htmlFor={id}>{convert.files}</label>
      <input
        id={id}
        type="file"
        multiple
        accept=".gguf,.safetensors,.json,.jinja"
        disabled={input !== null}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          if (files.length > 0) setInput({ files, title: name.trim() || convert.unnamed });
          // The same files may be chosen again.
          event.target.value = "";
        }}
      />
      {input && <ConvertPanel library={library} input={input} onClose={() => setInput(null)} />}
    </>
  );
}
