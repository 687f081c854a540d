import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { startStaticServer } from "../harness/static-server";

/**
 * Opens a page of another site, from a real server: one that a route answers counts as public, and may
 * not hold a frame of this machine.
 * @returns ends the server
 */
export async function openHostPage(page: Page, html: string): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "math-solver-host-"));
  await writeFile(join(folder, "index.html"), html);
  const server = await startStaticServer({ folder, isolated: false });
  await page.goto(server.url);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
