import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  it,
  vi,
} from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { builtApp } from "../harness/built-app";
import { tryFault } from "./campaign";
import { faults } from "./faults";
import { type FakeServer, startFakeServer } from "./world";

// The short list; `npm run faults` has all of them, at any moments (docs/reliability.md).

vi.setConfig({ testTimeout: 300_000 });

const short = [
  "engine worker crashes",
  "engine worker is gone without a word",
  "engine worker is gone, then Stop",
  "history is deleted by another tab",
  "history is busy with another tab for seconds",
  "reload",
  "tab crashes",
  "tab is frozen for seconds",
  "clock jumps a day ahead",
  "server falls silent, then Stop",
  "Stop and Solve at once",
  "another tab solves too",
];

let browser: TestBrowser;
let server: FakeServer;
beforeAll(builtApp);
beforeEach(async () => {
  browser = await launchBrowser();
  server = await startFakeServer();
});
afterEach(async () => {
  server?.close();
  await browser?.close();
});
afterAll(() => vi.resetConfig());

describe("a run in the middle of which", () => {
  for (const [index, name] of short.entries()) {
    it(`this happens ends, leaves nothing over, and the next one works: ${name}`, async () => {
      const fault = faults.find((one) => one.name === name);
      if (!fault) throw new Error(`There is no fault "${name}".`);
      const row = await tryFault({ browser, url: inject("appUrl"), server }, fault, index + 1);
      expect(row.faults, JSON.stringify(row)).toEqual([]);
    });
  }
});
