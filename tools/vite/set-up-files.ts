import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { snapshotName } from "../setup/snapshot/snapshot-name.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = join(root, "public/assets-setup");
const name = "virtual:set-up-files";

/**
 * `import files from "virtual:set-up-files"`: the SHA-256 of the files that set-up has made, which
 * nothing else pins, and which of them is the snapshot of these sources.
 */
export function setUpFiles(): Plugin {
  return {
    name: "set-up-files",
    resolveId: (id) => (id === name ? `\0${name}` : null),
    async load(id) {
      if (id !== `\0${name}`) return null;
      const { version } = JSON.parse(
        await readFile(join(root, "node_modules/pyodide/package.json"), "utf8"),
      );
      const snapshot = await snapshotName(root, version);
      for (const file of snapshot.files) this.addWatchFile(file);
      const hashes = await hashesOfMade();
      const path = `pyodide/${snapshot.name}`;
      return `export default ${JSON.stringify({ hashes, snapshot: path in hashes ? path : null })};`;
    },
  };
}

async function hashesOfMade(): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const made = names.filter((one) => /\.(zip|snapshot)$/.test(one)).sort();
  const entries = made.map(async (one) => {
    const bytes = await readFile(join(folder, one));
    return [one.replaceAll("\\", "/"), createHash("sha256").update(bytes).digest("hex")];
  });
  return Object.fromEntries(await Promise.all(entries));
}
