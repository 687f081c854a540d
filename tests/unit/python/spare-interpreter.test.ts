import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Interpreter } from "../../../src/python/interpreter";
import { SpareInterpreter } from "../../../src/python/spare-interpreter";

function setUp() {
  const made: { alive: boolean; kill: () => void }[] = [];
  const start = vi.fn(async () => {
    const interpreter = { alive: true, kill: () => {} };
    interpreter.kill = vi.fn(() => {
      interpreter.alive = false;
    });
    made.push(interpreter);
    return interpreter as unknown as Interpreter;
  });
  const onWaiting = vi.fn();
  return { made, start, onWaiting, spare: new SpareInterpreter(start, onWaiting) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Long enough for a new spare to be started. */
const calm = () => vi.advanceTimersByTimeAsync(10_000);

it("starts nothing before it is needed, and the next a moment after one is taken", async () => {
  const { made, start, onWaiting, spare } = setUp();
  expect(start).not.toHaveBeenCalled();
  expect(await spare.take()).toBe(made[0]);
  expect(start).toHaveBeenCalledTimes(1);
  await calm();
  expect(start).toHaveBeenCalledTimes(2);
  // Who takes the first one waits for it: its time is not to be used for something else.
  expect(onWaiting.mock.calls).toEqual([[made[1]]]);
  expect(await spare.take()).toBe(made[1]);
});

it("gives the warm one, and never a dead one or the same twice", async () => {
  const { made, start, spare } = setUp();
  await spare.warmUp();
  await spare.warmUp();
  expect(start).toHaveBeenCalledTimes(1);
  made[0]?.kill();
  const [a, b] = await Promise.all([spare.take(), spare.take()]);
  expect(a).not.toBe(b);
  expect([a.alive, b.alive]).toEqual([true, true]);
});

it("tries again after a failed start", async () => {
  const { start, spare } = setUp();
  start.mockRejectedValueOnce(new Error("no network"));
  await expect(spare.warmUp()).rejects.toThrow("no network");
  await expect(spare.take()).resolves.toBeDefined();
});

it("ends the waiting one when closed, and starts no other", async () => {
  const { made, start, spare } = setUp();
  const taking = spare.take();
  await spare.close();
  await taking;
  await calm();
  expect(start).toHaveBeenCalledTimes(1);
  const second = setUp();
  await second.spare.warmUp();
  await second.spare.close();
  expect(second.made[0]?.alive).toBe(false);
  expect(made[0]?.alive).toBe(true);
});
