import { DownloadRefusedError } from "../errors";
import type { FileDescription, ModelDescription } from "../model-description";
import type { ModelStore, StoredModel } from "../store/model-store";

/**
 * Throws away what is stored of a model, but not that it is wanted.
 * @returns what to download now
 * @throws {@link DownloadRefusedError} when it has no address; nothing is thrown away then
 */
export async function discardPieces(
  store: ModelStore,
  model: StoredModel,
): Promise<ModelDescription> {
  if (model.files.some(({ url }) => url === null)) {
    throw new DownloadRefusedError(
      "This model came from a file and has no address to download it from. Import the file again.",
    );
  }
  const description = {
    ...model.description,
    files: model.description.files.map(asAskedAnew),
  };
  const files = model.files.map((file, index) => {
    const { bytes = null, sha256 = null, sha256From = null } = description.files[index] ?? {};
    return { ...file, bytes, version: null, expectedSha256: sha256, trust: sha256From };
  });
  const partial: StoredModel = { ...model, state: "partial", verifiedAt: null };
  // In this order a tab killed in between leaves old pieces only with the version they belong to.
  await store.put(partial);
  for (const index of files.keys()) {
    for (const piece of await store.pieces(model.id, index)) {
      await store.deletePiece(model.id, index, piece.index);
    }
  }
  await store.put({ ...partial, description, files });
  return description;
}

/** What the server said of the old file may be wrong of the new one. */
function asAskedAnew(file: FileDescription): FileDescription {
  const lasting = file.sha256From === "catalogue" || file.sha256From === "package";
  return lasting ? file : { ...file, bytes: null, sha256: null, sha256From: null };
}
