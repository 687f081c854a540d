import { open, readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { type ByteSource, endsTooEarly } from "../../src/models/convert/byte-source";
import { ConversionError } from "../../src/models/errors";

/** What a source may consist of; a folder may hold much else. */
const wanted = /\.(safetensors|json|jinja)$/;

/** The files of a model: a GGUF file with the parts that belong to it, or a folder of safetensors. */
export async function findFiles(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new ConversionError(`There is no file or folder ${path}.`);
  if (!found.isDirectory()) return partsOf(path);
  const names = await readdir(path);
  const gguf = names.filter((name) => name.endsWith(".gguf"));
  if (gguf.length > 0) {
    throw new ConversionError(
      `${path} is a folder. Give the GGUF file itself: ${gguf.toSorted().slice(0, 5).join(", ")}`,
    );
  }
  return names.filter((name) => wanted.test(name)).map((name) => join(path, name));
}

/** A split GGUF file is named `NAME-00001-of-00003.gguf`. */
async function partsOf(path: string): Promise<string[]> {
  const [, start, count] = /^(.*)-\d{5}-of-(\d{5})\.gguf$/.exec(path) ?? [];
  if (start === undefined || count === undefined) return [path];
  return Array.from({ length: Number(count) }, (_, index) => {
    const number = String(index + 1).padStart(5, "0");
    return `${start}-${number}-of-${count}.gguf`;
  });
}

export interface OpenFile extends ByteSource {
  close(): Promise<void>;
}

export async function openFile(path: string): Promise<OpenFile> {
  const name = basename(path);
  const handle = await open(path).catch((cause: Error) => {
    throw new ConversionError(`${path} can't be opened: ${cause.message}`, { cause });
  });
  const { size } = await handle.stat();
  return {
    name,
    size,
    async read(offset, length) {
      const bytes = new Uint8Array(length);
      for (let done = 0; done < length; ) {
        const { bytesRead } = await handle.read(bytes, done, length - done, offset + done);
        if (bytesRead === 0) throw endsTooEarly(name);
        done += bytesRead;
      }
      return bytes;
    },
    close: () => handle.close(),
  };
}
