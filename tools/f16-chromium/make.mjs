// Makes a copy of Chromium whose software WebGPU adapter is Mesa's lavapipe, which has `shader-f16`:
//   node tools/f16-chromium/make.mjs FOLDER [--chromium /usr/lib/chromium]
// Any test and any bench then runs on it with CHROMIUM_PATH=FOLDER/chromium.
import { execFileSync } from "node:child_process";
import { cp, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { chromium: { type: "string", default: "/usr/lib/chromium" } },
});
const [folder] = positionals;
if (!folder) fail("Usage: make.mjs FOLDER [--chromium /usr/lib/chromium]");

function fail(message) {
  console.error(message);
  process.exit(2);
}

/** Where Mesa says that lavapipe lies. */
async function lavapipe() {
  for (const name of ["lvp_icd.json", "lvp_icd.x86_64.json"]) {
    const text = await readFile(join("/usr/share/vulkan/icd.d", name), "utf8").catch(() => null);
    if (text) return JSON.parse(text).ICD.library_path;
  }
  return fail(
    "Lavapipe is missing: apt-get install mesa-vulkan-drivers gcc. Mesa 25 works; Debian 12 has it in " +
      "its backports. 22.3, Debian 12's own, lacks what Chromium asks of an adapter.",
  );
}

const driver = await lavapipe();
await cp(values.chromium, folder, { recursive: true, errorOnExist: true, force: false });
const inFolder = (name) => join(folder, name);
// ANGLE, which draws the page, keeps the true one under another name.
await rename(inFolder("libvk_swiftshader.so"), inFolder("libpage_swiftshader.so"));
const manifest = inFolder("vk_swiftshader_icd.json");
const text = await readFile(manifest, "utf8");
await writeFile(manifest, text.replace("libvk_swiftshader.so", "libpage_swiftshader.so"));
const shim = fileURLToPath(new URL("swiftshader-shim.c", import.meta.url));
const output = inFolder("libvk_swiftshader.so");
const flags = ["-shared", "-fPIC", "-O1", `-DLAVAPIPE="${driver}"`];
execFileSync("cc", [...flags, "-o", output, shim, "-ldl"], { stdio: "inherit" });
console.log(`CHROMIUM_PATH=${inFolder("chromium")}`);
