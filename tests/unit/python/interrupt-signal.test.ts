import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { InterruptSignal } from "../../../src/python/interrupt-signal";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("fires once at the limit, and not before or after the block", () => {
  const signal = new InterruptSignal(null);
  expect(signal[0]).toBe(0);
  signal.start(1);
  vi.advanceTimersByTime(999);
  expect([signal[0], signal.fired]).toEqual([0, false]);
  vi.advanceTimersByTime(1);
  expect([signal[0], signal.fired]).toEqual([2, true]);
  // Pyodide writes back what it has seen.
  signal[0] = 0;
  expect(signal[0]).toBe(0);
  signal.start(1);
  expect([signal[0], signal.fired]).toEqual([0, false]);
  signal.end();
  vi.advanceTimersByTime(5000);
  expect([signal[0], signal.fired]).toEqual([0, false]);
});

it("fires when another thread says so", () => {
  const stop = new Uint8Array(1);
  const signal = new InterruptSignal(stop);
  signal.start(60);
  stop[0] = 1;
  expect([signal[0], signal.fired]).toEqual([2, true]);
});
