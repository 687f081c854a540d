import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Heartbeat } from "../../../src/python/heartbeat";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp(ask: () => Promise<unknown>) {
  const asked = vi.fn(ask);
  const onSilence = vi.fn();
  const heartbeat = new Heartbeat({ ask: asked, onSilence, everyMs: 1000, maxUnanswered: 3 });
  return { asked, onSilence, heartbeat };
}

const silent = () => new Promise<never>(() => {});

it("asks while it is started, and is content with each answer", async () => {
  const { asked, onSilence, heartbeat } = setUp(async () => {});
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked).not.toHaveBeenCalled();
  heartbeat.start();
  heartbeat.start();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toHaveBeenCalledTimes(10);
  heartbeat.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect([asked.mock.calls.length, onSilence.mock.calls.length]).toEqual([10, 0]);
});

it("tells of silence once, after so many questions", async () => {
  const { asked, onSilence, heartbeat } = setUp(silent);
  heartbeat.start();
  await vi.advanceTimersByTimeAsync(3000);
  expect([asked.mock.calls.length, onSilence.mock.calls.length]).toEqual([3, 0]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect([asked.mock.calls.length, onSilence.mock.calls.length]).toEqual([3, 1]);
});

it("does not take the time for silence in which it did not ask", async () => {
  const { onSilence, heartbeat } = setUp(silent);
  heartbeat.start();
  await vi.advanceTimersByTimeAsync(1000);
  // The page was frozen: the clock has gone on, no timer has fired.
  vi.setSystemTime(Date.now() + 3_600_000);
  await vi.advanceTimersByTimeAsync(1000);
  expect(onSilence).not.toHaveBeenCalled();
});

it("forgets what it asked before it was stopped", async () => {
  const { onSilence, heartbeat } = setUp(silent);
  for (let round = 0; round < 5; round++) {
    heartbeat.start();
    await vi.advanceTimersByTimeAsync(2500);
    heartbeat.stop();
  }
  expect(onSilence).not.toHaveBeenCalled();
});
