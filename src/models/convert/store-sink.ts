import { ConversionError, StorageFullError } from "../errors";
import type { ModelDescription } from "../model-description";
import { sha256 } from "../store/hash";
import type { ModelStore, StoredFile, StoredModel } from "../store/model-store";
import { storageFull } from "../store/store-failure";
import type { PackageSink, PlannedFile, WrittenFile } from "./package-sink";

export interface StoreSinkOptions {
  /** @default 16 MiB */
  readonly pieceBytes?: number;
}

type About = Pick<ModelDescription, "id" | "title" | "licence">;

export interface StoreSink extends PackageSink {
  /** The model that was stored; null before it is finished. */
  stored(): StoredModel | null;
}

/**
 * Writes a package into the model store, piece by piece. The caller sees to it that nobody else does
 * the same. Until it is whole the model's record is partial: what a tab that was killed left is thrown
 * away when the conversion begins again.
 */
export function createStoreSink(
  store: ModelStore,
  about: About,
  { pieceBytes = 2 ** 24 }: StoreSinkOptions = {},
): StoreSink {
  const { id } = about;
  let model: StoredModel | null = null;
  const indexes = new Map<string, number>();
  let open: { readonly file: number; index: number; length: number } | null = null;
  const piece = new Uint8Array(pieceBytes);
  let leftBytes = 0;

  async function flush(): Promise<void> {
    if (!open || open.length === 0) return;
    const bytes = piece.slice(0, open.length);
    const info = { index: open.index, bytes: bytes.length, sha256: await sha256(bytes) };
    await store.putPiece(id, open.file, info, new Blob([bytes])).catch(async (error) => {
      // The store knows only of the piece.
      throw error instanceof StorageFullError ? await storageFull(leftBytes, error) : error;
    });
    leftBytes -= bytes.length;
    open.index += 1;
    open.length = 0;
  }

  return {
    async begin(files) {
      const before = await store.get(id);
      if (before?.state === "complete") {
        throw new ConversionError(`${about.title} is stored here already.`);
      }
      leftBytes = files.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
      await checkRoom(leftBytes);
      if (before) await store.delete(id);
      for (const [index, { name }] of files.entries()) indexes.set(name, index);
      model = recordOf(about, files, pieceBytes);
      await store.put(model);
    },
    async write(name, bytes) {
      const file = indexes.get(name);
      if (file === undefined) throw new Error(`${name} was not announced.`);
      if (open?.file !== file) {
        await flush();
        open = { file, index: 0, length: 0 };
      }
      for (let done = 0; done < bytes.length; ) {
        const part = bytes.subarray(done, done + pieceBytes - open.length);
        piece.set(part, open.length);
        open.length += part.length;
        done += part.length;
        if (open.length === pieceBytes) await flush();
      }
    },
    async finish(files) {
      await flush();
      if (!model) throw new Error("The package was not begun.");
      const complete = completed(model, files);
      await store.put(complete);
      model = complete;
    },
    discard: () => store.delete(id),
    stored: () => (model?.state === "complete" ? model : null),
  };
}

/** @throws {@link StorageFullError} where the browser says that there is no room for it */
async function checkRoom(needed: number): Promise<void> {
  const { usage, quota } = await navigator.storage.estimate().catch((): StorageEstimate => ({}));
  if (usage !== undefined && quota !== undefined && quota - usage < needed) {
    throw await storageFull(needed, null);
  }
}

function recordOf(about: About, files: readonly PlannedFile[], pieceBytes: number): StoredModel {
  const { id, title, licence } = about;
  const described = files.map(({ name, bytes }) => ({
    ...{ name, url: null, bytes, sha256: null, sha256From: null },
  }));
  const stored = files.map(
    ({ name, bytes }): StoredFile => ({
      ...{ name, url: null, bytes, pieceBytes, version: null, expectedSha256: null, trust: null },
    }),
  );
  return {
    id,
    description: { id, title, format: "mlc", files: described, licence },
    files: stored,
    state: "partial",
    createdAt: Date.now(),
    verifiedAt: null,
  };
}

function completed(model: StoredModel, written: readonly WrittenFile[]): StoredModel {
  const byName = new Map(written.map((file) => [file.name, file]));
  const { description, files } = model;
  const describe = (file: (typeof description.files)[number]) => {
    const { bytes = null, sha256 = null } = byName.get(file.name) ?? {};
    return { ...file, bytes, sha256, sha256From: "package" as const };
  };
  const finish = (file: StoredFile): StoredFile => {
    const { bytes = null, sha256 = null } = byName.get(file.name) ?? {};
    return { ...file, bytes, expectedSha256: sha256, trust: "package" };
  };
  return {
    ...model,
    description: { ...description, files: description.files.map(describe) },
    files: files.map(finish),
    state: "complete",
    verifiedAt: Date.now(),
  };
}
