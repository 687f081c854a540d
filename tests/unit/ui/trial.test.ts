import { expect, it, vi } from "vitest";
import {
  type PythonResult,
  type PythonSession,
  PythonUnavailableError,
} from "../../../src/python/python-session";
import { nextLine } from "../../../src/ui/solve/next-line";
import { createTrial, type TrialState } from "../../../src/ui/solve/trial";

const done: PythonResult = { status: "completed", stdout: "1\n", stderr: "", seconds: 0.1 };

function setUp(before: readonly string[], results: Record<string, Partial<PythonResult>> = {}) {
  const ran: string[] = [];
  const session = {
    run: vi.fn(async (code: string, _limits: unknown, signal: AbortSignal) => {
      signal.throwIfAborted();
      ran.push(code);
      if (code === "forever") {
        await new Promise((_, reject) =>
          signal.addEventListener("abort", () => reject(signal.reason)),
        );
      }
      return { ...done, ...results[code] };
    }),
    close: vi.fn(async () => {}),
  };
  const openSession = vi.fn(async (): Promise<PythonSession> => session);
  const trial = createTrial(openSession, before);
  const seen: TrialState[] = [];
  trial.subscribe(() => seen.push(trial.getState()));
  return { trial, seen, ran, session, openSession };
}

it("runs the code after the blocks that made the state, each time in a session of its own", async () => {
  const { trial, seen, ran, session, openSession } = setUp(["a = 1", "b = 2"]);
  await trial.run("a + b");
  expect(ran).toEqual(["a = 1", "b = 2", "a + b"]);
  expect(seen.map(({ kind }) => kind)).toEqual([
    ...["restoring", "restoring", "restoring", "running", "finished"],
  ]);
  expect(trial.getState()).toEqual({ kind: "finished", result: done, lost: null });
  await trial.run("a");
  expect(openSession).toHaveBeenCalledTimes(2);
  expect(session.close).toHaveBeenCalledTimes(2);
});

it("tells which block of the state did not complete", async () => {
  const { trial } = setUp(["a = 1", "slow()", "b"], {
    "slow()": { status: "timed-out" },
    b: { status: "raised" },
  });
  await trial.run("a");
  expect(trial.getState()).toMatchObject({ kind: "finished", lost: 2 });
});

it("stops, and runs again", async () => {
  const { trial, session } = setUp([]);
  const running = trial.run("forever");
  await vi.waitFor(() => expect(trial.getState().kind).toBe("running"));
  trial.stop();
  await running;
  expect(trial.getState()).toEqual({ kind: "stopped" });
  expect(session.close).toHaveBeenCalledTimes(1);
  await trial.run("1");
  expect(trial.getState().kind).toBe("finished");
});

it("lets a run that was given up say nothing", async () => {
  const { trial } = setUp([]);
  const first = trial.run("forever");
  await vi.waitFor(() => expect(trial.getState().kind).toBe("running"));
  await trial.run("1");
  await first;
  expect(trial.getState().kind).toBe("finished");
});

it("says why Python can't be had", async () => {
  const { trial, openSession } = setUp([]);
  openSession.mockRejectedValueOnce(new PythonUnavailableError("Python could not be started."));
  await trial.run("1");
  expect(trial.getState()).toEqual({ kind: "failed", message: "Python could not be started." });
});

it("begins a new line as deep as Python needs it", () => {
  expect(nextLine("x = 1")).toBe("\n");
  expect(nextLine("if x:\n    y")).toBe("\n    ");
  expect(nextLine("    for n in range(3):  # all")).toBe("\n        ");
  expect(nextLine("d = {1: 2")).toBe("\n");
});
