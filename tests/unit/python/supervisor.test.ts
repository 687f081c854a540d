import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Supervisor, type SupervisorStart } from "../../../src/python/supervisor";

const ports: MessagePort[] = [];

/** Starts whatever it is asked to start; the first so many say nothing at all. */
class FakeWorker extends EventTarget {
  static made = 0;
  static silent = 0;
  readonly terminate = () => {};

  postMessage(_: null, [port]: [MessagePort]): void {
    ports.push(port);
    FakeWorker.made += 1;
    if (FakeWorker.made <= FakeWorker.silent) return;
    port.onmessage = ({ data: { id } }) => port.postMessage({ kind: "value", id, value: null });
  }
}

beforeEach(() => {
  Object.assign(FakeWorker, { made: 0, silent: 0 });
  vi.stubGlobal("Worker", FakeWorker);
  vi.stubGlobal("location", new URL("http://host/"));
});
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const text = new TextEncoder().encode("export {}").buffer;
const emptyWasm = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0).buffer;

async function startedSupervisor(snapshot: SupervisorStart["snapshot"]): Promise<Supervisor> {
  const supervisor = new Supervisor();
  const start: SupervisorStart = {
    files: { wasm: emptyWasm, stdlib: text, ipython: text, loader: text, glue: text },
    ...{ snapshot, fault: null, script: "export {}" },
    ...{ cutMark: "", memoryBytes: 1, fileBytes: 1 },
  };
  await supervisor.answer({ call: "start", start }, () => {});
  return supervisor;
}

it("makes workers of the same blobs, each at addresses of its own, which end with its start", async () => {
  const supervisor = await startedSupervisor(null);
  const made = vi.spyOn(URL, "createObjectURL");
  const revoked = vi.spyOn(URL, "revokeObjectURL");
  for (const worker of [1, 2]) await supervisor.answer({ call: "startWorker", worker }, () => {});

  const addresses = made.mock.results.map(({ value }) => value);
  expect(new Set(addresses).size).toBe(6);
  expect(new Set(made.mock.calls.map(([blob]) => blob)).size).toBe(3);
  expect(revoked.mock.calls.map(([address]) => address)).toEqual(addresses);
});

it("starts another worker for one that stands still, and gives up after three", async () => {
  const memory = gzipSync(new Uint8Array(emptyWasm)).buffer;
  const supervisor = await startedSupervisor({ memory, wheels: {}, packages: ["sympy"] });
  vi.useFakeTimers();
  FakeWorker.silent = 1;
  const tell = vi.fn();
  const started = supervisor.answer({ call: "startWorker", worker: 1 }, tell);
  await vi.advanceTimersByTimeAsync(46_000);
  expect(await started).toEqual({ packages: ["sympy"], fault: null });

  FakeWorker.silent = Number.POSITIVE_INFINITY;
  const failed = supervisor.answer({ call: "startWorker", worker: 2 }, tell);
  const reason = expect(failed).rejects.toThrow("it stood still.");
  await vi.advanceTimersByTimeAsync(140_000);
  await reason;
  expect(FakeWorker.made).toBe(5);
  expect(tell).not.toHaveBeenCalled();
});
