import * as v from "valibot";
import { IntegrityError } from "../errors";
import { mlcConfigName } from "../inspect/mlc-package";
import { type ByteSource, endsTooEarly } from "./byte-source";
import { type PackageConfig, readChatConfig } from "./chat-config";
import { readNumbers } from "./number-type";
import { readJsonFile } from "./read-json";
import { readTensorCache, type TensorRecord, tensorCacheName } from "./tensor-cache";

/** A package, ours or MLC's, of which all files are at hand. */
export interface ModelPackage {
  readonly config: PackageConfig;
  /** `tokenizer.json`, parsed. */
  readonly tokenizer: unknown;
  /** What the package holds, by name, in its order. */
  readonly tensors: ReadonlyMap<string, PackageTensor>;
}

/** `nbytes` of the tensor itself: packages may store 32-bit floats as their upper halves. */
export type StoredTensor = Pick<TensorRecord, "name" | "shape" | "dtype" | "nbytes">;

export interface PackageTensor extends StoredTensor {
  /** Bytes of the tensor as `dtype` says; whole numbers. */
  read(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** The list's older name, which MLC's packages may still have. */
const olderListName = "ndarray-cache.json";

/**
 * Opens a package. Its weights are read later; nothing is hashed here.
 * @throws {@link IntegrityError} when a file is missing, cut, or no such file
 */
export async function openPackage(files: readonly ByteSource[]): Promise<ModelPackage> {
  const byName = new Map(files.map((file) => [file.name, file]));
  const need = (name: string) => {
    const file = byName.get(name);
    if (file) return file;
    throw new IntegrityError(`The package has no file ${name}. Get it again.`);
  };
  const config = readChatConfig(await readJsonFile(need(mlcConfigName), v.unknown()));
  const older = byName.has(tensorCacheName) ? undefined : byName.get(olderListName);
  const list = older ?? need(tensorCacheName);
  const { records } = readTensorCache(await readJsonFile(list, v.unknown()));
  const tensors = records.flatMap(({ dataPath, nbytes, records }) => {
    const file = need(dataPath);
    if (file.size !== nbytes) throw endsTooEarly(dataPath);
    return records.map((record) => packageTensor(file, record));
  });
  return {
    config,
    tokenizer: await readJsonFile(need("tokenizer.json"), v.unknown()),
    tensors: new Map(tensors.map((tensor) => [tensor.name, tensor])),
  };
}

function packageTensor(file: ByteSource, record: TensorRecord): PackageTensor {
  const { byteOffset } = record;
  return {
    ...storedTensor(record),
    async read(offset, length) {
      if (!isHalved(record)) return file.read(byteOffset + offset, length);
      return widened(await file.read(byteOffset + offset / 2, length / 2));
    },
  };
}

/** @throws {@link IntegrityError} when shape and length don't agree */
function storedTensor(record: TensorRecord): StoredTensor {
  const { name, shape, dtype } = record;
  const size = dtype === "float16" ? 2 : 4;
  const nbytes = shape.reduce((product, length) => product * length, size);
  const expected = isHalved(record) ? nbytes / 2 : nbytes;
  if (record.nbytes === expected) return { name, shape, dtype, nbytes };
  throw new IntegrityError(
    `The package says that ${name} has ${record.nbytes} bytes, and its shape means ${expected}. ` +
      "Get the package again.",
  );
}

function isHalved({ format, dtype }: TensorRecord): boolean {
  return format === "f32-to-bf16" && dtype === "float32";
}

function widened(stored: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readNumbers("BF16", stored).buffer);
}
