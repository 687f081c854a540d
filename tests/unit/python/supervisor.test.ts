import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Supervisor, type SupervisorStart } from "../../../src/python/supervisor";

const ports: MessagePort[] = [];

/** Starts whatever it is asked to start. */
class WillingWorker extends EventTarget {
  readonly terminate = () => {};

  postMessage(_: null, [port]: [MessagePort]): void {
    ports.push(port);
    port.onmessage = ({ data: { id } }) => port.postMessage({ kind: "value", id, value: null });
  }
}

beforeEach(() => {
  vi.stubGlobal("Worker", WillingWorker);
  vi.stubGlobal("location", new URL("http://host/"));
});
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it("makes workers of the same blobs, each at addresses of its own, which end with its start", async () => {
  const made = vi.spyOn(URL, "createObjectURL");
  const revoked = vi.spyOn(URL, "revokeObjectURL");
  const supervisor = new Supervisor();
  const text = new TextEncoder().encode("export {}").buffer;
  const emptyWasm = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0).buffer;
  const start: SupervisorStart = {
    files: { wasm: emptyWasm, stdlib: text, ipython: text, loader: text, glue: text },
    ...{ snapshot: null, fault: null, script: "export {}" },
    ...{ cutMark: "", memoryBytes: 1, fileBytes: 1 },
  };
  await supervisor.answer({ call: "start", start }, () => {});
  for (const worker of [1, 2]) await supervisor.answer({ call: "startWorker", worker }, () => {});

  const addresses = made.mock.results.map(({ value }) => value);
  expect(new Set(addresses).size).toBe(6);
  expect(new Set(made.mock.calls.map(([blob]) => blob)).size).toBe(3);
  expect(revoked.mock.calls.map(([address]) => address)).toEqual(addresses);
});
