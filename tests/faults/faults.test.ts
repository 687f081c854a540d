import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { builtApp } from "../harness/built-app";
import { type StaticServer, startStaticServer } from "../harness/static-server";
import { faults } from "./faults";
import { Worlds } from "./worlds";

// The short list, at moments drawn from fixed seeds; `npm run faults` has all of them, at any moments
// (docs/reliability.md).

// Longer than the campaign waits for a run and the next one: it says what hung.
vi.setConfig({ testTimeout: 420_000 });

/** Faults of the fake server's runs, which take a second, come more often. */
const short: readonly (readonly [name: string, times: number])[] = [
  ["engine worker crashes", 2],
  ["engine worker is gone without a word", 1],
  ["engine worker is gone, then Stop", 1],
  ["Python's workers are gone", 1],
  ["Python's supervisor is gone", 1],
  ["Python's frame is removed", 1],
  ["memory runs short", 1],
  ["Stop and Solve at once", 1],
  ["history is deleted by another tab", 2],
  ["browser deletes all site data", 2],
  ["history is busy with another tab for seconds", 2],
  ["device is full", 3],
  ["reload", 2],
  ["tab crashes", 2],
  ["tab is frozen for seconds", 2],
  ["clock jumps a day ahead", 1],
  ["server falls silent, then Stop", 3],
  ["server falls silent for seconds", 2],
  ["offline for seconds with a server", 2],
  ["Stop twice and Enter", 3],
  ["language is switched", 2],
  ["another tab solves too", 2],
  // The host has another version from then on.
  ["service worker is updated", 1],
];

let host: StaticServer;
let worlds: Worlds;

beforeAll(async () => {
  host = await startStaticServer({ folder: await builtApp() });
  worlds = new Worlds(host);
});
afterAll(async () => {
  await worlds?.close();
  await host?.stop();
  vi.resetConfig();
});

describe("a run in the middle of which", () => {
  const cases = short.flatMap(([name, times]) => Array.from({ length: times }, () => name));
  it.each(cases.map((name, index) => [name, index + 1] as const))(
    "this happens ends, leaves nothing over, and the next one works: %s (seed %i)",
    async (name, seed) => {
      const fault = faults.find((one) => one.name === name);
      if (!fault) throw new Error(`There is no fault "${name}".`);
      const row = await worlds.try(fault, seed);
      expect(row.faults, JSON.stringify(row)).toEqual([]);
    },
  );
});
