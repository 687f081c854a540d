import { createSHA256 } from "hash-wasm";

/** SHA-256 of bytes that are there at once, as lower-case hexadecimal. */
export async function sha256(bytes: BufferSource): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** SHA-256 of a whole file, fed piece by piece in their order; the browser's own can't do that. */
export interface FileHasher {
  update(bytes: Uint8Array): void;
  /** Ends it. Lower-case hexadecimal. */
  digest(): string;
}

export async function createFileHasher(): Promise<FileHasher> {
  const hasher = await createSHA256();
  hasher.init();
  return {
    update: (bytes) => void hasher.update(bytes),
    digest: () => hasher.digest("hex"),
  };
}
