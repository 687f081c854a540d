import * as v from "valibot";
import { DownloadRefusedError, IntegrityError } from "../errors";
import { askForJson } from "./ask";

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

const listSchema = v.object({
  records: v.pipe(
    v.array(
      v.object({ dataPath: path, nbytes: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
    ),
    v.minLength(1),
  ),
});

/** A file of the package whose hash nobody tells. */
export interface MlcFile {
  readonly name: string;
  readonly url: string;
  readonly bytes: number | null;
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
 * All files of an MLC package. Its list gives lengths and MD5 only: a SHA-256 comes from elsewhere.
 * @throws {@link IntegrityError} {@link DownloadError} {@link DownloadRefusedError}
 */
export async function listMlcFiles(
  address: AddressOf,
  config: MlcConfig,
  signal: AbortSignal,
): Promise<MlcFile[]> {
  const { name: list, records } = await readList(address, signal);
  const weights = new Map(records.map(({ dataPath, nbytes }) => [dataPath, nbytes]));
  const names = new Set([mlcConfigName, list, ...config.tokenizer_files, ...weights.keys()]);
  return [...names].map((name) => ({
    name,
    url: address(name),
    bytes: weights.get(name) ?? null,
  }));
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
