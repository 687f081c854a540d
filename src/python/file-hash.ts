import { sha256 as sha256OfBytes } from "../models/store/hash";

/**
 * @param sha256 what the bytes must have, as hexadecimal digits; a file without one is refused
 * @returns the bytes
 * @throws where they are others
 */
export async function checkHash(
  bytes: ArrayBuffer,
  sha256: string | undefined,
  file: string,
): Promise<ArrayBuffer> {
  if ((await sha256Of(bytes)) === sha256) return bytes;
  throw new Error(`${file} is not the file that belongs to this app.`);
}

async function sha256Of(bytes: ArrayBuffer): Promise<string> {
  // A page without https has no hashes of its own.
  if (!globalThis.isSecureContext) {
    const { sha256 } = await import("hash-wasm");
    return sha256(new Uint8Array(bytes));
  }
  return sha256OfBytes(bytes);
}
