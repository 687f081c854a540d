import { describe, expect, it } from "vitest";
import { EngineError, ModelLoadError, PromptTooLongError } from "../../../src/engine/errors";
import { createEventQueue } from "../../../src/engine/event-queue";
import { reviveError } from "../../../src/engine/worker/revive-error";

describe("createEventQueue", () => {
  it("gives what was pushed, early or late, then the end or the error", async () => {
    const queue = createEventQueue<number>();
    queue.push(1, 2);
    setTimeout(() => {
      queue.push(3);
      queue.end();
      queue.push(4);
    }, 5);
    const all: number[] = [];
    for await (const item of queue) all.push(item);
    expect(all).toEqual([1, 2, 3]);
    const failing = createEventQueue<number>();
    failing.push(1);
    failing.fail(new Error("late"));
    const seen: number[] = [];
    const reading = (async () => {
      for await (const item of failing) seen.push(item);
    })();
    await expect(reading).rejects.toThrow("late");
    expect(seen).toEqual([1]);
  });
});

describe("reviveError", () => {
  it("makes the class out of the name", () => {
    const crossed = Object.assign(new Error("Too long."), { name: "PromptTooLongError" });
    expect(reviveError(crossed)).toBeInstanceOf(PromptTooLongError);
    expect(reviveError(crossed).message).toBe("Too long.");
    const load = new ModelLoadError("No file.");
    expect(reviveError(load)).toBe(load);
    const other = reviveError(new TypeError("x is undefined"));
    expect(other.constructor).toBe(EngineError);
    expect(reviveError("text").message).toBe("text");
  });
});
