import { ConversionError } from "../errors";
import type { ByteSource } from "./byte-source";
import { openGguf } from "./gguf-source";
import { openSafetensors } from "./safetensors-source";
import type { SourceModel } from "./source-model";

/**
 * Opens a model of which all files are given: a GGUF file or the parts of a split one, or safetensors
 * files with the JSON files beside them. Weights are read later, as they are needed.
 * @param title what it is called where its files don't say
 * @throws {@link ConversionError} {@link ImportError} {@link IntegrityError}
 */
export async function openSource(
  files: readonly ByteSource[],
  title: string,
): Promise<SourceModel> {
  const gguf = files.filter(({ name }) => /\.gguf$/i.test(name));
  if (gguf.length > 0) return openGguf(gguf);
  if (files.some(({ name }) => name.endsWith(".safetensors"))) return openSafetensors(files, title);
  throw new ConversionError(
    "There is no model to convert: neither a .gguf file nor .safetensors files. PyTorch's .bin and " +
      ".pt files can't be read.",
  );
}
