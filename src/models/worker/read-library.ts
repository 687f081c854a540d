import type { StorageFacts } from "../library";
import type { ModelStore, StoredModel } from "../store/model-store";

/** What the store holds, and what the browser says of its storage. */
export interface LibraryFacts {
  readonly models: readonly { readonly model: StoredModel; readonly storedBytes: number }[];
  readonly storage: StorageFacts;
}

export async function readLibrary(store: ModelStore): Promise<LibraryFacts> {
  const [models, usage, storage] = await Promise.all([store.list(), store.usage(), readStorage()]);
  return {
    models: models.map((model) => ({ model, storedBytes: usage.get(model.id) ?? 0 })),
    storage,
  };
}

async function readStorage(): Promise<StorageFacts> {
  const [estimate, persisted] = await Promise.all([
    navigator.storage.estimate().catch((): StorageEstimate => ({})),
    navigator.storage.persisted().catch(() => null),
  ]);
  return { usedBytes: estimate.usage ?? null, quotaBytes: estimate.quota ?? null, persisted };
}
