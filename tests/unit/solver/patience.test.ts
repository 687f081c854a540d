import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AbortedError } from "../../../src/engine/errors";
import { PythonUnavailableError } from "../../../src/python/python-session";
import { pauses, withPatience } from "../../../src/solver/patience";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = new AbortController().signal;

/** Work that fails so often, each time after so many milliseconds, then gives "done". */
function failing(
  times: number,
  milliseconds = 0,
  error: Error = new PythonUnavailableError("No."),
) {
  let tries = 0;
  return vi.fn(async () => {
    tries += 1;
    if (tries > times) return "done";
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    throw error;
  });
}

/** The result, or the error; all time passes. */
async function outcome(work: () => Promise<string>, signal = never): Promise<unknown> {
  const result = withPatience(work, signal).catch((error: unknown) => error);
  await vi.runAllTimersAsync();
  return result;
}

describe("withPatience", () => {
  it("tries once where that works", async () => {
    const work = failing(0);
    expect(await outcome(work)).toBe("done");
    expect(work).toHaveBeenCalledTimes(1);
  });

  it("tries after each pause, and then gives up with the last error", async () => {
    const last = failing(pauses.length);
    expect(await outcome(last)).toBe("done");
    const error = new PythonUnavailableError("No.");
    const hopeless = failing(100, 0, error);
    expect(await outcome(hopeless)).toBe(error);
    expect(hopeless).toHaveBeenCalledTimes(pauses.length + 1);
  });

  it("tries a start that hangs for minutes once more, not four times", async () => {
    const work = failing(100, 180_000);
    expect(await outcome(work)).toBeInstanceOf(PythonUnavailableError);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it("throws any other error at once", async () => {
    const fault = new TypeError("fault");
    const work = failing(1, 0, fault);
    expect(await outcome(work)).toBe(fault);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it("tries no more once it is stopped", async () => {
    const stop = new AbortController();
    const work = failing(100);
    const result = withPatience(work, stop.signal).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(1);
    stop.abort();
    expect(await result).toBeInstanceOf(AbortedError);
    expect(vi.getTimerCount()).toBe(0);
    expect(work).toHaveBeenCalledTimes(1);
  });
});
