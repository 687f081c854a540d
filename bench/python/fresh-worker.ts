import { expose } from "comlink";
import type { PyodideAPI } from "pyodide";
import { version } from "pyodide/package.json";
import { info } from "pyodide/pyodide-lock.json";

/** What we are measured against: a worker of its own for each session, with Pyodide as it comes. */
export class FreshWorker {
  #pyodide: PyodideAPI | null = null;

  async start(indexURL: string, wheels: readonly string[]): Promise<void> {
    const { loadPyodide }: typeof import("pyodide") = await import(
      /* @vite-ignore */ `${indexURL}pyodide.mjs`
    );
    const lockFileContents = { info: { ...info, arch: "wasm32" as const, version }, packages: {} };
    this.#pyodide = await loadPyodide({ indexURL, lockFileContents });
    if (wheels.length > 0) await this.#pyodide.loadPackage([...wheels]);
  }

  run(code: string): string {
    return String(this.#pyodide?.runPython(code));
  }
}

expose(new FreshWorker());
