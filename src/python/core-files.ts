import { version } from "pyodide/package.json";
import { fetchFile } from "./fetch-file";
import { checkHash } from "./file-hash";
import pins from "./wheels.json";

/** SHA-256 of what set-up has made, by the file's path in its folder. */
export interface SetUpFiles {
  readonly hashes: Readonly<Record<string, string>>;
  /** Path of the snapshot that goes with this app; null where there is none. */
  readonly snapshot: string | null;
}

/** What every worker starts from: Pyodide's own files, and IPython. */
export interface CoreFiles {
  readonly wasm: ArrayBuffer;
  readonly stdlib: ArrayBuffer;
  readonly ipython: ArrayBuffer;
  /** The two scripts: `loadPyodide`, and what joins the wasm file to JavaScript. */
  readonly loader: ArrayBuffer;
  readonly glue: ArrayBuffer;
}

/** An interpreter's memory, as set-up has written it: tools/setup/snapshot. */
export interface SnapshotFiles {
  /** Compressed with gzip. */
  readonly memory: ArrayBuffer;
  readonly wheels: Readonly<Record<string, ArrayBuffer>>;
  /** Names of the packages that it has imported. */
  readonly packages: readonly string[];
}

/** @param assets the folder that set-up fills, ending in "/" */
export async function fetchCoreFiles(assets: string, { hashes }: SetUpFiles): Promise<CoreFiles> {
  const get = (file: string) => fetchFile(`${assets}pyodide/${file}`);
  const ipythonFile = pins.ipython.file.replace("{pyodide}", version);
  const [wasm, stdlib, ipython, loader, glue] = await Promise.all([
    get("pyodide.asm.wasm"),
    get("python_stdlib.zip"),
    get(ipythonFile).then((bytes) =>
      checkHash(bytes, hashes[`pyodide/${ipythonFile}`], ipythonFile),
    ),
    get("pyodide.mjs"),
    get("pyodide.asm.mjs"),
  ]);
  return { wasm, stdlib, ipython, loader, glue };
}

/**
 * @param assets the folder that set-up fills, ending in "/"
 * @throws where it is missing or is not what set-up has made
 */
export async function fetchSnapshot(
  assets: string,
  { hashes, snapshot }: SetUpFiles,
): Promise<SnapshotFiles> {
  if (snapshot === null) throw new Error("set-up has not made it.");
  const get = async (path: string, sha256: string | undefined) =>
    checkHash(await fetchFile(`${assets}${path}`), sha256, path);
  const pinned = pins.wheels.filter(({ name }) => pins.snapshot.includes(name));
  const [memory, ...wheels] = await Promise.all([
    get(snapshot, hashes[snapshot]),
    ...pinned.map(({ file, sha256 }) => get(`wheels/${file}`, sha256)),
  ]);
  return {
    memory,
    wheels: Object.fromEntries(wheels.map((bytes, index) => [pinned[index]?.file, bytes])),
    packages: pins.snapshot,
  };
}
