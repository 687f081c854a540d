import { createWorkerEngine } from "../../src/engine/worker/create-worker-engine";
import { catalogue } from "../../src/models/catalogue";
import { fetchAgain } from "../../src/models/download/fetch-range";
import { StorageFullError } from "../../src/models/errors";
import { sha256 } from "../../src/models/store/hash";
import type { ModelStore, StoredModel } from "../../src/models/store/model-store";
import { openModelStore } from "../../src/models/store/open-model-store";
import { exportFile } from "../../src/models/transfer/export-file";
import { type ImportOptions, importFile } from "../../src/models/transfer/import-file";
import { makeVersion1 } from "./model-store-v1.page";

// Runs in the page: Vitest rewrites `import()` inside functions handed to `page.evaluate`.

/** Bytes that look random, the same for the same seed. */
function noise(length: number, seed: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let state = seed + 1;
  for (let at = 0; at < length; at += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}

function model(id: string, changes: Partial<StoredModel> = {}): StoredModel {
  const url = `https://example.org/${id}.gguf`;
  return {
    id,
    description: {
      id,
      title: `Model ${id}`,
      format: "gguf",
      files: [{ name: `${id}.gguf`, url, bytes: 3000, sha256: null, sha256From: null }],
      licence: null,
    },
    files: [
      {
        name: `${id}.gguf`,
        url,
        bytes: 3000,
        pieceBytes: 1000,
        version: '"tag"',
        expectedSha256: null,
        trust: null,
      },
    ],
    state: "partial",
    createdAt: 1,
    verifiedAt: null,
    ...changes,
  };
}

interface KeepOptions {
  readonly id: string;
  readonly pieceBytes: number;
  readonly url?: string | null;
  readonly state?: StoredModel["state"];
}

/** Stores a model of one file or several, with the right hashes. */
async function keep(store: ModelStore, options: KeepOptions, ...files: Uint8Array<ArrayBuffer>[]) {
  const { id, pieceBytes, url = null, state = "complete" } = options;
  const names = files.map((_, n) => (files.length > 1 ? `${id}-${n + 1}.gguf` : `${id}.gguf`));
  const stored = model(id, {
    description: {
      id,
      title: `Model ${id}`,
      format: "gguf",
      files: names.map((name, n) => ({
        name,
        url,
        bytes: files[n]?.length ?? 0,
        sha256: null,
        sha256From: null,
      })),
      licence: null,
    },
    files: await Promise.all(
      files.map(async (bytes, n) => ({
        name: names[n] ?? "",
        url,
        bytes: bytes.length,
        pieceBytes,
        version: null,
        expectedSha256: await sha256(bytes),
        trust: "first-use" as const,
      })),
    ),
    state,
  });
  await store.put(stored);
  for (const [file, bytes] of files.entries()) {
    for (let index = 0; index * pieceBytes < bytes.length; index += 1) {
      const part = bytes.slice(index * pieceBytes, (index + 1) * pieceBytes);
      await store.putPiece(id, file, ...(await piece(index, part)));
    }
  }
  return stored;
}

/** The piece's info and its bytes, to be stored. */
async function piece(index: number, bytes: Uint8Array<ArrayBuffer>) {
  const info = { index, bytes: bytes.length, sha256: await sha256(bytes) };
  return [info, new Blob([bytes])] as const;
}

/** Overwrites what the database holds at a key, or deletes it. */
async function overwrite(
  database: string,
  store: string,
  key: IDBValidKey | undefined,
  value: unknown,
): Promise<void> {
  const connection = await openRaw(database);
  const tx = connection.transaction(store, "readwrite");
  if (key !== undefined && value === undefined) tx.objectStore(store).delete(key);
  else tx.objectStore(store).put(value, key);
  await new Promise((resolve) => {
    tx.oncomplete = resolve;
  });
  connection.close();
}

/** Every piece of every model, each with the hash of the bytes that are really there. */
async function contents(store: ModelStore) {
  const all = [];
  for (const model of await store.list()) {
    for (const file of model.files.keys()) {
      for (const info of await store.pieces(model.id, file)) {
        const blob = await store.readPiece(model.id, file, info.index);
        const found = blob && (await sha256(await blob.arrayBuffer()));
        all.push({ id: model.id, file, ...info, found });
      }
    }
  }
  return all;
}

/** A version 1 database with two files of a model in five pieces. */
function version1(database: string): Promise<IDBDatabase> {
  const { files, description, ...rest } = model("old");
  const [file] = files;
  const [about] = description.files;
  return makeVersion1({
    database,
    model: {
      ...rest,
      files: [file, { ...file, name: "second.gguf", bytes: 1500 }],
      description: {
        ...description,
        files: [about, { ...about, name: "second.gguf", bytes: 1500 }],
      },
    },
    pieces: [
      { file: 0, index: 0, bytes: noise(1000, 1) },
      { file: 0, index: 1, bytes: noise(1000, 2) },
      { file: 0, index: 2, bytes: noise(1000, 3) },
      { file: 1, index: 0, bytes: noise(1000, 4) },
      { file: 1, index: 1, bytes: noise(500, 5) },
    ],
  });
}

/** Opens a database without this app's code. */
function openRaw(database: string, version?: number): Promise<IDBDatabase> {
  const open = indexedDB.open(database, version);
  return new Promise((resolve, reject) => {
    open.onsuccess = () => resolve(open.result);
    open.onerror = () => reject(open.error);
  });
}

/** What is stored after an attempt to import a file, and how the attempt ended. */
async function tryImport(file: File, options: ImportOptions = {}) {
  const store = await openModelStore();
  const result = await importFile(store, file, { pieceBytes: 50_000, ...options }).then(
    ({ model, wasStored }) => ({ model, wasStored, error: null, missingBytes: null }),
    (error) => ({
      model: null,
      wasStored: false,
      error: String(error),
      missingBytes: error instanceof StorageFullError ? error.missingBytes : null,
    }),
  );
  const left = { list: await store.list(), usage: [...(await store.usage())] };
  store.close();
  return { ...result, left };
}

/** The catalogue of this page offers a model that such a file is, going by its name and size. */
function offerInCatalogue(id: string, { name, size }: File): void {
  const [first] = catalogue;
  const { description } = model(id);
  const files = description.files.map((file) => ({ ...file, name, bytes: null }));
  (catalogue as unknown[]).push({
    ...first,
    id,
    size: { bytes: size, exact: true },
    source: { kind: "download", model: { ...description, files } },
  });
}

/** The file that an input element holds. */
function chosen(): File {
  const file = document.querySelector("input")?.files?.[0];
  if (!file) throw new Error("No file is chosen.");
  return file;
}

/** Saves a model to the disk, as the page does; gives the file's name. */
async function save(store: ModelStore, id: string): Promise<string> {
  const { name, bytes } = await exportFile(store, id, { fetchAgain });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  return name;
}

import { readStoredFile, verifyStoredFile } from "../../src/models/store/read-model";

const tools = {
  offerInCatalogue,
  readStoredFile,
  verifyStoredFile,
  tryImport,
  chosen,
  save,
  importFile,
  exportFile,
  fetchAgain,
  contents,
  version1,
  openRaw,
  keep,
  piece,
  overwrite,
  createWorkerEngine,
  openModelStore,
  sha256,
  noise,
  model,
  async fails(work: Promise<unknown>): Promise<string> {
    return work.then(() => "done", String);
  },
};

declare global {
  interface Window {
    storeTools: typeof tools;
  }
}

window.storeTools = tools;
