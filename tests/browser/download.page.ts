import { downloadModel } from "../../src/models/download/download-model";
import { fetchAgain } from "../../src/models/download/fetch-range";
import type { ModelDescription } from "../../src/models/model-description";
import { openModelStore } from "../../src/models/store/open-model-store";
import { readStoredFile } from "../../src/models/store/read-model";

// Runs in the page: downloads into the real store, as the library's worker does.

/** What a download came to. */
export interface Outcome {
  /** "complete", or the error's name. */
  readonly end: string;
  readonly message: string;
  readonly missingBytes: number | null;
  /** Why nothing came, in the order it was told, each once. */
  readonly waits: readonly string[];
  readonly mostLoaded: number;
}

export interface StoredNow {
  readonly state: "partial" | "complete";
  readonly pieces: readonly number[];
  readonly pieceBytes: number;
  readonly bytes: number | null;
  readonly version: string | null;
  readonly expectedSha256: string | null;
  readonly trust: string | null;
}

declare global {
  interface Window {
    downloads: {
      run(
        model: ModelDescription,
        options?: { pieceBytes?: number; tries?: number },
      ): Promise<Outcome>;
      abort(): void;
      stored(id: string, file?: number): Promise<StoredNow | null>;
      /** SHA-256 of the file as an engine reads it; the error's name where it can't. */
      load(id: string, file?: number): Promise<string>;
      /** Changes a byte of a stored piece, below its hash. */
      spoil(id: string, index: number): Promise<void>;
      remove(id: string): Promise<void>;
      loaded(): number;
      /** Why nothing comes at the moment. */
      waiting(): string | null;
      /** SHA-256 of what came; the error's name when nothing did. */
      fetchAgain(url: string, start: number, end: number): Promise<string>;
    };
  }
}

const store = await openModelStore();
let abort = new AbortController();
let loaded = 0;
let waiting: string | null = null;

async function sha256(blob: Blob): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  return Array.from(new Uint8Array(hash), (b) => b.toString(16).padStart(2, "0")).join("");
}

window.downloads = {
  async run(model, { pieceBytes = 2 ** 18, tries = 4 } = {}) {
    abort = new AbortController();
    loaded = 0;
    waiting = null;
    const waits = new Set<string>();
    let mostLoaded = 0;
    const outcome = { message: "", missingBytes: null };
    const ended = await downloadModel(store, model, {
      signal: abort.signal,
      pieceBytes,
      patience: { tries, firstWait: 20, longestWait: 1500, silence: 1500 },
      onProgress(progress) {
        loaded = progress.loadedBytes;
        waiting = progress.waiting;
        mostLoaded = Math.max(mostLoaded, loaded);
        if (progress.waiting) waits.add(progress.waiting);
      },
    }).then(
      () => ({ end: "complete", ...outcome }),
      (error) => ({
        end: error.name,
        message: error.message,
        missingBytes: error.missingBytes ?? null,
      }),
    );
    return { ...ended, waits: [...waits], mostLoaded };
  },
  abort: () => abort.abort(),
  async stored(id, index = 0) {
    const model = await store.get(id);
    const file = model?.files[index];
    if (!model || !file) return null;
    const pieces = (await store.pieces(id, index)).map((piece) => piece.index);
    const { pieceBytes, bytes, version, expectedSha256, trust } = file;
    return { state: model.state, pieces, pieceBytes, bytes, version, expectedSha256, trust };
  },
  async load(id, index = 0) {
    const model = await store.get(id);
    if (!model) return "none";
    const fetchAgain = () => Promise.reject(new Error("nothing may be fetched again"));
    try {
      const file = await readStoredFile(store, model, index, { fetchAgain });
      return await sha256(file);
    } catch (error) {
      return error instanceof Error ? error.name : String(error);
    }
  },
  async spoil(id, index) {
    const info = (await store.pieces(id, 0)).find((piece) => piece.index === index);
    const blob = await store.readPiece(id, 0, index);
    if (!info || !blob) throw new Error("There is no such piece.");
    const bytes = new Uint8Array(await blob.arrayBuffer());
    bytes[5] = (bytes[5] ?? 0) ^ 0xff;
    await store.putPiece(id, 0, info, new Blob([bytes]));
  },
  remove: (id) => store.delete(id),
  loaded: () => loaded,
  waiting: () => waiting,
  fetchAgain: (url, start, end) =>
    fetchAgain(url, start, end, new AbortController().signal).then(
      sha256,
      (error: Error) => error.name,
    ),
};
