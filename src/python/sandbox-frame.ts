import { trustedPage } from "../trusted-types";
import { deferred } from "./deferred";
import { frameScript } from "./frame-script";

/** A frame without a network has nothing to wait for but the processor. */
const loadMs = 60_000;

/**
 * Puts the frame into the page; it starts the worker of `script`, at the other end of the port.
 * @throws where the frame does not load, as when it is removed
 */
export async function openFrame(frame: HTMLIFrameElement, script: string): Promise<MessagePort> {
  frame.setAttribute("sandbox", "allow-scripts");
  // Shared memory, for interrupts, where the page itself has it.
  frame.allow = "cross-origin-isolated";
  frame.title = "Python";
  outOfTheWay(frame);
  frame.srcdoc = trustedPage(frameSource());
  document.body.append(frame);
  try {
    await loadOf(frame);
  } catch (error) {
    frame.remove();
    throw error;
  }
  const { port1, port2 } = new MessageChannel();
  // Its origin has no name that could stand here; nobody but us can have navigated it.
  frame.contentWindow?.postMessage(script, "*", [port2]);
  return port1;
}

async function loadOf(frame: HTMLIFrameElement): Promise<void> {
  const { promise, resolve, reject } = deferred<void>();
  frame.addEventListener("load", () => resolve(), { once: true });
  const timer = setTimeout(() => reject(new Error("its frame does not load.")), loadMs);
  try {
    await promise;
  } finally {
    clearTimeout(timer);
  }
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
<script nonce="${nonce}">${frameScript}</script>`;
}
