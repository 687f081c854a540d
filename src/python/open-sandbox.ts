import * as v from "valibot";
import workerScript from "../../workers/python.ts?script";
import supervisorScript from "../../workers/python-supervisor.ts?script";
import { fetchCoreFiles, fetchSnapshot, type SetUpFiles, type SnapshotFiles } from "./core-files";
import type { WorkerOptions } from "./python-worker";
import { Sandbox } from "./sandbox";
import { openFrame } from "./sandbox-frame";

export interface SandboxOptions extends WorkerOptions {
  /** Folder that the set-up command fills, ending in "/". */
  readonly assetsUrl: string;
  readonly setUpFiles: SetUpFiles;
}

/** @throws where Pyodide's files can't be had or the frame does not start */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { assetsUrl, setUpFiles, ...rest } = options;
  const frame = document.createElement("iframe");
  const [files, found, port] = await Promise.all([
    fetchCoreFiles(assetsUrl, setUpFiles),
    // Python starts without it as well, if slowly.
    fetchSnapshot(assetsUrl, setUpFiles).catch((error: Error) => error.message),
    openFrame(frame, supervisorScript),
  ]).catch((error) => {
    frame.remove();
    throw error;
  });
  const snapshot = typeof found === "string" ? null : found;
  const fault = typeof found === "string" ? found : null;
  const closeWithFrame = () => {
    if (!frame.isConnected) sandbox.close("the sandbox was removed.");
  };
  const observer = new MutationObserver(closeWithFrame);
  const sandbox = new Sandbox(port, () => {
    observer.disconnect();
    frame.remove();
  });
  observer.observe(document.body, { childList: true });
  // While the files came.
  closeWithFrame();
  try {
    const start = { files, snapshot, fault, script: workerScript, ...rest };
    const give = [...Object.values(files), ...(snapshot ? buffersOf(snapshot) : [])];
    await sandbox.ask({ call: "start", start }, v.null(), give);
    return sandbox;
  } catch (error) {
    sandbox.close("it did not start.");
    throw error;
  }
}

function buffersOf({ memory, wheels }: SnapshotFiles): ArrayBuffer[] {
  return [memory, ...Object.values(wheels)];
}
