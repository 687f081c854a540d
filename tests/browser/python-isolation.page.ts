import { createPython } from "../../src/python/create-python";
import { openFrame } from "../../src/python/sandbox-frame";
import type { AttackOrder } from "./attack-worker";
import attackScript from "./attack-worker.ts?script";

// Runs in the page: Vitest rewrites `import()` inside functions handed to `page.evaluate`.

declare global {
  interface Window {
    isolationTest: {
      /** Runs these in Pyodide without walls, one after the other. */
      runOpen(codes: readonly string[]): Promise<string[]>;
      /** Runs these in a Python session as the app has it. */
      runSandboxed(codes: readonly string[], session?: string): Promise<string[]>;
      /** Begins JavaScript's attempts, in the sandbox's frame or in a worker of this page. */
      attack(where: "frame" | "page", order: AttackOrder): Promise<void>;
      /** All that the page finds of what attacks leave. */
      marks(): Promise<string[]>;
      /** Names that the page's own built-in objects have. */
      builtIns(): string[];
    };
  }
}

const heard: string[] = [];
new BroadcastChannel("attack").onmessage = ({ data }) => heard.push(String(data));
addEventListener("message", ({ data }) => heard.push(String(data)));

const python = createPython();
const sessions = new Map<string, ReturnType<typeof python.openSession>>();
const never = new AbortController().signal;

function listen(worker: Worker): Worker {
  worker.addEventListener("message", ({ data }) => heard.push(String(data)));
  return worker;
}

async function openPort(): Promise<MessagePort> {
  const url = new URL("./open-python-worker.ts", import.meta.url);
  const worker = listen(new Worker(url, { type: "module" }));
  const { port1, port2 } = new MessageChannel();
  const ready = answerOf(port1);
  worker.postMessage(new URL("/assets-setup/pyodide/", location.href).href, [port2]);
  await ready;
  return port1;
}

function answerOf(port: MessagePort): Promise<string> {
  return new Promise((resolve) => {
    port.onmessage = ({ data }) => resolve(String(data));
  });
}

window.isolationTest = {
  async runOpen(codes) {
    const port = await openPort();
    const answers: string[] = [];
    for (const code of codes) {
      const answer = answerOf(port);
      port.postMessage(code);
      answers.push(await answer);
    }
    return answers;
  },
  async runSandboxed(codes, name = "main") {
    const session = await (sessions.get(name) ?? python.openSession());
    sessions.set(name, Promise.resolve(session));
    const answers: string[] = [];
    for (const code of codes) {
      const { stdout, stderr } = await session.run(code, { seconds: 20, characters: 1000 }, never);
      answers.push(stdout + stderr);
    }
    return answers;
  },
  async attack(where, order) {
    if (where === "frame") {
      const port = await openFrame(document.createElement("iframe"), attackScript);
      port.postMessage(order);
      return;
    }
    const url = URL.createObjectURL(new Blob([attackScript], { type: "text/javascript" }));
    listen(new Worker(url)).postMessage(order);
  },
  async marks() {
    const folder = await navigator.storage.getDirectory();
    const { held } = await navigator.locks.query();
    return [
      ...heard,
      ...(await indexedDB.databases()).map(({ name }) => String(name)),
      ...(await caches.keys()),
      ...(await Array.fromAsync(folder.keys())),
      ...(held ?? []).map(({ name }) => String(name)),
    ];
  },
  builtIns() {
    const prototypes = [Object, Array, Function, Promise, String, MessagePort];
    return prototypes.flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype));
  },
};
