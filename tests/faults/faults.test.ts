import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { builtApp } from "../harness/built-app";
import { type StaticServer, startStaticServer } from "../harness/static-server";
import { tryFault } from "./campaign";
import { type Fault, faults } from "./faults";
import {
  closeWorld,
  type EngineKind,
  type FakeServer,
  openWorld,
  startFakeServer,
  type World,
} from "./world";

// The short list, at moments drawn from fixed seeds; `npm run faults` has all of them, at any moments
// and each in a browser of its own (docs/reliability.md). Here they share a browser, and a tab as long as
// nothing was wrong in it.

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

let browser: TestBrowser;
let host: StaticServer;
let server: FakeServer;
const worlds = new Map<EngineKind, World>();

beforeAll(async () => {
  host = await startStaticServer({ folder: await builtApp() });
  browser = await launchBrowser();
  server = await startFakeServer();
});
afterAll(async () => {
  server?.close();
  await browser?.close();
  await host?.stop();
  vi.resetConfig();
});

async function worldFor({ engine }: Fault): Promise<World> {
  const world = worlds.get(engine);
  // Nobody else gets it, even where this fault never comes to its end.
  worlds.delete(engine);
  return world ?? openWorld({ browser, host, server }, engine);
}

describe("a run in the middle of which", () => {
  const cases = short.flatMap(([name, times]) => Array.from({ length: times }, () => name));
  it.each(cases.map((name, index) => [name, index + 1] as const))(
    "this happens ends, leaves nothing over, and the next one works: %s (seed %i)",
    async (name, seed) => {
      const fault = faults.find((one) => one.name === name);
      if (!fault) throw new Error(`There is no fault "${name}".`);
      const world = await worldFor(fault);
      let isGood = false;
      try {
        const row = await tryFault(world, fault, seed);
        expect(row.faults, JSON.stringify(row)).toEqual([]);
        isGood = !fault.spoils;
      } finally {
        if (isGood) worlds.set(fault.engine, world);
        else await closeWorld(world);
      }
    },
  );
});
