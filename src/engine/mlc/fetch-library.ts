import { ModelLoadError } from "../errors";
import { type LibraryEntry, readLibraryIndex } from "./library-index";

/**
 * The index of the libraries that came with the app.
 * @param folder absolute address, ending in `/`
 * @throws {@link ModelLoadError}
 */
export async function fetchLibraryIndex(folder: string): Promise<readonly LibraryEntry[]> {
  const bytes = await fetchBytes(new URL("index.json", folder).href);
  try {
    return readLibraryIndex(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    if (error instanceof ModelLoadError) throw error;
    throw new ModelLoadError(`${damaged} Reload the page.`, { cause: error });
  }
}

const damaged = "What this page's server sends in the place of a GPU library is something else.";

/**
 * A library, checked and unpacked.
 * @throws {@link ModelLoadError}
 */
export async function fetchLibrary(
  folder: string,
  { file, sha256: wanted }: LibraryEntry,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await unpacked(await fetchBytes(new URL(file, folder).href));
  // Loaded when needed: the page reads only the index.
  const { sha256 } = await import("hash-wasm");
  if (bytes && (await sha256(bytes)) === wanted) return bytes;
  throw new ModelLoadError(
    `${damaged} Reload the page; if that doesn't help, the copy on the server is broken.`,
  );
}

/** Null for what is no packed file. */
async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | null> {
  // Some servers name the packing as the transfer's, so the browser has unpacked it already.
  if (isWasm(bytes)) return bytes;
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    return null;
  }
}

/** WebAssembly's first bytes. */
function isWasm([first, second, third, fourth]: Uint8Array): boolean {
  return first === 0 && second === 0x61 && third === 0x73 && fourth === 0x6d;
}

async function fetchBytes(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url).catch((error: unknown) => {
    throw new ModelLoadError(
      "The GPU library of this model could not be fetched: there is no connection to this page's server. Try again later, or use the CPU.",
      { cause: error },
    );
  });
  if (!response.ok) {
    throw new ModelLoadError(
      `The GPU library of this model could not be fetched: the server answered ${response.status}. Reload the page.`,
    );
  }
  return new Uint8Array(await response.arrayBuffer());
}
