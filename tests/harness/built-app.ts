import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inject } from "vitest";
import { buildApp } from "./build-app";

/** The folder of the built app, for all tests of one run; the first that asks builds it. */
export async function builtApp(): Promise<string> {
  const folder = join(inject("buildFolder"), "app");
  const done = join(inject("buildFolder"), "done");
  // Test files run one after the other, so nobody else is building it.
  if (!existsSync(done)) {
    await buildApp(folder, "1");
    await writeFile(done, "");
  }
  return folder;
}
