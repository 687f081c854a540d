import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const folder = `${root}packages/math-solver-element`;

it("the npm package holds the element, its types and the licence, in the solver's version", async () => {
  execFileSync(process.execPath, ["tools/element/pack.mjs"], { cwd: root });
  const shell = process.platform === "win32";
  const packed = execFileSync("npm", ["pack", "--dry-run", "--json"], { cwd: folder, shell });
  const [{ files, version }] = JSON.parse(packed.toString());
  const paths = files.map(({ path }: { path: string }) => path).sort();
  expect(paths).toEqual([
    ...["LICENSE", "README.md", "dist/math-solver.d.ts", "dist/math-solver.js", "package.json"],
  ]);
  const manifest = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
  const entry = manifest.exports["."];
  expect(paths).toContain(entry.default.replace("./", ""));
  expect(paths).toContain(entry.types.replace("./", ""));
  expect(manifest.dependencies).toBeUndefined();
  expect(version).toBe(JSON.parse(await readFile(`${root}package.json`, "utf8")).version);
}, 60_000);
