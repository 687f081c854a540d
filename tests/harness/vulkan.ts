import { spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { chromiumPath } from "./browser.ts";

// Software GPUs for Node. Vulkan's loader takes the driver whose manifest `VK_DRIVER_FILES` names.

/** Where Mesa's packages put lavapipe's manifest; some systems name the processor in it. */
const lavapipeManifests = ["lvp_icd.json", "lvp_icd.x86_64.json", "lvp_icd.aarch64.json"].map(
  (name) => join("/usr/share/vulkan/icd.d", name),
);

/** Mesa's CPU driver, which has f16 and subgroups; null where it is not installed. */
export function lavapipeManifest(): string | null {
  return lavapipeManifests.find((path) => existsSync(path)) ?? null;
}

/** SwiftShader, which comes with Chromium; null where there is none. */
export function swiftshaderManifest(): string | null {
  let program: string;
  try {
    program = realpathSync(chromiumPath());
  } catch {
    return null;
  }
  // Debian's /usr/bin/chromium is a script; the program and its libraries lie in /usr/lib/chromium.
  const folders = [dirname(program), join(dirname(program), "../lib", basename(program))];
  const path = folders
    .map((folder) => join(folder, "vk_swiftshader_icd.json"))
    .find((each) => existsSync(each));
  return path ?? null;
}

/** Prints the features of the adapter that the driver gives; in a process of its own, as drivers crash. */
const probe = `
import { create } from "webgpu";
const gpu = create([]);
const adapter = await gpu.requestAdapter();
console.log([...(adapter?.features ?? [])].join(" "));
process.exit(0);`;

/**
 * @throws Error that says what to install where Mesa's driver is missing, or too old to have f16
 */
export function checkLavapipe(): void {
  const manifest = lavapipeManifest();
  const env = { ...process.env, VK_DRIVER_FILES: manifest ?? "" };
  const command = ["--input-type=module", "--eval", probe];
  const features =
    manifest === null ? "" : spawnSync(process.execPath, command, { env, encoding: "utf8" }).stdout;
  if (features.split(/\s/).includes("shader-f16")) return;
  throw new Error(
    `A Vulkan driver with f16 for the CPU: Mesa's lavapipe, version 25 or later, ${manifest ? "is too old here" : "is not here"}. ` +
      "Debian: apt-get install mesa-vulkan-drivers (12: -t bookworm-backports).",
  );
}

/**
 * @throws Error that says what to install where Chromium's driver is missing
 */
export function checkSwiftshader(): void {
  const path = chromiumPath();
  if (swiftshaderManifest() === null) {
    throw new Error(
      `SwiftShader's Vulkan driver (vk_swiftshader_icd.json): not found beside ${path}. ` +
        "Debian's package chromium has it; CHROMIUM_PATH names another Chromium.",
    );
  }
}
