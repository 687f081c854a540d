import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { builtApp } from "../harness/built-app";
import { judgePage } from "../harness/lighthouse";
import { type StaticServer, startStaticServer } from "../harness/static-server";

// Lighthouse on the built app. Its performance is a time, which no test asserts: `npm run bench:page`.

vi.setConfig({ testTimeout: 300_000 });

let server: StaticServer;

beforeAll(async () => {
  server = await startStaticServer({ folder: await builtApp(), compressed: true });
});
afterAll(() => server?.stop());

it("gives at least 95 for accessibility and best practices", async () => {
  const { scores, lost } = await judgePage(server.url);
  console.log("Lighthouse here:", scores);
  expect(scores.accessibility, lost.join("; ")).toBeGreaterThanOrEqual(95);
  expect(scores["best-practices"], lost.join("; ")).toBeGreaterThanOrEqual(95);
});
