import { fetchAgain } from "../../models/download/fetch-range";
import { StoreUnavailableError } from "../../models/errors";
import type { PieceInfo, StoredModel } from "../../models/store/model-store";
import { readStoredFiles } from "../../models/store/read-model";
import { readModelRecord, readPieceInfo, readPieceRecord } from "../../models/store/records";

/** What the Storage Access API gives beyond cookies, where a browser has it. */
interface StorageAccessHandle {
  readonly indexedDB: IDBFactory;
}
type StorageDocument = Document & {
  requestStorageAccess(types: { indexedDB: true }): Promise<StorageAccessHandle | undefined>;
};

/** The app's own store, which a frame in another site's page does not see by itself. Read only. */
export interface FirstPartyModels {
  find(id: string): Promise<StoredModel | null>;
  /** The model's files, checked as when the app itself reads them. */
  files(model: StoredModel, onProgress: (done: number, total: number) => void): Promise<File[]>;
}

/** Whether this browser may hand out the app's own store. It asks the person itself. */
export function mayOpenFirstParty(): boolean {
  return window.parent !== window && "requestStorageAccess" in document;
}

/**
 * Call it on a click: the browser may ask the person.
 * @throws {@link StoreUnavailableError} where the browser or the person says no, or there is no store
 */
export async function openFirstParty(): Promise<FirstPartyModels> {
  const { requestStorageAccess } = document as StorageDocument;
  let handle: StorageAccessHandle | undefined;
  try {
    handle = await requestStorageAccess.call(document, { indexedDB: true });
  } catch (cause) {
    throw new StoreUnavailableError(
      "The browser gave no access to the models of the full app. Open the full app once, then try again.",
      { cause },
    );
  }
  // Older browsers give cookies only.
  if (!handle?.indexedDB) {
    throw new StoreUnavailableError(
      "This browser can't lend the models of the full app to other pages. Open the problem in the full app.",
    );
  }
  const database = await openExisting(handle.indexedDB);
  const get = (store: string, key: IDBValidKey) =>
    answer(database.transaction(store).objectStore(store).get(key));
  const find = async (id: string) => readModelRecord(await get("models", id));
  return {
    find,
    async files(model, onProgress) {
      const store = {
        ...readOnly,
        pieces: (id: string, file: number) => readInfos(database, id, file),
        readPiece: async (id: string, file: number, index: number) =>
          readPieceRecord(await get("pieces", [id, file, index])),
      };
      const blobs = await readStoredFiles(store, model, { fetchAgain, onProgress });
      return blobs.map((blob, n) => new File([blob], model.files[n]?.name ?? "model.gguf"));
    },
  };
}

async function readInfos(database: IDBDatabase, id: string, file: number): Promise<PieceInfo[]> {
  const store = database.transaction("piece-info").objectStore("piece-info");
  const range = IDBKeyRange.bound([id, file], [id, file, []]);
  const [keys, records] = await Promise.all([
    answer(store.getAllKeys(range)),
    answer(store.getAll(range)),
  ]);
  return records.flatMap((record, n) => {
    const info = readPieceInfo(keys[n], record);
    return info ? [{ index: info.index, bytes: info.bytes, sha256: info.sha256 }] : [];
  });
}

/** A piece that had to be fetched again serves this time; mending the store is the app's own work. */
const refuse = async () => {};
const readOnly = {
  list: async () => [],
  get: async () => null,
  put: refuse,
  putPiece: refuse,
  deletePiece: refuse,
  delete: refuse,
  usage: async () => new Map<string, number>(),
  close() {},
};

/** Makes no database where there is none. */
function openExisting(factory: IDBFactory): Promise<IDBDatabase> {
  const request = factory.open("models");
  request.onupgradeneeded = () => request.transaction?.abort();
  return answer(request).catch((cause: unknown) => {
    throw new StoreUnavailableError(
      "The full app keeps no models in this browser yet. Open it and get one there.",
      { cause },
    );
  });
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
