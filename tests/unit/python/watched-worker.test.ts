import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { PyodideParts } from "../../../src/python/load-pyodide";
import { WatchedWorker } from "../../../src/python/watched-worker";

/** Stands where the worker is, with the port that it is given: what comes from there the test says. */
class FakeWorker extends EventTarget {
  static last: FakeWorker | null = null;
  readonly terminate = vi.fn(() => this.#port?.close());
  #port: MessagePort | null = null;

  constructor() {
    super();
    FakeWorker.last = this;
  }

  postMessage(_: null, [port]: [MessagePort]): void {
    this.#port = port;
    port.start();
  }

  says(data: unknown): void {
    this.#port?.postMessage(data);
  }
}

const parts = (snapshot: unknown) => ({ snapshot }) as PyodideParts;
const options = { cutMark: "", memoryBytes: 1, fileBytes: 1 };
const step = { kind: "news", news: "step" };

function setUp() {
  const onEnded = vi.fn();
  const watched = new WatchedWorker("blob:worker", onEnded);
  const worker = FakeWorker.last;
  if (!worker) throw new Error("No worker was made.");
  const start = (snapshot: unknown) => {
    const started = watched.start(parts(snapshot), options);
    const ended = started.then(
      () => "started",
      ({ message }: Error) => message,
    );
    return { ended, settled: () => Promise.race([ended, Promise.resolve("under way")]) };
  };
  /** Ports bring their messages by turns of the event loop, whose timers are the test's. */
  const says = async (data: unknown) => {
    worker.says(data);
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    });
  };
  return { worker, onEnded, start, says };
}

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("Worker", FakeWorker);
  vi.stubGlobal("location", new URL("http://host/"));
});
afterEach(() => {
  FakeWorker.last?.terminate();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it("gives a start up that takes no further step, long before the page would", async () => {
  const { start, says, worker, onEnded } = setUp();
  const { ended, settled } = start({});
  for (let steps = 0; steps < 3; steps += 1) {
    await pass(40);
    await says(step);
  }
  await pass(40);
  expect(await settled()).toBe("under way");
  await pass(10);
  expect(await ended).toBe("it stood still.");
  expect([worker.terminate.mock.calls.length, onEnded.mock.calls.length]).toEqual([1, 1]);
});

it("leaves a start from nothing its time, and one that is done alone", async () => {
  const slow = setUp();
  const starting = slow.start(null);
  await pass(170);
  expect(await starting.settled()).toBe("under way");
  await slow.says({ kind: "value", id: 1, value: null });
  expect(await starting.ended).toBe("started");
  slow.worker.terminate();

  const done = setUp();
  const started = done.start({});
  await done.says({ kind: "value", id: 1, value: null });
  expect(await started.ended).toBe("started");
  await pass(100);
  expect(done.onEnded).not.toHaveBeenCalled();
});

it("ends a worker that tells of steps once it has started", async () => {
  const { start, says, onEnded } = setUp();
  const { ended } = start({});
  await says({ kind: "value", id: 1, value: null });
  expect(await ended).toBe("started");
  await says(step);
  expect(onEnded).toHaveBeenCalledTimes(1);
});
