import { type Remote, transfer, wrap } from "comlink";
import workerScript from "../../workers/python.ts?script";
import supervisorScript from "../../workers/python-supervisor.ts?script";
import { fetchCoreFiles } from "./core-files";
import type { WorkerOptions } from "./python-worker";
import type { Supervisor } from "./supervisor";
import type { WatchedWorker } from "./watched-worker";

export interface SandboxOptions extends WorkerOptions {
  /** Folder of Pyodide's own files, ending in "/". */
  readonly coreUrl: string;
}

/** Where Python workers run: a frame of another origin, without a network. */
export interface Sandbox {
  startWorker(): Promise<Remote<WatchedWorker>>;
  close(): void;
}

/** Why it is made so: docs/security.md. */
export async function openSandbox({ coreUrl, ...options }: SandboxOptions): Promise<Sandbox> {
  const files = await fetchCoreFiles(coreUrl);
  const frame = document.createElement("iframe");
  try {
    const port = await openFrame(frame, supervisorScript);
    const supervisor = wrap<Supervisor>(port);
    const start = { files, script: workerScript, ...options };
    await supervisor.start(transfer(start, Object.values(files)));
    return {
      startWorker: () => supervisor.startWorker(),
      close() {
        port.close();
        frame.remove();
      },
    };
  } catch (error) {
    frame.remove();
    throw error;
  }
}

/** Puts the frame into the page; it starts the worker of `script`, at the other end of the port. */
export async function openFrame(frame: HTMLIFrameElement, script: string): Promise<MessagePort> {
  frame.setAttribute("sandbox", "allow-scripts");
  // Shared memory, for interrupts, where the page itself has it.
  frame.allow = "cross-origin-isolated";
  frame.title = "Python";
  outOfTheWay(frame);
  frame.srcdoc = frameSource();
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  const { port1, port2 } = new MessageChannel();
  // Its origin has no name that could stand here; nobody but us can have navigated it.
  frame.contentWindow?.postMessage(script, "*", [port2]);
  return port1;
}

/**
 * Nobody sees or reaches it, yet it isn't hidden: browsers give a process whose frames are all hidden
 * a lower priority, which made computing code a third slower.
 */
function outOfTheWay(frame: HTMLIFrameElement): void {
  frame.ariaHidden = "true";
  frame.tabIndex = -1;
  Object.assign(frame.style, {
    position: "fixed",
    inset: "0 auto auto 0",
    width: "1px",
    height: "1px",
    border: "0",
    opacity: "0",
    pointerEvents: "none",
  });
}

/** Blob URLs are for workers and the scripts handed to them: nothing comes from a network. */
export function policyOf(nonce: string): string {
  return `default-src 'none'; script-src 'nonce-${nonce}' blob: 'wasm-unsafe-eval'; worker-src blob:`;
}

function frameSource(): string {
  const nonce = crypto.getRandomValues(new Uint32Array(4)).join("");
  return `<!doctype html>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(nonce)}">
<script nonce="${nonce}">
addEventListener("message", ({ source, data, ports }) => {
  if (source !== parent) return;
  const url = URL.createObjectURL(new Blob([data], { type: "text/javascript" }));
  new Worker(url, { name: "python-supervisor" }).postMessage(null, ports);
}, { once: true });
</script>`;
}
