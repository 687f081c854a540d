import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { watchWorker } from "../../../src/engine/worker/worker-watch";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const patience = { deaf: 30_000, still: 120_000 };

/** A worker that counts on with each question, until it stands still or answers no more. */
function setUp() {
  const worker = { steps: 0, works: true, answers: true, asked: 0 };
  const onSilent = vi.fn();
  const watch = watchWorker({
    ping() {
      worker.asked += 1;
      if (!worker.answers) return new Promise(() => {});
      if (worker.works) worker.steps += 1;
      return Promise.resolve(worker.steps);
    },
    patience: () => patience,
    onSilent,
  });
  return { worker, onSilent, watch };
}

describe("watchWorker", () => {
  it("asks nothing while nothing is asked of the worker", async () => {
    const { worker, watch } = setUp();
    await vi.advanceTimersByTimeAsync(600_000);
    watch.begin();
    await vi.advanceTimersByTimeAsync(10_000);
    watch.end();
    const { asked } = worker;
    expect(asked).toBeGreaterThan(0);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(worker.asked).toBeLessThanOrEqual(asked + 1);
  });

  it("leaves a worker alone that gets ahead, for hours", async () => {
    const { onSilent, watch } = setUp();
    watch.begin();
    await vi.advanceTimersByTimeAsync(3 * 3_600_000);
    expect(onSilent).not.toHaveBeenCalled();
  });

  it("tells once of one that answers no more", async () => {
    const { worker, onSilent, watch } = setUp();
    watch.begin();
    await vi.advanceTimersByTimeAsync(60_000);
    worker.answers = false;
    await vi.advanceTimersByTimeAsync(patience.deaf - 4000);
    expect(onSilent).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(onSilent).toHaveBeenCalledTimes(1);
  });

  it("tells of one that answers but gets no step ahead, later", async () => {
    const { worker, onSilent, watch } = setUp();
    watch.begin();
    await vi.advanceTimersByTimeAsync(60_000);
    worker.works = false;
    await vi.advanceTimersByTimeAsync(patience.still - 4000);
    expect(onSilent).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(onSilent).toHaveBeenCalledTimes(1);
  });

  it("forgives a pause that ends in time, however often", async () => {
    const { worker, onSilent, watch } = setUp();
    watch.begin();
    for (let round = 0; round < 20; round += 1) {
      worker.works = false;
      await vi.advanceTimersByTimeAsync(patience.still / 2);
      worker.works = true;
      await vi.advanceTimersByTimeAsync(4000);
    }
    expect(onSilent).not.toHaveBeenCalled();
  });

  it("does not count the time in which nothing was asked", async () => {
    const { worker, onSilent, watch } = setUp();
    worker.works = false;
    for (let round = 0; round < 20; round += 1) {
      watch.begin();
      await vi.advanceTimersByTimeAsync(patience.still / 2);
      watch.end();
      await vi.advanceTimersByTimeAsync(10_000);
    }
    expect(onSilent).not.toHaveBeenCalled();
  });

  it("takes a jump of the clock for one tick", async () => {
    const { worker, onSilent, watch } = setUp();
    watch.begin();
    await vi.advanceTimersByTimeAsync(6000);
    worker.answers = false;
    vi.setSystemTime(Date.now() + 24 * 3_600_000);
    await vi.advanceTimersByTimeAsync(4000);
    expect(onSilent).not.toHaveBeenCalled();
  });

  it("says nothing once it is stopped", async () => {
    const { worker, onSilent, watch } = setUp();
    worker.answers = false;
    watch.begin();
    watch.stop();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(onSilent).not.toHaveBeenCalled();
  });
});
