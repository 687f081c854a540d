import { afterEach, describe, expect, it, vi } from "vitest";
import { EngineError } from "../../../src/engine/errors";
import { createLaneTable } from "../../../src/engine/wllama/lane-table";

const { signal } = new AbortController();
afterEach(() => vi.useRealTimers());

/** Whether a promise is settled soon. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void promise.then(() => {
    settled = true;
  });
  await new Promise((done) => setTimeout(done, 0));
  return settled;
}

describe("createLaneTable", () => {
  it("spreads new sequences over the lanes and makes others wait in order", async () => {
    const table = createLaneTable(2, 1);
    const [a, b, c, d] = [{}, {}, {}, {}];
    expect(await table.acquire(a, "p", signal)).toBe(0);
    expect(await table.acquire(b, "p", signal)).toBe(1);
    const third = table.acquire(c, "p", signal);
    const fourth = table.acquire(d, "p", signal);
    expect(await isSettled(third)).toBe(false);
    table.release(1, b, "p q", false);
    expect(await third).toBe(1);
    table.release(0, a, "p r", false);
    expect(await fourth).toBe(0);
  });

  it("prefers the lane that holds the longest beginning of the text", async () => {
    const table = createLaneTable(3, 1);
    const holders = [{}, {}, {}];
    const texts = ["What is 1+1?", "What is 2+2? It is 4.", "Solve x."];
    for (const [at, holder] of holders.entries()) {
      await table.acquire(holder, "", signal);
      table.release(at, holder, texts[at] ?? "", false);
    }
    expect(await table.acquire({}, "What is 2+2?", signal)).toBe(1);
    expect(await table.acquire({}, "Solve y.", signal)).toBe(2);
    expect(await table.acquire({}, "Solve z.", signal)).toBe(0);
  });

  it("keeps a pausing sequence's place", async () => {
    const table = createLaneTable(1, 1);
    const [a, b] = [{}, {}];
    await table.acquire(a, "p", signal);
    table.release(0, a, "p 1", true);
    const other = table.acquire(b, "p", signal);
    expect(await isSettled(other)).toBe(false);
    expect(await table.acquire(a, "p 1 2", signal)).toBe(0);
    table.release(0, a, "p 1 2", true);
    table.drop(a);
    expect(await other).toBe(0);
  });

  it("starts nothing new in a lane of several slots while a sequence pauses there", async () => {
    const table = createLaneTable(1, 3);
    const [a, b, c] = [{}, {}, {}];
    await table.acquire(a, "p", signal);
    await table.acquire(b, "p", signal);
    table.release(0, a, "p 1", true);
    const third = table.acquire(c, "p", signal);
    expect(await isSettled(third)).toBe(false);
    await table.acquire(a, "p 1 2", signal);
    table.release(0, b, "p 9", false);
    expect(await third).toBe(0);
  });

  it("takes the place of a forgotten sequence away when others wait", async () => {
    const table = createLaneTable(1, 1, 10);
    const forgotten = {};
    await table.acquire(forgotten, "p", signal);
    table.release(0, forgotten, "p", true);
    expect(await table.acquire({}, "q", signal)).toBe(0);
  });

  it("does not take the place of one that runs", async () => {
    vi.useFakeTimers();
    const table = createLaneTable(1, 1, 10);
    const running = {};
    await table.acquire(running, "p", signal);
    let admitted = false;
    void table.acquire({}, "q", signal).then(() => {
      admitted = true;
    });
    await vi.advanceTimersByTimeAsync(1000);
    expect(admitted).toBe(false);
    table.release(0, running, "p", false);
    await vi.advanceTimersByTimeAsync(0);
    expect(admitted).toBe(true);
  });

  it("lets a waiting one give up, and all when it closes", async () => {
    const table = createLaneTable(1, 1);
    await table.acquire({}, "p", signal);
    const controller = new AbortController();
    const givingUp = table.acquire({}, "p", controller.signal);
    const waiting = table.acquire({}, "p", signal);
    controller.abort();
    await expect(givingUp).rejects.toThrow("Stopped.");
    table.close(new EngineError("Closed."));
    await expect(waiting).rejects.toThrow("Closed.");
    await expect(table.acquire({}, "p", signal)).rejects.toThrow("Closed.");
  });
});
