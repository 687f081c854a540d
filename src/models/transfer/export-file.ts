import { ModelMissingError } from "../errors";
import type { ModelStore, StoredModel } from "../store/model-store";
import { type ReadOptions, readStoredFiles } from "../store/read-model";
import { writeArchive } from "./archive";
import { exportName } from "./export-name";

export interface ExportedFile {
  /** What to call it on disk. */
  readonly name: string;
  /** Refers to the stored pieces: nothing is copied. */
  readonly bytes: Blob;
}

/**
 * A stored model as one file: itself where it is one GGUF file, else an archive that the import
 * takes back. It is hashed before, so that no damaged copy is handed on.
 * @throws `ModelMissingError` for a model that isn't whole; `IntegrityError`; the store's errors
 */
export async function exportFile(
  store: ModelStore,
  id: string,
  options: ReadOptions,
): Promise<ExportedFile> {
  const model = await store.get(id);
  if (!model) throw new ModelMissingError("This model is no longer stored on this device.");
  const files = await readStoredFiles(store, model, options);
  const name = exportName(model);
  const [bytes] = files;
  const { title, format, licence } = model.description;
  if (format === "gguf" && files.length === 1 && bytes) return { name, bytes };
  const manifest = { title, format, licence, files: model.files.map(describeFile) };
  return { name, bytes: writeArchive(manifest, files) };
}

function describeFile({ name, bytes, expectedSha256 }: StoredModel["files"][number]) {
  if (bytes !== null && expectedSha256 !== null) return { name, bytes, sha256: expectedSha256 };
  throw new ModelMissingError(`${name} has never been verified. Verify the model, then export it.`);
}
