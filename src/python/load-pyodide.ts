import type { PyodideAPI } from "pyodide";
import { version } from "pyodide/package.json";
import { info } from "pyodide/pyodide-lock.json";

/** Pyodide as the supervisor hands it to each of its workers. */
export interface PyodideParts {
  readonly module: WebAssembly.Module;
  readonly stdlib: ArrayBuffer;
  /** An archive that Python imports from. */
  readonly ipython: ArrayBuffer;
  /** Addresses of Pyodide's two scripts. */
  readonly loader: string;
  readonly glue: string;
}

type Options = NonNullable<Parameters<typeof import("pyodide").loadPyodide>[0]>;

/** Starts Pyodide without a network: it finds what it would fetch already there. */
export async function loadPyodideFrom(parts: PyodideParts): Promise<PyodideAPI> {
  const { loadPyodide }: typeof import("pyodide") = await import(/* @vite-ignore */ parts.loader);
  const { default: createPyodideModule }: { default: Options["createPyodideModule"] } =
    await import(/* @vite-ignore */ parts.glue);
  globalThis.fetch = async () => new Response(parts.stdlib);
  const failed = instantiateFrom(parts.module);
  const options: Options = {
    ...(createPyodideModule && { createPyodideModule }),
    indexURL: "https://pyodide.invalid/",
    // Without packages: loading them is our business, and Pyodide's hints on how to would be
    // shown to the model.
    lockFileContents: { info: { ...info, arch: "wasm32", version }, packages: {} },
    // Writes that go around sys.stdout.
    stdout: () => {},
    stderr: () => {},
  };
  return Promise.race([loadPyodide(options), failed]);
}

/** Pyodide waits for ever when its wasm file can't be instantiated; the result then rejects. */
function instantiateFrom(module: WebAssembly.Module): Promise<never> {
  const { promise: failed, reject } = Promise.withResolvers<never>();
  failed.catch(() => {});
  WebAssembly.instantiateStreaming = async (_source, imports) => {
    try {
      return { module, instance: await WebAssembly.instantiate(module, imports) };
    } catch (error) {
      reject(error);
      throw error;
    }
  };
  return failed;
}
