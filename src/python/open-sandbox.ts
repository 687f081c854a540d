import * as v from "valibot";
import workerScript from "../../workers/python.ts?script";
import supervisorScript from "../../workers/python-supervisor.ts?script";
import { fetchCoreFiles } from "./core-files";
import type { WorkerOptions } from "./python-worker";
import { Sandbox } from "./sandbox";
import { openFrame } from "./sandbox-frame";

export interface SandboxOptions extends WorkerOptions {
  /** Folder of Pyodide's own files, ending in "/". */
  readonly coreUrl: string;
}

/** @throws where Pyodide's files can't be had or the frame does not start */
export async function openSandbox({ coreUrl, ...options }: SandboxOptions): Promise<Sandbox> {
  const files = await fetchCoreFiles(coreUrl);
  const frame = document.createElement("iframe");
  const port = await openFrame(frame, supervisorScript);
  const observer = new MutationObserver(() => {
    if (!frame.isConnected) sandbox.close("the sandbox was removed.");
  });
  const sandbox = new Sandbox(port, () => {
    observer.disconnect();
    frame.remove();
  });
  observer.observe(document.body, { childList: true });
  try {
    const start = { files, script: workerScript, ...options };
    await sandbox.ask({ call: "start", start }, v.null(), Object.values(files));
    return sandbox;
  } catch (error) {
    sandbox.close("it did not start.");
    throw error;
  }
}
