import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { deferred } from "../../../src/python/deferred";
import { InterpreterSource } from "../../../src/python/interpreter-source";
import { PythonUnavailableError } from "../../../src/python/python-session";
import type { RemoteWorker } from "../../../src/python/remote-worker";
import type { Sandbox } from "../../../src/python/sandbox";
import { LateStartError, SandboxGoneError } from "../../../src/python/sandbox-errors";
import { Turns } from "../../../src/python/turns";

const workerOf = (fault: string | null) =>
  ({
    ended: new Promise<void>(() => {}),
    kill: () => {},
    started: { packages: [], fault },
  }) as unknown as RemoteWorker;
const worker = workerOf(null);

/** A sandbox whose starts end as the test says. */
function fakeSandbox(startWorker: () => Promise<RemoteWorker> = async () => worker) {
  const gone = deferred<SandboxGoneError>();
  return {
    gone: gone.promise,
    startWorker: vi.fn(startWorker),
    retire: vi.fn(),
    close: vi.fn((reason: string) => gone.resolve(new SandboxGoneError(reason))),
  };
}

function setUp(...sandboxes: (ReturnType<typeof fakeSandbox> | Error)[]) {
  const starts = new Turns(2);
  const onNotice = vi.fn();
  const openSandbox = vi.fn(async () => {
    const next = sandboxes.shift() ?? fakeSandbox();
    if (next instanceof Error) throw next;
    return next as unknown as Sandbox;
  });
  const source = new InterpreterSource({
    openSandbox,
    setUpFiles: { hashes: {}, snapshot: null },
    assetsUrl: "http://host/assets-setup/",
    distributionUrl: "http://distribution/",
    onNotice,
    blocks: new Turns(2),
    starts,
    cutMark: "",
    memoryBytes: 1,
    fileBytes: 1,
  });
  return { source, starts, openSandbox, onNotice };
}

/** Its first worker takes too long; the sandbox is well. */
function lateOnce() {
  const sandbox = fakeSandbox();
  sandbox.startWorker.mockRejectedValueOnce(new LateStartError("it took too long."));
  return sandbox;
}

const silent = () => new Promise<never>(() => {});
const gone = () => Promise.reject(new SandboxGoneError("the sandbox was removed."));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("starts all interpreters in one sandbox", async () => {
  const { source, openSandbox } = setUp();
  await Promise.all([source.start(), source.start()]);
  await source.start();
  expect(openSandbox).toHaveBeenCalledTimes(1);
});

it("starts in another sandbox what waited for one that goes, and frees its turns", async () => {
  const waiting = deferred<RemoteWorker>();
  const first = fakeSandbox(() => waiting.promise);
  const { source, starts, openSandbox } = setUp(first);
  // Two have a turn, two wait for theirs.
  const started = [1, 2, 3, 4].map(() => source.start());
  await vi.advanceTimersByTimeAsync(10);
  expect(first.startWorker).toHaveBeenCalledTimes(2);
  first.startWorker.mockImplementation(gone);
  waiting.reject(new SandboxGoneError("the sandbox was removed."));
  expect((await Promise.all(started)).map(({ alive }) => alive)).toEqual([true, true, true, true]);
  expect(openSandbox).toHaveBeenCalledTimes(2);
  expect(await starts.take(async () => "free")).toBe("free");
});

it("tells once that Python starts without what was prepared", async () => {
  const { source, onNotice } = setUp(fakeSandbox(async () => workerOf("it is damaged.")));
  await Promise.all([source.start(), source.start()]);
  expect(onNotice.mock.calls).toEqual([
    [{ package: "python", message: expect.stringMatching(/starts slowly.*\(it is damaged\.\)/) }],
  ]);
});

it("opens another sandbox after one that is gone, without trying the old one", async () => {
  const first = fakeSandbox();
  const { source, openSandbox } = setUp(first);
  await source.start();
  first.close("the sandbox was removed.");
  await vi.advanceTimersByTimeAsync(0);
  await source.start();
  expect(first.startWorker).toHaveBeenCalledTimes(1);
  expect(openSandbox).toHaveBeenCalledTimes(2);
});

it("retires a sandbox in which no worker starts, and leaves those in it alone", async () => {
  const first = fakeSandbox(() => Promise.reject(new Error("n.apply is not a function")));
  const { source, openSandbox } = setUp(first);
  expect((await source.start()).alive).toBe(true);
  expect([first.retire.mock.calls.length, first.close.mock.calls.length]).toEqual([1, 0]);
  expect(openSandbox).toHaveBeenCalledTimes(2);
});

it("opens another sandbox after one that went while it opened", async () => {
  const { source, openSandbox } = setUp(new SandboxGoneError("the sandbox was removed."));
  expect((await source.start()).alive).toBe(true);
  expect(openSandbox).toHaveBeenCalledTimes(2);
});

it("says so when no sandbox starts one, and tries again when asked again", async () => {
  const failing = () => fakeSandbox(() => Promise.reject(new Error("Out of memory.")));
  const { source, openSandbox } = setUp(failing(), failing(), failing());
  const failed = source.start();
  await expect(failed).rejects.toThrow(PythonUnavailableError);
  await expect(failed).rejects.toThrow(/Out of memory\. The next block of code tries again/);
  expect((await source.start()).alive).toBe(true);
  expect(openSandbox).toHaveBeenCalledTimes(4);
});

it.each([
  ["the files can't be had", new Error("pyodide.asm.wasm: the server answered 404.")],
  ["a start takes too long", lateOnce()],
])("does not try at once again when %s", async (_, sandbox) => {
  const { source, openSandbox } = setUp(sandbox);
  await expect(source.start()).rejects.toThrow(PythonUnavailableError);
  expect(openSandbox).toHaveBeenCalledTimes(1);
  expect((await source.start()).alive).toBe(true);
});

it("closes every sandbox, also one that is being opened", async () => {
  const [first, second] = [fakeSandbox(), fakeSandbox(silent)];
  first.startWorker.mockImplementationOnce(async () => worker).mockImplementation(gone);
  const { source } = setUp(first, second);
  await source.start();
  void source.start().catch(() => {});
  await vi.advanceTimersByTimeAsync(10);
  source.close();
  expect([first.close.mock.calls.length, second.close.mock.calls.length]).toEqual([1, 1]);
});
