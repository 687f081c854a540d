import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  DownloadError,
  ImportError,
  ModelError,
  StorageFullError,
  StoreTooNewError,
} from "../../../src/models/errors";
import { errorOf, problemOf } from "../../../src/models/worker/problems";
import { createSpeed } from "../../../src/models/worker/speed";
import { openTabChannel, type TabMessage } from "../../../src/models/worker/tab-messages";
import { throttle } from "../../../src/models/worker/throttle";

describe("an error", () => {
  it.each([
    new DownloadError("a"),
    new ImportError("b"),
    new StoreTooNewError("c"),
    new StorageFullError("d", 7),
    new ModelError("e"),
  ])("survives the way through a worker: $name", (error) => {
    const revived = errorOf(structuredClone(problemOf(error)));
    expect(revived).toEqual(error);
    expect(revived).toBeInstanceOf(error.constructor);
  });

  it("that nobody foresaw says so", () => {
    const problem = problemOf(new TypeError("x is undefined"));
    expect(problem.name).toBe("ModelError");
    expect(problem.message).toMatch(/x is undefined/);
  });
});

describe("the speed", () => {
  it("is that of the last seconds", () => {
    const speed = createSpeed();
    expect(speed.current()).toBeNull();
    speed.add(0, 0);
    speed.add(500, 500);
    expect(speed.current()).toBeNull();
    speed.add(2000, 2000);
    expect(speed.current()).toBe(1000);
    speed.add(2000, 12_000);
    speed.add(2000, 22_000);
    expect(speed.current()).toBe(0);
  });

  it("is never negative", () => {
    const speed = createSpeed();
    speed.add(2000, 0);
    speed.add(0, 2000);
    expect(speed.current()).toBe(0);
  });
});

describe("throttled work", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is done at once, then not too often, and after the last call", () => {
    const work = vi.fn();
    const call = throttle(work, 100);
    call();
    expect(work).toHaveBeenCalledTimes(1);
    call();
    call();
    expect(work).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(100);
    expect(work).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(1000);
    expect(work).toHaveBeenCalledTimes(2);
    call();
    expect(work).toHaveBeenCalledTimes(3);
  });
});

describe("messages between tabs", () => {
  it("are taken only in their form", async () => {
    const got: TabMessage[] = [];
    openTabChannel((message) => got.push(message));
    const other = new BroadcastChannel("models");
    const idle = { type: "activity", id: "a", activity: { kind: "idle" } };
    const last = { type: "stop", id: "a" };
    for (const message of [
      null,
      "stop",
      { type: "stop" },
      { type: "stop", id: 7 },
      { type: "format", id: "a" },
      { ...idle, activity: { kind: "downloading" } },
      idle,
      last,
    ]) {
      other.postMessage(message);
    }
    await vi.waitFor(() => expect(got.at(-1)).toEqual(last));
    expect(got).toEqual([idle, last]);
    other.close();
  });
});
