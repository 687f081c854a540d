import { createModelLibrary } from "../../src/models/create-model-library";
import type { LibraryState, ModelActivity } from "../../src/models/library";
import type { ModelDescription } from "../../src/models/model-description";
import { openModelStore } from "../../src/models/store/open-model-store";
import { readStoredFile } from "../../src/models/store/read-model";

// Runs in the page: the library as the app uses it, with its worker.

declare global {
  interface Window {
    library: {
      /** Starts it; `end` tells later how it ended. */
      begin(model: ModelDescription): void;
      /** "running", "ended", or the error's name. */
      end(): string;
      restart(id: string): Promise<string>;
      verify(id: string): Promise<string>;
      remove(id: string): Promise<string>;
      /** The model that came of it, or the error's name. */
      importFile(name: string, bytes: Blob): Promise<string>;
      /** Exports a model and imports it again after it was deleted. */
      moveThroughFile(id: string): Promise<string>;
      inspect(url: string): Promise<ModelDescription>;
      pause(id: string): void;
      state(): LibraryState;
      activity(id: string): ModelActivity | null;
      /** Kinds of all activities so far, without repetitions. */
      kinds(id: string): readonly string[];
      stored(id: string): Promise<{ state: string; pieces: number[] } | null>;
      /** Changes a byte of a stored piece, below its hash. */
      spoil(id: string, index: number): Promise<void>;
      /** SHA-256 of the file as an engine reads it; the error's name where it can't. */
      load(id: string): Promise<string>;
    };
  }
}

const library = createModelLibrary();
const opening = openModelStore();
opening.catch(() => {});
const kinds = new Map<string, string[]>();
let end = "none";

function activity(id: string): ModelActivity | null {
  const state = library.getState();
  if (state.kind !== "open") return null;
  return state.models.find(({ model }) => model.id === id)?.activity ?? null;
}

library.subscribe(() => {
  const state = library.getState();
  for (const { model, activity } of state.kind === "open" ? state.models : []) {
    const list = kinds.get(model.id) ?? [];
    if (list.at(-1) !== activity.kind) kinds.set(model.id, [...list, activity.kind]);
  }
});

const nameOf = (error: unknown) => (error instanceof Error ? error.name : String(error));
const named = (work: Promise<unknown>) => work.then(() => "ended", nameOf);
const never = new AbortController().signal;

window.library = {
  begin(model) {
    end = "running";
    void named(library.download(model)).then((how) => {
      end = how;
    });
  },
  end: () => end,
  restart: (id) => named(library.restart(id)),
  verify: (id) => named(library.verify(id)),
  remove: (id) => named(library.delete(id)),
  importFile: (name, bytes) =>
    library.importFile(new File([bytes], name), never).then(({ id }) => id, nameOf),
  async moveThroughFile(id) {
    const { name, bytes } = await library.exportFile(id);
    // As a disk would: what is deleted can't be read any more.
    const copy = new File([await bytes.arrayBuffer()], name);
    await library.delete(id);
    return (await library.importFile(copy, never)).id;
  },
  inspect: (url) => library.inspect(url, never),
  pause: (id) => library.pause(id),
  state: () => library.getState(),
  activity,
  kinds: (id) => kinds.get(id) ?? [],
  async stored(id) {
    const store = await opening;
    const model = await store.get(id);
    if (!model) return null;
    return { state: model.state, pieces: (await store.pieces(id, 0)).map(({ index }) => index) };
  },
  async spoil(id, index) {
    const store = await opening;
    const info = (await store.pieces(id, 0)).find((piece) => piece.index === index);
    const blob = await store.readPiece(id, 0, index);
    if (!info || !blob) throw new Error("There is no such piece.");
    const bytes = new Uint8Array(await blob.arrayBuffer());
    bytes[5] = (bytes[5] ?? 0) ^ 0xff;
    await store.putPiece(id, 0, info, new Blob([bytes]));
  },
  async load(id) {
    const store = await opening;
    const model = await store.get(id);
    if (!model) return "none";
    const fetchAgain = () => Promise.reject(new Error("nothing may be fetched again"));
    try {
      const file = await readStoredFile(store, model, 0, { fetchAgain });
      const hash = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
      return Array.from(new Uint8Array(hash), (b) => b.toString(16).padStart(2, "0")).join("");
    } catch (error) {
      return nameOf(error);
    }
  },
};
