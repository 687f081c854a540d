import { expect, it, vi } from "vitest";
import { type Holder, LiveInterpreters } from "../../../src/python/live-interpreters";

const mib = 2 ** 20;

function holder(values: Partial<Holder>): Holder {
  return { heapBytes: 100 * mib, idle: true, replaySeconds: 1, evict: vi.fn(), ...values };
}

it("ends idle interpreters beyond the budget, those first whose state comes back soonest", () => {
  const live = new LiveInterpreters(320 * mib);
  const slow = holder({ replaySeconds: 9 });
  const quick = holder({ replaySeconds: 0.1 });
  const working = holder({ idle: false, replaySeconds: 0 });
  const without = holder({ heapBytes: 0, replaySeconds: 0 });
  for (const one of [slow, quick, working, without]) live.add(one);
  live.settle();
  const ended = [slow, quick, working, without].map(
    ({ evict }) => vi.mocked(evict).mock.calls.length,
  );
  expect(ended).toEqual([0, 1, 0, 0]);
});

it("leaves all where they fit, and those that are closed", () => {
  const live = new LiveInterpreters(320 * mib);
  const [one, two, closed] = [holder({}), holder({}), holder({})];
  for (const it of [one, two, closed]) live.add(it);
  live.delete(closed);
  live.settle();
  for (const { evict } of [one, two, closed]) expect(evict).not.toHaveBeenCalled();
});
