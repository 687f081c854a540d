import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * The snapshot's file name: another one for other content, so that nobody takes an old one.
 * @param {string} root the repository
 * @param {string} version Pyodide's
 * @returns {Promise<{ name: string, files: string[] }>} and the files that its content comes from
 */
export async function snapshotName(root, version) {
  const files = [join(root, "src/python/wheels.json")];
  for (const folder of ["src/python/shell", "tools/setup/snapshot"]) {
    const names = (await readdir(join(root, folder))).filter((name) => /\.(py|mjs)$/.test(name));
    files.push(...names.sort().map((name) => join(root, folder, name)));
  }
  const hash = createHash("sha256").update(version);
  for (const file of files) hash.update("\0").update(await readFile(file));
  return { name: `python-${version}-${hash.digest("hex").slice(0, 16)}.snapshot`, files };
}
