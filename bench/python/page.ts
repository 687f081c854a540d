import { type Remote, wrap } from "comlink";
import { type BrowserPython, createPython } from "../../src/python/create-python";
import type { PythonSession } from "../../src/python/python-session";
import wheels from "../../src/python/wheels.json";
import type { FreshWorker } from "./fresh-worker";

/** What the benchmark asks of the page. Times are in milliseconds. */
export interface BenchPage {
  readonly ours: Side;
  readonly fresh: Side;
  /** From the kill of a block that heeds nothing to the next one's result; `before` is replayed. */
  takeover(before: readonly string[], next: string): Promise<number>;
  close(): void;
}

export interface Side {
  /** Everything from nothing to the result of a first block. */
  cold(code: string): Promise<number>;
  /** Another session's first block, where one was started before. */
  session(code: string): Promise<number>;
  /** A block, again and again in one session: its time each. */
  blocks(code: string, count: number): Promise<number>;
  /** So many sessions at once, each with these blocks: until the last is done. They stay open. */
  many(sessions: number, codes: readonly string[]): Promise<number>;
}

declare global {
  interface Window {
    pythonBench: BenchPage;
  }
}

const never = new AbortController().signal;
const limits = { seconds: 60, characters: 1000 };
const assets = new URL("/assets-setup/", location.href).href;

let python: BrowserPython | null = null;
let workers: Worker[] = [];

async function run(session: PythonSession, code: string, seconds = limits.seconds): Promise<void> {
  const result = await session.run(code, { ...limits, seconds }, never);
  if (result.status === "raised") throw new Error(result.stdout);
}

async function open(): Promise<PythonSession> {
  python ??= createPython();
  return python.openSession();
}

/** Python with a spare that waits, with sympy in it. */
async function warm(): Promise<BrowserPython> {
  const opened = createPython();
  python = opened;
  const session = await opened.openSession();
  const preparing = await timed(() => run(session, "import sympy"));
  await untilRestocked(preparing);
  await session.close();
  return opened;
}

/** A spare is started a moment after the one before was taken; no one tells when it is ready. */
function untilRestocked(preparing: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 3000 + 2 * preparing));
}

async function startFresh(code: string): Promise<Remote<FreshWorker>> {
  const url = new URL("./fresh-worker.ts", import.meta.url);
  const worker = new Worker(url, { type: "module" });
  workers.push(worker);
  const remote = wrap<FreshWorker>(worker);
  const wanted = code.includes("sympy") ? ["sympy", "mpmath"] : [];
  const files = wheels.wheels.filter(({ name }) => wanted.includes(name));
  await remote.start(
    `${assets}pyodide/`,
    files.map(({ file }) => `${assets}wheels/${file}`),
  );
  return remote;
}

async function runFresh(code: string): Promise<Remote<FreshWorker>> {
  const remote = await startFresh(code);
  await remote.run(code);
  return remote;
}

window.pythonBench = {
  ours: {
    cold: (code) => timed(async () => run(await open(), code)),
    async session(code) {
      await warm();
      return timed(async () => run(await open(), code));
    },
    async blocks(code, count) {
      const session = await open();
      const preparing = await timed(() => run(session, code));
      // The next spare starts meanwhile, which is not what is measured.
      await untilRestocked(Math.max(5000, preparing));
      const whole = await timed(async () => {
        for (let index = 0; index < count; index++) await run(session, code);
      });
      return whole / count;
    },
    many: (sessions, codes) =>
      timed(() =>
        each(sessions, async () => {
          const session = await open();
          for (const code of codes) await run(session, code);
        }),
      ),
  },
  fresh: {
    cold: (code) => timed(() => runFresh(code)),
    session: (code) => timed(() => runFresh(code)),
    async blocks(code, count) {
      const remote = await runFresh(code);
      const whole = await timed(async () => {
        for (let index = 0; index < count; index++) await remote.run(code);
      });
      return whole / count;
    },
    many: (sessions, codes) =>
      timed(() =>
        each(sessions, async () => {
          const remote = await startFresh(codes.join());
          for (const code of codes) await remote.run(code);
        }),
      ),
  },
  async takeover(before, next) {
    const session = await (await warm()).openSession();
    const preparing = await timed(() => run(session, "import sympy"));
    for (const code of before) await run(session, code);
    await untilRestocked(Math.max(5000, preparing));
    const stubborn =
      "while True:\n    try:\n        while True: pass\n    except BaseException: pass";
    await run(session, stubborn, 0.1);
    return timed(() => run(session, next));
  },
  close() {
    void python?.close();
    python = null;
    for (const worker of workers) worker.terminate();
    workers = [];
  },
};

async function each(count: number, work: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: count }, work));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
