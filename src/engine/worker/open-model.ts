import { fetchAgain } from "../../models/download/fetch-range";
import { ModelMissingError } from "../../models/errors";
import { openModelStore } from "../../models/store/open-model-store";
import { readStoredFiles } from "../../models/store/read-model";
import type { WebLlmModel } from "../web-llm/web-llm-model";
import { fetchModel, type LoadProgress } from "../wllama/model-file";

/** An address, the file itself (several when it is split), or a stored model. */
export type ModelPlace = string | Blob | readonly Blob[] | { readonly storedId: string };

/** A model that web-llm fetches and keeps by itself. */
export interface WebLlmPlace {
  readonly webLlm: WebLlmModel;
}

/** A file of a model. */
export interface ModelFile {
  readonly name: string;
  readonly blob: Blob;
}

/**
 * The model's files, in order.
 * @throws {@link ModelLoadError}, and of stored models the errors of the store and of reading
 */
export async function openModel(
  place: ModelPlace,
  onProgress: (progress: LoadProgress) => void,
): Promise<readonly ModelFile[]> {
  if (typeof place === "string") {
    const name = new URL(place).pathname.split("/").at(-1) ?? "";
    return [{ name, blob: await fetchModel(place, onProgress) }];
  }
  if (place instanceof Blob) return [fileOf(place)];
  return "storedId" in place ? openStoredModel(place.storedId, onProgress) : place.map(fileOf);
}

function fileOf(blob: Blob): ModelFile {
  return { name: blob instanceof File ? blob.name : "model.gguf", blob };
}

async function openStoredModel(
  id: string,
  onProgress: (progress: LoadProgress) => void,
): Promise<ModelFile[]> {
  // Stays open as long as this worker lives: its Blobs are read whenever a copy is loaded.
  const store = await openModelStore();
  const model = await store.get(id);
  if (!model) {
    throw new ModelMissingError("This model is no longer stored on this device. Get it again.");
  }
  const blobs = await readStoredFiles(store, model, {
    fetchAgain,
    onProgress: (loadedBytes, totalBytes) => onProgress({ loadedBytes, totalBytes }),
  });
  return blobs.map((blob, index) => ({
    name: model.files[index]?.name ?? "model.gguf",
    blob,
  }));
}
