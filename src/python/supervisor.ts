import { type ProxyMarked, proxy } from "comlink";
import type { CoreFiles } from "./core-files";
import type { PyodideParts } from "./load-pyodide";
import type { WorkerOptions } from "./python-worker";
import { WatchedWorker } from "./watched-worker";

export interface SupervisorStart extends WorkerOptions {
  readonly files: CoreFiles;
  /** Of the Python workers. */
  readonly script: string;
}

/** Starts Python workers and watches them, from inside of the sandbox. */
export class Supervisor {
  #ready: { readonly parts: PyodideParts; readonly script: string } | null = null;
  #options: WorkerOptions | null = null;

  async start({ files, script, ...options }: SupervisorStart): Promise<void> {
    this.#options = options;
    this.#ready = {
      parts: {
        // Compiled once, for all workers.
        module: await WebAssembly.compile(files.wasm),
        stdlib: files.stdlib,
        ipython: files.ipython,
        loader: scriptUrl(files.loader),
        glue: scriptUrl(files.glue),
      },
      script: scriptUrl(script),
    };
  }

  async startWorker(): Promise<WatchedWorker & ProxyMarked> {
    if (!this.#ready || !this.#options) throw new Error("The supervisor has not been started.");
    const { parts, script } = this.#ready;
    return proxy(await WatchedWorker.start(script, parts, this.#options));
  }
}

function scriptUrl(text: string | ArrayBuffer): string {
  return URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
}
