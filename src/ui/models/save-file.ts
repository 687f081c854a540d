import { ModelError } from "../../models/errors";

/** Not in TypeScript's library: only Chromium has it. */
interface SavePicker {
  showSaveFilePicker(options: { readonly suggestedName: string }): Promise<FileSystemFileHandle>;
}

/**
 * Saves a file where the person wants it. Call it on a click.
 * @param read gives the bytes; called once it is known where they go
 * @param onProgress bytes written so far, where the browser lets us see them
 * @throws DOMException `AbortError` when the person chose no place; {@link ModelError} when the file
 * can't be written there; what `read` throws
 */
export async function saveFile(
  suggestedName: string,
  read: () => Promise<Blob>,
  onProgress: (doneBytes: number, totalBytes: number) => void,
): Promise<void> {
  if (!hasSavePicker(window)) return saveByLink(suggestedName, await read());
  const handle = await window.showSaveFilePicker({ suggestedName });
  const bytes = await read();
  let done = 0;
  let told = 0;
  const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      done += chunk.byteLength;
      // Not at each of the thousands of chunks.
      if (done - told >= bytes.size / 200) {
        told = done;
        onProgress(done, bytes.size);
      }
      controller.enqueue(chunk);
    },
  });
  try {
    await bytes
      .stream()
      .pipeThrough(counter)
      .pipeTo(await handle.createWritable());
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new ModelError(
      `The file could not be written (${detail}). Check that there is room where you save it, then ` +
        "export again.",
      { cause },
    );
  }
}

function hasSavePicker(target: object): target is SavePicker {
  return "showSaveFilePicker" in target;
}

/** The browser's own download, which reads the bytes from disk as it writes them. */
function saveByLink(name: string, bytes: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  // It tells nobody when it has read everything.
  setTimeout(() => URL.revokeObjectURL(link.href), 10 * 60 * 1000);
}
