import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const folder = "node_modules/.cache/ipython-reference";

/**
 * A CPython with real IPython and matplotlib, made with pip on the first call.
 * @returns what to call it by; null where there is no Python 3.11 or no package registry
 */
export function referencePython(): string | null {
  const python = join(folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  const requirements = "tools/ipython-reference/requirements.txt";
  if (!existsSync(python) && !succeeds("python3", "-m", "venv", folder)) return null;
  const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  // Does nothing, and needs no network, where all is there.
  return succeeds(python, ...install, "--requirement", requirements) ? python : null;
}

function succeeds(command: string, ...parameters: string[]): boolean {
  return spawnSync(command, parameters, { timeout: 300_000 }).status === 0;
}
