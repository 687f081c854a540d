import { useId, useState } from "react";
import type { ConversionInput, ModelLibrary } from "../../models/library";
import { ConvertPanel } from "./convert-panel";

/** Takes the files of a model from a person's disk, to be converted into the store. */
export function ConvertFiles({ library }: { readonly library: ModelLibrary }) {
  const id = useId();
  const [input, setInput] = useState<ConversionInput | null>(null);
  return (
    <>
      <label htmlFor={id}>Files of the model to convert</label>
      <input
        id={id}
        type="file"
        multiple
        accept=".gguf,.safetensors,.json,.jinja"
        disabled={input !== null}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          if (files.length > 0) setInput({ files, title: "Converted model" });
          // The same files may be chosen again.
          event.target.value = "";
        }}
      />
      {input && <ConvertPanel library={library} input={input} onClose={() => setInput(null)} />}
    </>
  );
}
