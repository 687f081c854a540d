import { blobSource } from "../convert/byte-source";
import { convertModel } from "../convert/convert-model";
import { convertedId, isConverted } from "../convert/converted-id";
import type { FormatName } from "../convert/format";
import { openSource } from "../convert/open-source";
import type { SourceModel } from "../convert/source-model";
import { createStoreSink } from "../convert/store-sink";
import { fetchAgain } from "../download/fetch-range";
import { ModelMissingError } from "../errors";
import type { ConversionInput } from "../library";
import type { ModelDescription } from "../model-description";
import { sha256 } from "../store/hash";
import type { ModelStore, StoredModel } from "../store/model-store";
import { openStoredFiles } from "../store/stored-source";
import { ifFree } from "./model-lock";

/** The id of the model that comes of a conversion. */
export async function targetId(input: ConversionInput, format: FormatName): Promise<string> {
  if ("storedId" in input) return convertedId(input.storedId, format);
  const files = input.files.map(({ name, size, lastModified }) => [name, size, lastModified]);
  const text = new TextEncoder().encode(JSON.stringify(files.toSorted()));
  return convertedId(`file:${await sha256(text)}`, format);
}

export interface OpenedInput {
  readonly source: SourceModel;
  readonly licence: ModelDescription["licence"];
}

/**
 * Looks at what is to be converted; its weights are read later.
 * @throws {@link ConversionError} {@link ModelMissingError} and the store's errors
 */
export async function openInput(
  store: ModelStore,
  input: ConversionInput,
  signal: AbortSignal,
): Promise<OpenedInput> {
  if ("files" in input) {
    const sources = input.files.map((file) => blobSource(file.name, file));
    return { source: await openSource(sources, input.title), licence: null };
  }
  const model = await store.get(input.storedId);
  if (!model) throw new ModelMissingError("This model is not stored here any more.");
  const files = await openStoredFiles(store, model, { fetchAgain, signal });
  const { title, licence } = model.description;
  return { source: await openSource(files, title), licence: licence && asChanged(licence) };
}

/** Licences that want attribution want changes to be told. */
function asChanged(licence: NonNullable<ModelDescription["licence"]>) {
  return { ...licence, attribution: `${licence.attribution} Converted in this browser.` };
}

export interface ConvertInStoreOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (doneBytes: number, totalBytes: number) => void;
}

/**
 * Converts a model into the store. When it fails or is ended, nothing of the new one stays.
 * @throws what `openInput`, `convertModel` and the store's sink throw
 */
export async function convertInStore(
  store: ModelStore,
  input: ConversionInput,
  format: FormatName,
  { signal, onProgress }: ConvertInStoreOptions,
): Promise<StoredModel> {
  const { source, licence } = await openInput(store, input, signal);
  const id = await targetId(input, format);
  const sink = createStoreSink(store, { id, title: `${source.title}, ${format}`, licence });
  await convertModel({ source, format, sink, signal, onProgress });
  const stored = sink.stored();
  if (!stored) throw new Error("The package was not finished.");
  return stored;
}

/** Throws away what conversions left that the end of a tab or browser broke off. */
export async function discardBroken(store: ModelStore): Promise<void> {
  for (const { id, state, verifiedAt } of await store.list()) {
    // One that was whole once is damaged, and its owner was told so.
    const unfinished = state === "partial" && verifiedAt === null;
    if (unfinished && isConverted(id)) await ifFree(id, () => store.delete(id));
  }
}
