import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { countDown, leftBehind, within } from "../../../src/countdown";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = new Promise<never>(() => {});

describe("countDown", () => {
  it("ends once, after its time", async () => {
    const onEnd = vi.fn();
    countDown(1000, onEnd);
    await vi.advanceTimersByTimeAsync(999);
    expect(onEnd).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(onEnd).toHaveBeenCalledTimes(1);
  });

  it("never ends when it is stopped", async () => {
    const onEnd = vi.fn();
    const stop = countDown(1000, onEnd);
    await vi.advanceTimersByTimeAsync(600);
    stop();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(onEnd).not.toHaveBeenCalled();
  });

  it("takes a page that was frozen for one that waited a moment", async () => {
    // All timers of a page that thaws are overdue at once; a single one of 1000 ms would fire.
    const frozen: (() => void)[] = [];
    vi.stubGlobal("setTimeout", (work: () => void) => frozen.push(work));
    try {
      const onEnd = vi.fn();
      countDown(1000, onEnd);
      for (const work of frozen.splice(0)) work();
      expect(onEnd).not.toHaveBeenCalled();
      for (let round = 0; round < 3; round += 1) for (const work of frozen.splice(0)) work();
      expect(onEnd).toHaveBeenCalledTimes(1);
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

describe("what is waited for", () => {
  it("is heard where it comes in time", async () => {
    await expect(within(1000, Promise.resolve(3), () => new Error("late"))).resolves.toBe(3);
    const failing = Promise.reject(new Error("its own"));
    await expect(within(1000, failing, () => new Error("late"))).rejects.toThrow("its own");
    await leftBehind(1000, Promise.reject(new Error("nobody cares")));
    await leftBehind(1000, undefined);
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is left behind where it doesn't", async () => {
    const late = within(1000, never, () => new Error("late"));
    const left = leftBehind(1000, never);
    const told = expect(late).rejects.toThrow("late");
    await vi.advanceTimersByTimeAsync(1000);
    await told;
    await left;
  });
});
