// `npm run bench:gpu:pack -- FILE.tar.gz`: the bench, Node and Dawn in one archive of under 60 MB, for a
// Linux machine (x86-64) that has a GPU and nothing else, not even a network.
import { execFileSync } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

/** Vulkan's loader: drivers bring none, and bare machines lack it (Debian: libvulkan1; Apache-2.0). */
const loader = "/usr/lib/x86_64-linux-gnu/libvulkan.so.1";
const mostBytes = 60e6;

const start = `#!/bin/sh
# Prints the report; --help tells what else. Needs a GPU with its driver for Vulkan.
here=$(cd "$(dirname "$0")" && pwd)
# Where the machine has a loader of its own for Vulkan, its place in the path comes first.
export LD_LIBRARY_PATH="\${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$here/lib"
exec "$here/node" "$here/bench.mjs" "$@"
`;

const root = fileURLToPath(new URL("../..", import.meta.url));
const output = process.argv[2] && resolve(process.argv[2]);
process.chdir(root);
if (!output) fail("npm run bench:gpu:pack -- FILE.tar.gz");
if (process.platform !== "linux" || process.arch !== "x64") {
  fail("It packs this machine's own Node, so it needs Linux on x86-64.");
}
const folder = await mkdtemp(join(tmpdir(), "bench-gpu-"));
const inside = join(folder, "bench-gpu");
try {
  await mkdir(join(inside, "lib"), { recursive: true });
  const dawn = join(inside, "node_modules/webgpu");
  await mkdir(join(dawn, "dist/linux-x64"), { recursive: true });
  for (const name of ["package.json", "index.js", "LICENSE.md", "dist/linux-x64/dawn.node"]) {
    await copyFile(join("node_modules/webgpu", name), join(dawn, name));
  }
  await copyFile(process.execPath, join(inside, "node"));
  execFileSync("strip", [join(inside, "node")]);
  await copyFile(loader, join(inside, "lib", basename(loader)));
  await bundle();
  await writeFile(join(inside, "bench-gpu"), start, { mode: 0o755 });
  execFileSync("tar", ["-czf", output, "-C", folder, "bench-gpu"]);
} finally {
  await rm(folder, { recursive: true, force: true });
}
const { size } = await stat(output);
if (size > mostBytes) fail(`${output} has ${size} bytes, more than ${mostBytes}.`);
console.log(`${(size / 1e6).toFixed(1)} MB. On a Linux machine with a GPU:
  tar -xzf ${basename(output)} && bench-gpu/bench-gpu`);

/** All TypeScript in one file. */
async function bundle() {
  const entry = join(folder, "entry.ts");
  const main = JSON.stringify(resolve("bench/gpu/main.ts"));
  await writeFile(
    entry,
    `import { main } from ${main}; process.exit(await main(process.argv.slice(2)));`,
  );
  await build({
    configFile: false,
    logLevel: "error",
    publicDir: false,
    ssr: { noExternal: true, external: ["webgpu"] },
    build: {
      ssr: entry,
      outDir: inside,
      emptyOutDir: false,
      target: "node20",
      rolldownOptions: { output: { entryFileNames: "bench.mjs", codeSplitting: false } },
    },
  });
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
