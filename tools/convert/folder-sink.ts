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
  let current: { readonly name: string; readonly handle: FileHandle } | null = null;

  async function close(): Promise<void> {
    const { handle } = current ?? {};
    current = null;
    await handle?.sync();
    await handle?.close();
  }

  return {
    async begin() {
      await checkFree(folder);
      await checkOurs(partial);
      await rm(partial, { recursive: true, force: true });
      await mkdir(partial, { recursive: true });
    },
    async write(name, bytes) {
      if (current?.name !== name) {
        await close();
        current = { name, handle: await open(join(partial, name), "wx") };
      }
      await writeAll(current.handle, bytes);
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
async function checkFree(folder: string): Promise<void> {
  if ((await namesIn(folder)).length === 0) return;
  throw new ConversionError(
    `${folder} is not empty, and nothing is overwritten. Name another folder, or empty it.`,
  );
}

/** What a run writes. */
const ours = /^(params_shard_\d+\.bin|.+\.json|.+\.jinja)$/;

/** @throws {@link ConversionError} when it is not what a run of ours left */
async function checkOurs(partial: string): Promise<void> {
  const other = (await namesIn(partial)).find((name) => !ours.test(name));
  if (other === undefined) return;
  throw new ConversionError(
    `${partial} holds ${other}, which no conversion wrote. Move it away, or name another folder.`,
  );
}

/** None where there is no such folder. */
async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return [];
    throw new ConversionError(`${folder} can't be written to: ${cause.message}`, { cause });
  });
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done);
    done += bytesWritten;
  }
}
