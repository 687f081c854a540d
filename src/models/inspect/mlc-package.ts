import * as v from "valibot";
import { DownloadRefusedError, IntegrityError } from "../errors";
import type { FileDescription } from "../model-description";
import { askForJson, describeFile, type FileAnswer } from "./ask";

/** The file by which an MLC package is recognised. */
export const mlcConfigName = "mlc-chat-config.json";

/** The list of its weights, by its newer and its older name. */
const mlcLists = ["tensor-cache.json", "ndarray-cache.json"] as const;

/** A path inside the package: it must not lead out of it. */
const path = v.pipe(
  v.string(),
  v.minLength(1),
  v.check((text) => !/^\/|\\|:/.test(text) && !text.split("/").includes(".."), "no path"),
);

const configSchema = v.object({
  model_type: v.string(),
  tokenizer_files: v.pipe(v.array(path), v.minLength(1)),
});

const nbytes = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Packages that our converter made tell the hashes of all their files. */
const sha256 = v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)));
const listSchema = v.object({
  records: v.pipe(v.array(v.object({ dataPath: path, nbytes, sha256 })), v.minLength(1)),
  files: v.optional(v.array(v.object({ name: path, nbytes, sha256 })), []),
});

/** A file of the package, with what the package itself says of it. */
export interface MlcFile extends FileAnswer {
  readonly name: string;
  readonly url: string;
}

export type MlcConfig = v.InferOutput<typeof configSchema>;

/** Gives the address of a file of the package. */
export type AddressOf = (name: string) => string;

/** Whether an address that ends so means the package around this file. */
export function isMlcFile(name: string): boolean {
  return [mlcConfigName, ...mlcLists].some((known) => known === name);
}

/** @throws {@link DownloadError} {@link DownloadRefusedError} {@link IntegrityError} */
export function readMlcConfig(address: AddressOf, signal: AbortSignal): Promise<MlcConfig> {
  return askForJson(address(mlcConfigName), configSchema, signal);
}

/**
 * All files of an MLC package. The lists of others give lengths and MD5 only: a SHA-256 comes from
 * elsewhere then.
 * @throws {@link IntegrityError} {@link DownloadError} {@link DownloadRefusedError}
 */
export async function listMlcFiles(
  address: AddressOf,
  config: MlcConfig,
  signal: AbortSignal,
): Promise<MlcFile[]> {
  const { name: list, records, files } = await readList(address, signal);
  const told = new Map<string, FileAnswer>();
  for (const { name, nbytes, sha256 } of [
    ...files,
    ...records.map(({ dataPath, ...about }) => ({ name: dataPath, ...about })),
  ]) {
    told.set(name, { bytes: nbytes, sha256: sha256 ?? null });
  }
  const weights = records.map(({ dataPath }) => dataPath);
  const names = new Set([mlcConfigName, list, ...config.tokenizer_files, ...weights]);
  return [...names].map((name) => ({ name, url: address(name), ...(told.get(name) ?? unknown) }));
}

const unknown: FileAnswer = { bytes: null, sha256: null };

/** @param answer what a server says, which goes first */
export function describeMlcFile(file: MlcFile, answer: FileAnswer = unknown): FileDescription {
  const { name, url, sha256 } = file;
  const bytes = answer.bytes ?? file.bytes;
  if (answer.sha256 !== null || sha256 === null) {
    return describeFile(name, url, { ...answer, bytes });
  }
  return { name, url, bytes, sha256, sha256From: "package" };
}

async function readList(address: AddressOf, signal: AbortSignal) {
  const [newer, older] = mlcLists;
  const read = async (name: string) => ({
    name,
    ...(await askForJson(address(name), listSchema, signal)),
  });
  try {
    return await read(newer).catch(() => read(older));
  } catch (cause) {
    if (!(cause instanceof DownloadRefusedError)) throw cause;
    throw new IntegrityError(
      `This MLC package has no readable list of its weights (${newer} or ${older}). Choose another.`,
      { cause },
    );
  }
}
