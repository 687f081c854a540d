// Makes the npm package of <math-solver>, ready for `npm publish packages/math-solver-element`.
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const root = new URL("../../", import.meta.url);
const target = new URL("packages/math-solver-element/", root);
const readVersion = async (folder) =>
  JSON.parse(await readFile(new URL("package.json", folder), "utf8")).version;

const [version, packaged] = await Promise.all([readVersion(root), readVersion(target)]);
if (version !== packaged) {
  console.error(
    `The package is of version ${packaged}, the solver of ${version}: make them the same in ` +
      `${fileURLToPath(target)}package.json.`,
  );
  process.exit(1);
}
const { module } = await runnerImport(fileURLToPath(new URL("tools/vite/solver-element.ts", root)));
await mkdir(new URL("dist/", target), { recursive: true });
await writeFile(new URL("dist/math-solver.js", target), await module.buildElement());
for (const types of ["math-solver", "react", "solid", "svelte", "vue"]) {
  const file = `${types}.d.ts`;
  await copyFile(new URL(`src/embed/element/${file}`, root), new URL(`dist/${file}`, target));
}
await copyFile(new URL("LICENSE", root), new URL("LICENSE", target));
