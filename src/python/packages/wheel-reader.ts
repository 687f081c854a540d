import { sha256 } from "../../models/store/hash";
import { WheelRefusedError } from "./package-error";
import { maxBytes, readWheel, type WheelFacts } from "./read-wheel";

/** What the worker found in a file. */
export type WheelReading =
  | {
      readonly kind: "wheel";
      readonly facts: WheelFacts;
      readonly sha256: string;
      readonly copy: Blob;
    }
  /** Its hash is one that is known: it needs no other check. */
  | { readonly kind: "known"; readonly sha256: string; readonly copy: Blob }
  | { readonly kind: "refused"; readonly message: string };

/**
 * Reads a file from disk whole, hashes and checks it. The copy holds the very bytes that were checked.
 * @param name without the number that browsers add to copies
 * @param knownHashes files that need no check but their hash
 */
export async function readPackageFile(
  file: Blob,
  name: string,
  knownHashes: ReadonlySet<string>,
): Promise<WheelReading> {
  try {
    if (file.size > maxBytes) {
      throw new WheelRefusedError(
        `${name} is larger than ${maxBytes / 2 ** 20} MB, too much for this app. Choose a smaller package.`,
      );
    }
    const bytes = new Uint8Array(await read(file, name));
    const hash = await sha256(bytes);
    const copy = new Blob([bytes]);
    if (knownHashes.has(hash)) return { kind: "known", sha256: hash, copy };
    return { kind: "wheel", facts: await readWheel(name, bytes), sha256: hash, copy };
  } catch (error) {
    if (error instanceof WheelRefusedError) return { kind: "refused", message: error.message };
    throw error;
  }
}

async function read(file: Blob, name: string): Promise<ArrayBuffer> {
  try {
    return await file.arrayBuffer();
  } catch (cause) {
    throw new WheelRefusedError(
      `${name} can't be read any more. Check that the disk or stick is still there, then choose the ` +
        "file again.",
      { cause },
    );
  }
}
