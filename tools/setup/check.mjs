// `npm run setup:check`: sets all up once more, elsewhere, and compares each file's SHA-256 with what
// `npm run setup` has made here. Exit code 1 where one differs. It takes minutes.
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { setUp } from "./set-up.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const second = await mkdtemp(join(tmpdir(), "math-solver-setup-"));
try {
  for (const name of ["node_modules", "src", "tools"]) {
    await symlink(join(root, name), join(second, name), "dir");
  }
  for (const { message } of await setUp({ root: second, log: console.log })) console.warn(message);
  const [one, other] = [await hashesIn(root), await hashesIn(second)];
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  const different = names.filter((name) => one[name] !== other[name]);
  for (const name of different) console.error(`Differs: ${name}`);
  console.log(`${names.length - different.length} of ${names.length} files are the same.`);
  process.exitCode = different.length > 0 ? 1 : 0;
} finally {
  await rm(second, { recursive: true, force: true });
}

async function hashesIn(folder) {
  const place = join(folder, "public/assets-setup");
  const found = {};
  for (const entry of await readdir(place, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    found[file.slice(place.length + 1)] = createHash("sha256")
      .update(await readFile(file))
      .digest("hex");
  }
  return found;
}
