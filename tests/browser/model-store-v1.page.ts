// A database as version 1 of the schema left it. Frozen: databases like it are out there.

interface Version1Options {
  readonly database: string;
  readonly model: Readonly<Record<string, unknown>> & { readonly id: string };
  readonly pieces: readonly {
    readonly file: number;
    readonly index: number;
    readonly bytes: Uint8Array<ArrayBuffer>;
  }[];
}

async function hexSha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Gives the open connection: one that knows of no newer versions. */
export async function makeVersion1(options: Version1Options): Promise<IDBDatabase> {
  const hashed = await Promise.all(
    options.pieces.map(async (piece) => ({ ...piece, sha256: await hexSha256(piece.bytes) })),
  );
  const open = indexedDB.open(options.database, 1);
  open.onupgradeneeded = () => {
    open.result.createObjectStore("models", { keyPath: "id" });
    open.result.createObjectStore("pieces");
  };
  await new Promise((resolve, reject) => {
    open.onsuccess = resolve;
    open.onerror = reject;
  });
  const tx = open.result.transaction(["models", "pieces"], "readwrite");
  tx.objectStore("models").put(options.model);
  for (const { file, index, bytes, sha256 } of hashed) {
    const record = { bytes: bytes.length, sha256, blob: new Blob([bytes]) };
    tx.objectStore("pieces").put(record, [options.model.id, file, index]);
  }
  await new Promise((resolve, reject) => {
    tx.oncomplete = resolve;
    tx.onabort = reject;
  });
  return open.result;
}
