import { fetchAgain } from "../../models/download/fetch-range";
import { ModelMissingError } from "../../models/errors";
import { openModelStore } from "../../models/store/open-model-store";
import { readStoredFiles } from "../../models/store/read-model";
import { ModelLoadError } from "../errors";
import { fetchModel, type LoadProgress } from "../wllama/model-file";

/** An address, the file itself (several when it is split), or a stored model. */
export type ModelPlace = string | Blob | readonly Blob[] | { readonly storedId: string };

/**
 * The model's files, in order.
 * @throws {@link ModelLoadError}, and of stored models the errors of the store and of reading
 */
export async function openModel(
  place: ModelPlace,
  onProgress: (progress: LoadProgress) => void,
): Promise<readonly Blob[]> {
  if (typeof place === "string") return [await fetchModel(place, onProgress)];
  if (place instanceof Blob) return [place];
  return "storedId" in place ? openStoredModel(place.storedId, onProgress) : place;
}

async function openStoredModel(
  id: string,
  onProgress: (progress: LoadProgress) => void,
): Promise<Blob[]> {
  // Stays open as long as this worker lives: its Blobs are read whenever a copy is loaded.
  const store = await openModelStore();
  const model = await store.get(id);
  if (!model) {
    throw new ModelMissingError("This model is no longer stored on this device. Get it again.");
  }
  if (model.description.format !== "gguf") {
    throw new ModelLoadError(`${model.description.title} is no GGUF model. Choose another one.`);
  }
  return readStoredFiles(store, model, {
    fetchAgain,
    onProgress: (loadedBytes, totalBytes) => onProgress({ loadedBytes, totalBytes }),
  });
}
