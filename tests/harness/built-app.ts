import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { inject } from "vitest";
import { buildApp } from "./build-app";

/** The folder of the built app, for all tests of one run; the first that asks builds it. */
export async function builtApp(): Promise<string> {
  const root = inject("buildFolder");
  const [folder, done, failed] = [join(root, "app"), join(root, "done"), join(root, "failed")];
  // Only one can make a folder: who does builds the app, and the files beside it wait.
  const isFirst = await mkdir(join(root, "claimed")).then(
    () => true,
    () => false,
  );
  if (isFirst) {
    await buildApp(folder, "1").then(
      () => writeFile(done, ""),
      async (error: Error) => {
        await writeFile(failed, error.message);
        throw error;
      },
    );
    return folder;
  }
  while (!existsSync(done)) {
    if (existsSync(failed)) throw new Error("The app could not be built for another test file.");
    await pause(200);
  }
  return folder;
}
