import { version } from "pyodide/package.json";
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

async function fetchFile(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: the server answered ${response.status}.`);
  // As single-page hosts answer for what they don't have.
  const type = response.headers.get("Content-Type") ?? "";
  if (type.startsWith("text/html")) throw new Error(`${url} is not on the server.`);
  return response.arrayBuffer();
}
