import { readFileStart, startBytes } from "../../models/gguf/file-start";
import { ModelLoadError } from "../errors";

/** How much of a model has come. */
export type LoadProgress =
  | {
      readonly loadedBytes: number;
      /** Null where the server doesn't say. */
      readonly totalBytes: number | null;
    }
  /** From 0 to 1, where nobody tells bytes. */
  | { readonly share: number };

/**
 * Fetches a model file.
 * @throws {@link ModelLoadError} when it isn't there, the network fails, or it is something else
 */
export async function fetchModel(
  url: string,
  onProgress: (progress: LoadProgress) => void = () => {},
): Promise<Blob> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch (cause) {
    throw new ModelLoadError(
      `The model could not be fetched from ${url}. Check the connection, then try again.`,
      { cause },
    );
  }
  if (!response.ok || !response.body) {
    throw new ModelLoadError(
      `The model is not at ${url} (HTTP ${response.status}). Check its address.`,
    );
  }
  const blob = new Blob(await readParts(response.body, url, sizeOf(response), onProgress));
  await checkModelFile(blob);
  return blob;
}

/** The length is that of the coded bytes where the server compresses, so it is no total then. */
function sizeOf(response: Response): number | null {
  if (response.headers.get("content-encoding")) return null;
  const length = Number(response.headers.get("content-length"));
  return length > 0 ? length : null;
}

async function readParts(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  url: string,
  totalBytes: number | null,
  onProgress: (progress: LoadProgress) => void,
): Promise<Blob[]> {
  const parts: Blob[] = [];
  let loadedBytes = 0;
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      // Blobs may lie on disk, arrays may not.
      parts.push(new Blob([value]));
      if (loadedBytes === 0) await checkModelFile(new Blob([value]));
      loadedBytes += value.byteLength;
      onProgress({ loadedBytes, totalBytes });
    }
  } catch (cause) {
    await reader.cancel().catch(() => {});
    if (cause instanceof ModelLoadError) throw cause;
    throw new ModelLoadError(
      `The connection broke after ${loadedBytes} bytes of ${url}. Try again.`,
      { cause },
    );
  }
  return parts;
}

/** @throws {@link ModelLoadError} when the file doesn't begin as a GGUF file does */
export async function checkModelFile(file: Blob): Promise<void> {
  if (file.size === 0) throw new ModelLoadError("The model file is empty. Download it again.");
  const start = readFileStart(new Uint8Array(await file.slice(0, startBytes).arrayBuffer()));
  if (start === "gguf") return;
  if (start === "web-page") {
    throw new ModelLoadError(
      "A web page came instead of the model file. Check the model's address.",
    );
  }
  throw new ModelLoadError("This is no GGUF model file. Choose a file that ends in .gguf.");
}

/** Tokens the model was trained for, from the file's header; null where it isn't near the start. */
export async function readTrainedContext(file: Blob): Promise<number | null> {
  const bytes = await file.slice(0, 2 ** 20).arrayBuffer();
  // Latin-1: one character a byte. The header is a list of key, type and value.
  const header = new TextDecoder("latin1").decode(bytes);
  const key = ".context_length";
  const at = header.indexOf(key) + key.length;
  if (at < key.length || at + 8 > bytes.byteLength) return null;
  const view = new DataView(bytes);
  const uint32 = 4;
  return view.getUint32(at, true) === uint32 ? view.getUint32(at + 4, true) : null;
}
