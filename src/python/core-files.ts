import { version } from "pyodide/package.json";
import { fetchFile } from "./fetch-file";
import pins from "./wheels.json";

/** What every worker starts from: Pyodide's own files, and IPython. */
export interface CoreFiles {
  readonly wasm: ArrayBuffer;
  readonly stdlib: ArrayBuffer;
  readonly ipython: ArrayBuffer;
  /** The two scripts: `loadPyodide`, and what joins the wasm file to JavaScript. */
  readonly loader: ArrayBuffer;
  readonly glue: ArrayBuffer;
}

/** @param folder ends in "/" */
export async function fetchCoreFiles(folder: string): Promise<CoreFiles> {
  const get = (file: string) => fetchFile(`${folder}${file}`);
  const [wasm, stdlib, ipython, loader, glue] = await Promise.all([
    get("pyodide.asm.wasm"),
    get("python_stdlib.zip"),
    get(pins.ipython.file.replace("{pyodide}", version)),
    get("pyodide.mjs"),
    get("pyodide.asm.mjs"),
  ]);
  return { wasm, stdlib, ipython, loader, glue };
}
