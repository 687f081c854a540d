import { type FileHandle, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { PackageSink } from "../../src/models/convert/package-sink";
import { ConversionError } from "../../src/models/errors";

/**
 * Writes a package into a new folder. Until it is whole the folder is called `….partial`: what a run
 * that was killed left there is thrown away by the next.
 */
export function createFolderSink(folder: string): PackageSink {
  const partial = `${folder.replace(/\/+$/, "")}.partial`;
  let open: { readonly name: string; readonly handle: FileHandle } | null = null;

  async function close(): Promise<void> {
    const { handle } = open ?? {};
    open = null;
    await handle?.sync();
    await handle?.close();
  }

  return {
    async begin() {
      await checkFree(folder);
      await rm(partial, { recursive: true, force: true });
      await mkdir(partial, { recursive: true });
    },
    async write(name, bytes) {
      if (open?.name !== name) {
        await close();
        open = { name, handle: await create(join(partial, name)) };
      }
      await writeAll(open.handle, bytes);
    },
    async finish() {
      await close();
      // An empty folder of that name makes way.
      await rename(partial, folder);
    },
    async discard() {
      await close();
      await rm(partial, { recursive: true, force: true });
    },
  };
}

/** @throws {@link ConversionError} when something lies there */
export async function checkFree(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw new ConversionError(`${folder} can't be written to: ${error.message}`, { cause: error });
  });
  if (names.length > 0) {
    throw new ConversionError(
      `${folder} is not empty, and nothing is overwritten. Name another folder, or empty it.`,
    );
  }
}

function create(path: string): Promise<FileHandle> {
  return open(path, "wx");
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done);
    done += bytesWritten;
  }
}
