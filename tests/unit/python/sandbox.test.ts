import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Sandbox } from "../../../src/python/sandbox";
import { LateStartError, SandboxGoneError } from "../../../src/python/sandbox-errors";
import type { SupervisorRequest } from "../../../src/python/supervisor";

/** Stands where the port to the supervisor is: no frame, no worker, and messages come when the test says. */
function fakePort() {
  const target = new EventTarget();
  const sent: { id: number; request: SupervisorRequest }[] = [];
  const port = Object.assign(target, {
    onmessage: null as ((event: { data: unknown }) => void) | null,
    onmessageerror: null,
    postMessage: (message: (typeof sent)[number]) => void sent.push(message),
    close: vi.fn(),
  });
  return {
    port: port as unknown as MessagePort,
    sent,
    closes: () => target.dispatchEvent(new Event("close")),
    says: (data: unknown) => port.onmessage?.({ data }),
  };
}

/** What a worker begins with. */
const fresh = { packages: [], fault: null };

function setUp() {
  const other = fakePort();
  const removeFrame = vi.fn();
  const sandbox = new Sandbox(other.port, removeFrame);
  const asked = (call: string) => other.sent.filter(({ request }) => request.call === call);
  /** Answers the last request of this kind. */
  const answer = (call: string, value: unknown = null) =>
    other.says({ kind: "value", id: asked(call).at(-1)?.id, value });
  let answered = 0;
  /** Time passes, and each question whether it is there is answered. */
  const stayFor = async (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      await pass(1000);
      if (asked("ping").length > answered) answer("ping");
      answered = asked("ping").length;
    }
  };
  return { ...other, sandbox, removeFrame, asked, answer, stayFor };
}

/** A sandbox with a worker. */
async function setUpWorker() {
  const all = setUp();
  const starting = all.sandbox.startWorker();
  all.answer("startWorker", fresh);
  const worker = await starting;
  let ended = false;
  void worker.ended.then(() => {
    ended = true;
  });
  return { ...all, worker, isEnded: () => ended };
}

const settled = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => error,
  );
const limits = { seconds: 10, characters: 100 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

it("starts workers by number, and hears when one is no more", async () => {
  const { worker, says, isEnded, asked } = await setUpWorker();
  expect(asked("startWorker")[0]?.request).toEqual({ call: "startWorker", worker: 1 });
  says({ kind: "news", news: { kind: "ended", worker: 7 } });
  await pass(0);
  expect(isEnded()).toBe(false);
  says({ kind: "news", news: { kind: "ended", worker: 1 } });
  await worker.ended;
});

/** How a sandbox goes, and how soon that is noticed. */
const ways: readonly (readonly [string, (all: ReturnType<typeof setUp>) => unknown, number])[] = [
  ["when it is closed", ({ sandbox }) => sandbox.close("closed."), 0],
  ["when its frame is removed", ({ closes }) => closes(), 0],
  ["when it answers nothing more", () => {}, 20_000],
  [
    "when it says that it failed",
    ({ says }) => says({ kind: "news", news: { kind: "broken", reason: "odd" } }),
    0,
  ],
  ["when it sends what is not agreed on", ({ says }) => says({ type: "SET", path: [] }), 0],
  [
    "when it answers what was not asked",
    ({ says }) => says({ kind: "value", id: 99, value: 1 }),
    0,
  ],
];

it.each(ways)("settles all that waits for it %s", async (_, goes, after) => {
  const all = await setUpWorker();
  const { sandbox, worker, removeFrame, isEnded } = all;
  const waiting = [
    sandbox.startWorker(),
    worker.imports("1"),
    worker.addWheel(new Uint8Array(1), "x.whl"),
    worker.addBytecode(new Uint8Array(1)),
    worker.preload(["x"]),
    worker.run("1", limits),
  ].map(settled);
  goes(all);
  await pass(after);
  for (const error of await Promise.all(waiting)) expect(error).toBeInstanceOf(SandboxGoneError);
  expect(isEnded()).toBe(true);
  expect(removeFrame).toHaveBeenCalled();
  expect(await sandbox.gone).toBeInstanceOf(SandboxGoneError);
  // Who comes later doesn't wait either.
  expect(await settled(sandbox.startWorker())).toBeInstanceOf(SandboxGoneError);
});

it("is not disturbed while nobody waits for it, and stays while it answers", async () => {
  const { worker, asked, answer, isEnded, stayFor } = await setUpWorker();
  await pass(600_000);
  expect(asked("ping").length).toBe(0);
  const running = settled(worker.run("1", limits));
  await stayFor(120);
  expect(asked("ping").length).toBe(24);
  expect(isEnded()).toBe(false);
  answer("run", { kind: "killed", seconds: 1 });
  expect(await running).toBe("done");
});

it("gives up a worker that takes too long to start, and keeps the others", async () => {
  const { sandbox, worker, asked, answer, isEnded, stayFor } = await setUpWorker();
  const late = settled(sandbox.startWorker());
  await stayFor(181);
  expect(await late).toBeInstanceOf(LateStartError);
  expect(asked("kill").map(({ request }) => request)).toEqual([{ call: "kill", worker: 2 }]);
  expect(isEnded()).toBe(false);
  const running = settled(worker.run("1", limits));
  answer("run", { kind: "killed", seconds: 1 });
  expect(await running).toBe("done");
});

it("goes with its last worker once it was retired", async () => {
  const { sandbox, says, removeFrame } = await setUpWorker();
  sandbox.retire();
  expect(removeFrame).not.toHaveBeenCalled();
  says({ kind: "news", news: { kind: "ended", worker: 1 } });
  expect(await sandbox.gone).toBeInstanceOf(SandboxGoneError);
});

it("believes no answer of another form", async () => {
  const { worker, answer, sandbox } = await setUpWorker();
  const running = settled(worker.run("1", limits));
  answer("run", { kind: "reply", reply: { status: "completed", stdout: "x".repeat(1000) } });
  expect(await running).toBeInstanceOf(Error);
  expect(await sandbox.gone).toBeInstanceOf(SandboxGoneError);
});
