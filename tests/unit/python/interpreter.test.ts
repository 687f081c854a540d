import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { deferred } from "../../../src/python/deferred";
import { Interpreter, type InterpreterWorker } from "../../../src/python/interpreter";
import type { KeptPackages } from "../../../src/python/kept-packages";
import type { Package } from "../../../src/python/package-index";
import type { WorkerOutcome } from "../../../src/python/run-reply";
import { SandboxGoneError } from "../../../src/python/sandbox-errors";
import { Turns } from "../../../src/python/turns";

const limits = { seconds: 10, characters: 100 };
const reply = {
  status: "completed" as const,
  stdout: "1\n",
  stderr: "",
  seconds: 0.1,
  heapBytes: 1e8,
  outOfMemory: false,
  figures: [],
};
const sympy: Package = {
  name: "sympy",
  stored: null,
  sources: [
    {
      url: "http://host/sympy.whl",
      file: "sympy.whl",
      sha256: "00",
      bytecode: { url: "x", sha256: "00" },
    },
  ],
};

const noneKept: KeptPackages = {
  list: async () => [],
  read: async () => new Uint8Array(),
  keep: () => {},
};

interface SetUp {
  readonly answers?: Partial<InterpreterWorker>;
  /** What the worker begins with. */
  readonly packages?: string[];
  readonly blocks?: Turns;
  readonly fetch?: typeof fetch;
}

function setUp({ answers, packages = [], blocks = new Turns(1), ...options }: SetUp = {}) {
  const ended = deferred<void>();
  const worker = {
    imports: vi.fn(async () => ["sympy"]),
    addWheel: vi.fn(async () => {}),
    addBytecode: vi.fn(async () => {}),
    preload: vi.fn(async () => {}),
    run: vi.fn(async (): Promise<WorkerOutcome> => ({ kind: "reply", reply })),
    stop: vi.fn(),
    kill: vi.fn(),
    ended: ended.promise,
    started: { packages, fault: null },
    ...answers,
  };
  const onSilence = vi.fn();
  const onNotice = vi.fn();
  const interpreter = new Interpreter(worker, {
    index: { forImports: () => [sympy] },
    kept: noneKept,
    fetch: options.fetch ?? (async () => new Response("x")),
    blocks,
    onNotice,
    onSilence,
  });
  const abort = new AbortController();
  return {
    worker,
    interpreter,
    blocks,
    onSilence,
    onNotice,
    abort,
    sandboxGoes: () => ended.resolve(),
    run: () => interpreter.run("1", limits, abort.signal),
  };
}

const silent = () => new Promise<never>(() => {});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Longer than any patience. */
const ages = () => vi.advanceTimersByTimeAsync(3_600_000);
const aMoment = () => vi.advanceTimersByTimeAsync(1);

it("gives a reply, and how far memory has grown", async () => {
  const { run, interpreter, worker } = setUp();
  expect(await run()).toMatchObject({ kind: "reply", reply });
  expect([interpreter.alive, interpreter.heapBytes]).toEqual([true, 1e8]);
  expect(worker.preload).toHaveBeenCalledTimes(1);
});

it.each([
  ["as the block runs", { run: () => Promise.reject(new Error("odd")) }, "crashed"],
  ["before the block runs", { imports: () => Promise.reject(new Error("odd")) }, "lost"],
  ["with its sandbox", { run: () => Promise.reject(new SandboxGoneError("gone")) }, "lost"],
])("ends a worker that fails %s", async (_, answers, kind) => {
  const { run, interpreter, worker } = setUp({ answers });
  expect(await run()).toMatchObject({ kind });
  expect(interpreter.alive).toBe(false);
  expect(worker.kill).toHaveBeenCalledTimes(1);
});

/** Every wait on the sandbox. */
const waits = [
  ["the imports are asked for", { answers: { imports: silent } }],
  ["a wheel is fetched", { fetch: silent }],
  ["a wheel is unpacked", { answers: { addWheel: silent } }],
  ["its compiled modules are unpacked", { answers: { addBytecode: silent } }],
  ["modules are imported", { answers: { preload: silent } }],
  ["the code runs", { answers: { run: silent } }],
] as const;

it.each(waits)(
  "settles at once when it is ended while %s, and is never silence",
  async (_, how) => {
    const { run, interpreter, onSilence, onNotice, blocks } = setUp(how);
    const outcome = run();
    await vi.advanceTimersByTimeAsync(100);
    interpreter.kill();
    expect(await outcome).toMatchObject({ kind: "crashed" });
    // Its turn is free for the others.
    expect(await blocks.take(async () => "free")).toBe("free");
    await ages();
    expect(onSilence).not.toHaveBeenCalled();
    expect(onNotice).not.toHaveBeenCalled();
  },
);

it.each(waits)("is lost at once when its sandbox goes while %s", async (_, how) => {
  const { run, interpreter, sandboxGoes, onSilence, onNotice, blocks } = setUp(how);
  const outcome = run();
  await vi.advanceTimersByTimeAsync(100);
  sandboxGoes();
  expect(await outcome).toMatchObject({ kind: "lost" });
  expect(interpreter.alive).toBe(false);
  expect(await blocks.take(async () => "free")).toBe("free");
  await ages();
  expect(onSilence).not.toHaveBeenCalled();
  expect(onNotice).not.toHaveBeenCalled();
});

it.each(waits.filter(([name]) => name !== "a wheel is fetched"))(
  "gives the sandbox up when nothing comes from it while %s",
  async (_, how) => {
    const { run, interpreter, onSilence, sandboxGoes } = setUp(how);
    onSilence.mockImplementation(sandboxGoes);
    const outcome = run();
    await ages();
    expect(await outcome).toMatchObject({ kind: "lost" });
    expect(interpreter.alive).toBe(false);
    expect(onSilence).toHaveBeenCalledTimes(1);
  },
);

it("does not begin a block whose interpreter was ended while it waited for its turn", async () => {
  const blocks = new Turns(1);
  const other = deferred<void>();
  void blocks.take(() => other.promise);
  const { run, interpreter, worker } = setUp({ blocks });
  const outcome = run();
  await aMoment();
  interpreter.kill();
  expect(await outcome).toMatchObject({ kind: "crashed" });
  other.resolve();
  await aMoment();
  expect(worker.run).not.toHaveBeenCalled();
  expect(await blocks.take(async () => "free")).toBe("free");
});

it("is cancelled while it waits for its turn, and then does not run", async () => {
  const { run, worker, abort, interpreter } = setUp({ answers: { run: vi.fn(silent) } });
  const first = run();
  await aMoment();
  const second = run();
  await aMoment();
  abort.abort();
  expect(await second).toEqual({ kind: "cancelled" });
  expect(worker.stop).toHaveBeenCalledTimes(1);
  expect(worker.run).toHaveBeenCalledTimes(1);
  interpreter.kill();
  await first;
  expect(worker.run).toHaveBeenCalledTimes(1);
});
