import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type ByteSource, blobSource } from "../../../src/models/convert/byte-source";
import { convertModel } from "../../../src/models/convert/convert-model";
import type { FormatName } from "../../../src/models/convert/format";
import { openSource } from "../../../src/models/convert/open-source";
import type { PackageSink, PlannedFile } from "../../../src/models/convert/package-sink";
import type { SourceModel } from "../../../src/models/convert/source-model";

export const fixtures = join(import.meta.dirname, "../../fixtures/convert");
export const demo = join(import.meta.dirname, "../../../public/models/demo.gguf");

/** A file, or the files of a folder, read into memory. */
export async function readFiles(path: string): Promise<ByteSource[]> {
  const names = path.endsWith(".gguf") ? null : await readdir(path);
  const paths = names?.map((name) => join(path, name)) ?? [path];
  return Promise.all(paths.map(async (one) => fileOf(basename(one), await readFile(one))));
}

export function fileOf(name: string, bytes: Uint8Array<ArrayBuffer> | string): ByteSource {
  return blobSource(name, new Blob([bytes]));
}

export async function openPath(path: string): Promise<SourceModel> {
  return openSource(await readFiles(path), basename(path));
}

export interface MemoryPackage extends PackageSink {
  readonly planned: PlannedFile[];
  readonly files: ReadonlyMap<string, Buffer<ArrayBuffer>>;
  finished: boolean;
  discarded: boolean;
}

export function memorySink(): MemoryPackage {
  const parts = new Map<string, Uint8Array<ArrayBuffer>[]>();
  return {
    planned: [],
    get files() {
      return new Map([...parts].map(([name, bytes]) => [name, Buffer.concat(bytes)]));
    },
    finished: false,
    discarded: false,
    async begin(files) {
      this.planned.push(...files);
    },
    async write(name, bytes) {
      parts.set(name, [...(parts.get(name) ?? []), bytes.slice()]);
    },
    async finish() {
      this.finished = true;
    },
    async discard() {
      this.discarded = true;
    },
  };
}

export async function convertTo(source: SourceModel, format: FormatName): Promise<MemoryPackage> {
  const sink = memorySink();
  await convertModel({ source, format, sink });
  return sink;
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The files of a package, as sources. */
export function filesOf(made: MemoryPackage): ByteSource[] {
  return [...made.files].map(([name, bytes]) => fileOf(name, bytes));
}
