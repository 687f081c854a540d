import { convertedId } from "../../src/models/convert/converted-id";
import type { FormatName } from "../../src/models/convert/format";
import { openPackage } from "../../src/models/convert/open-package";
import { createModelLibrary } from "../../src/models/create-model-library";
import type { ConversionInput, LibraryState } from "../../src/models/library";
import type { StoredModel } from "../../src/models/store/model-store";
import { openModelStore } from "../../src/models/store/open-model-store";
import { openStoredFiles } from "../../src/models/store/stored-source";

// Runs in the page: the library as the app uses it, with its worker.

declare global {
  interface Window {
    conversion: {
      state(): LibraryState;
      /** The id of the model that came of it. */
      importFile(name: string, address: string): Promise<string>;
      /** Bytes of each format, or the error. */
      plan(id: string): Promise<Record<string, number> | string>;
      /** The id of the model that came of it, or the error. */
      convert(id: string, format: FormatName): Promise<string>;
      convertFiles(addresses: readonly string[], format: FormatName): Promise<string>;
      /** The same, ended at once. */
      convertAndPause(id: string, format: FormatName): Promise<string>;
      /** Kinds of all activities so far, without repetitions. */
      kinds(id: string): readonly string[];
      verify(id: string): Promise<string>;
      remove(id: string): Promise<string>;
      model(id: string): Promise<StoredModel | null>;
      pieces(id: string): Promise<number>;
      /** Opens the stored package and reads all of its tensors: their bytes by name. */
      read(id: string): Promise<Record<string, number> | string>;
      /** Leaves what a killed tab leaves of a conversion. */
      leaveBroken(id: string): Promise<void>;
      /** Changes a byte of a file's first piece, below its hash. */
      spoil(id: string, file: number): Promise<void>;
      /** Works on a model, as another tab does, until the page is closed. */
      hold(id: string): Promise<void>;
      convertedId: typeof convertedId;
    };
  }
}

const library = createModelLibrary();
const opening = openModelStore();
const seen = new Map<string, string[]>();
library.subscribe(() => {
  const state = library.getState();
  for (const { model, activity } of state.kind === "open" ? state.models : []) {
    const list = seen.get(model.id) ?? [];
    if (list.at(-1) !== activity.kind) seen.set(model.id, [...list, activity.kind]);
  }
});

const never = new AbortController().signal;
const told = (error: unknown) =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
const ended = (work: Promise<unknown>) => work.then(() => "ended", told);
const convert = (input: ConversionInput, format: FormatName) =>
  library.convert(input, format).then(({ id }) => id, told);

async function fetchFile(address: string): Promise<File> {
  const bytes = await (await fetch(address)).arrayBuffer();
  return new File([bytes], address.replace(/^.*\//, ""), { lastModified: 0 });
}

window.conversion = {
  state: () => library.getState(),
  async importFile(name, address) {
    const bytes = await fetchFile(address);
    return (await library.importFile(new File([bytes], name), never)).id;
  },
  plan: (id) =>
    library
      .planConversion({ storedId: id })
      .then(
        ({ formats }) => Object.fromEntries(formats.map(({ format, bytes }) => [format, bytes])),
        told,
      ),
  convert: (id, format) => convert({ storedId: id }, format),
  async convertFiles(addresses, format) {
    return convert({ files: await Promise.all(addresses.map(fetchFile)), title: "Mine" }, format);
  },
  convertAndPause(id, format) {
    const ending = convert({ storedId: id }, format);
    library.pause(convertedId(id, format));
    return ending;
  },
  kinds: (id) => seen.get(id) ?? [],
  verify: (id) => ended(library.verify(id)),
  remove: (id) => ended(library.delete(id)),
  model: async (id) => (await opening).get(id),
  async pieces(id) {
    const store = await opening;
    const model = await store.get(id);
    const files = [...(model?.files ?? [{}]).keys()];
    const pieces = await Promise.all(files.map((file) => store.pieces(id, file)));
    return pieces.flat().length;
  },
  async read(id) {
    const store = await opening;
    const model = await store.get(id);
    if (!model) return "none";
    try {
      const fetchAgain = () => Promise.reject(new Error("nothing may be fetched again"));
      const opened = await openPackage(await openStoredFiles(store, model, { fetchAgain }));
      const lengths: Record<string, number> = {};
      for (const [name, tensor] of opened.tensors) {
        lengths[name] = (await tensor.read(0, tensor.nbytes)).length;
      }
      return lengths;
    } catch (error) {
      return told(error);
    }
  },
  async leaveBroken(id) {
    const store = await opening;
    const file = { name: "params_shard_0.bin", url: null, bytes: 10 };
    await store.put({
      id,
      description: {
        ...{ id, title: "Broken", format: "mlc", licence: null },
        files: [{ ...file, sha256: null, sha256From: null }],
      },
      files: [{ ...file, pieceBytes: 5, version: null, expectedSha256: null, trust: null }],
      ...{ state: "partial", createdAt: 1, verifiedAt: null },
    });
    const info = { index: 0, bytes: 5, sha256: "0".repeat(64) };
    await store.putPiece(id, 0, info, new Blob([new Uint8Array(5)]));
  },
  async spoil(id, file) {
    const store = await opening;
    const [info] = await store.pieces(id, file);
    const blob = await store.readPiece(id, file, 0);
    if (!info || !blob) throw new Error("There is no such piece.");
    const bytes = new Uint8Array(await blob.arrayBuffer());
    bytes[5] = (bytes[5] ?? 0) ^ 0xff;
    await store.putPiece(id, file, info, new Blob([bytes]));
  },
  hold: (id) =>
    new Promise((resolve) => {
      void navigator.locks.request(`model ${id}`, () => {
        resolve();
        return new Promise(() => {});
      });
    }),
  convertedId,
};
