import { createModelLibrary } from "../../src/models/create-model-library";
import { fetchAgain } from "../../src/models/download/fetch-range";
import { openModelStore } from "../../src/models/store/open-model-store";
import { readStoredFiles } from "../../src/models/store/read-model";

/** What the benchmark asks of the page. All give seconds. */
export interface BenchPage {
  /** What a download is measured against. */
  fetchToMemory(url: string): Promise<number>;
  /** Into the store and verified, as the app does it. */
  download(url: string): Promise<number>;
  /** Until an engine may use the stored model: every piece is read and hashed. */
  load(): Promise<number>;
  /** Reading a file of the disk from its beginning to its end. */
  readPlainFile(): Promise<number>;
  remove(): Promise<void>;
}

declare global {
  interface Window {
    bench: BenchPage;
  }
}

const id = "bench";
const library = createModelLibrary();
const pieceBytes = 2 ** 24;

window.bench = {
  fetchToMemory: (url) =>
    timed(async () => {
      await (await fetch(url, { cache: "no-store" })).arrayBuffer();
    }),
  download: (url) =>
    timed(() =>
      library.download({
        id,
        title: "Benchmark",
        format: "gguf",
        files: [{ name: "bench.gguf", url, bytes: null, sha256: null, sha256From: null }],
        licence: null,
      }),
    ),
  async load() {
    const store = await openModelStore();
    const model = await store.get(id);
    if (!model) throw new Error("The model is not stored.");
    try {
      return await timed(() => readStoredFiles(store, model, { fetchAgain }));
    } finally {
      store.close();
    }
  },
  async readPlainFile() {
    const [file] = document.querySelector("input")?.files ?? [];
    if (!file) throw new Error("No file was chosen.");
    return timed(async () => {
      for (let at = 0; at < file.size; at += pieceBytes) {
        await file.slice(at, at + pieceBytes).arrayBuffer();
      }
    });
  },
  remove: () => library.delete(id),
};

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
