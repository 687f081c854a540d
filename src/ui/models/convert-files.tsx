import { useId, useState } from "react";
import type { ConversionInput, ModelLibrary } from "../../models/library";
import { ConvertPanel } from "./convert-panel";

/** Takes the files of a model from a person's disk, to be converted into the store. */
export function ConvertFiles({ library }: { readonly library: ModelLibrary }) {
  const id = useId();
  const [input, setInput] = useState<ConversionInput | null>(null);
  const [name, setName] = useState("");
  return (
    <>
      <label htmlFor={`${id}-name`}>Name of the model, such as OpenMath-Nemotron-1.5B</label>
      <input
        id={`${id}-name`}
        type="text"
        autoComplete="off"
        value={name}
        disabled={input !== null}
        onChange={({ target }) => setName(target.value)}
      />
      <p className="hint">
        By it the app knows how the model wants to be asked. GGUF files tell it themselves.
      </p>
      <label htmlFor={id}>Files of the model to convert</label>
      <input
        id={id}
        type="file"
        multiple
        accept=".gguf,.safetensors,.json,.jinja"
        disabled={input !== null}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          if (files.length > 0) setInput({ files, title: name.trim() || "Converted model" });
          // The same files may be chosen again.
          event.target.value = "";
        }}
      />
      {input && <ConvertPanel library={library} input={input} onClose={() => setInput(null)} />}
    </>
  );
}
