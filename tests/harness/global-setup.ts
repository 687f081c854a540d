import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer } from "vite";
import type { TestProject } from "vitest/node";
import { startStaticServer } from "./static-server";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the app's dev server with COOP/COEP, ending in "/". */
    isolatedUrl: string;
    /** The same without these headers, as a plain static host serves it. */
    plainUrl: string;
    /** Address of the built app, with COOP/COEP; it is there once `builtApp()` has been asked for. */
    appUrl: string;
    /** The same without these headers. */
    plainAppUrl: string;
    /** Where the tests keep the built app: `built-app.ts`. */
    buildFolder: string;
  }
}

/** Starts the app's own dev server and a host of the built app, with and without the isolation headers. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const isolated = await serve({});
  const plain = await serve({ NO_ISOLATION: "1" });
  project.provide("isolatedUrl", isolated.url);
  project.provide("plainUrl", plain.url);
  const buildFolder = await mkdtemp(join(tmpdir(), "math-solver-built-"));
  project.provide("buildFolder", buildFolder);
  const folder = join(buildFolder, "app");
  const app = await startStaticServer({ folder });
  const plainApp = await startStaticServer({ folder, isolated: false });
  project.provide("appUrl", app.url);
  project.provide("plainAppUrl", plainApp.url);
  return async () => {
    await Promise.all([isolated.close(), plain.close(), app.stop(), plainApp.stop()]);
    await rm(buildFolder, { recursive: true, force: true });
  };
}

async function serve(environment: Record<string, string>) {
  Object.assign(process.env, environment);
  const server = await createServer({
    // No reload in the middle of a test when a source file changes.
    server: { port: 0, host: "127.0.0.1", hmr: false, watch: null },
    // Each server keeps its own dependency cache: two may not write the same one.
    cacheDir: `node_modules/.vite-test${environment.NO_ISOLATION ? "-plain" : ""}`,
    logLevel: "error",
  });
  for (const key of Object.keys(environment)) delete process.env[key];
  await server.listen();
  const url = server.resolvedUrls?.local[0] ?? server.resolvedUrls?.network[0];
  if (!url) throw new Error("The test server has no address.");
  return { url, close: () => server.close() };
}
