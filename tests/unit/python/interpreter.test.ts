import { type Remote, releaseProxy } from "comlink";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Interpreter } from "../../../src/python/interpreter";
import { Turns } from "../../../src/python/turns";
import type { WatchedWorker } from "../../../src/python/watched-worker";

const limits = { seconds: 10, characters: 100 };
const reply = {
  status: "completed",
  stdout: "1\n",
  stderr: "",
  seconds: 0.1,
  heapBytes: 1e8,
  outOfMemory: false,
  figures: [],
};

function setUp(answers: Partial<Record<"imports" | "run", () => Promise<unknown>>> = {}) {
  const worker = {
    imports: vi.fn(answers.imports ?? (async () => [])),
    run: vi.fn(answers.run ?? (async () => ({ kind: "reply", reply }))),
    stop: vi.fn(async () => {}),
    kill: vi.fn(async () => {}),
    [releaseProxy]: vi.fn(),
  };
  const onSilence = vi.fn();
  const interpreter = new Interpreter(worker as unknown as Remote<WatchedWorker>, {
    index: { forImports: () => [] },
    fetch,
    blocks: new Turns(1),
    onNotice: () => {},
    onSilence,
  });
  const abort = new AbortController();
  return {
    worker,
    interpreter,
    onSilence,
    abort,
    run: () => interpreter.run("1", limits, abort.signal),
  };
}

const silent = () => new Promise<never>(() => {});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("gives a reply, and how far memory has grown", async () => {
  const { run, interpreter } = setUp();
  expect(await run()).toMatchObject({ kind: "reply", reply });
  expect([interpreter.alive, interpreter.heapBytes]).toEqual([true, 1e8]);
});

it.each([
  ["a forged reply", { run: async () => ({ kind: "reply", reply: { ...reply, status: "fine" } }) }],
  [
    "too long a reply",
    { run: async () => ({ kind: "reply", reply: { ...reply, stdout: "x".repeat(9999) } }) },
  ],
  ["forged module names", { imports: async () => ({ length: 1 }) }],
  ["an error of the sandbox", { run: () => Promise.reject(new Error("lost")) }],
])("ends a worker that answers with %s", async (_, answers) => {
  const { run, interpreter, worker } = setUp(answers);
  expect(await run()).toMatchObject({ kind: "crashed" });
  expect(interpreter.alive).toBe(false);
  expect(worker.kill).toHaveBeenCalledTimes(1);
});

it.each([
  ["the imports are asked for", { imports: silent }],
  ["the code runs", { run: silent }],
])("gives the sandbox up when nothing comes from it while %s", async (_, answers) => {
  const { run, interpreter, onSilence } = setUp(answers);
  const outcome = run();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await outcome).toMatchObject({ kind: "crashed" });
  expect(interpreter.alive).toBe(false);
  expect(onSilence).toHaveBeenCalledTimes(1);
});

it("is cancelled while it waits for its turn, and then does not run", async () => {
  const { run, worker, abort } = setUp({ run: silent });
  const first = run();
  await vi.advanceTimersByTimeAsync(1);
  const second = run();
  await vi.advanceTimersByTimeAsync(1);
  abort.abort();
  expect(await second).toEqual({ kind: "cancelled" });
  expect(worker.stop).toHaveBeenCalledTimes(1);
  expect(worker.run).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(60_000);
  await first;
  expect(worker.run).toHaveBeenCalledTimes(1);
});
