import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const folder = "node_modules/.cache/ipython-reference";

/**
 * A CPython with real IPython and matplotlib, made with pip on the first call.
 * @returns what to call it by; null where there is no Python 3.11 or no package registry
 */
export async function referencePython(): Promise<string | null> {
  const python = join(folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  const requirements = "tools/ipython-reference/requirements.txt";
  if (!existsSync(python) && !(await succeeds("python3", "-m", "venv", folder))) return null;
  const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  // Does nothing, and needs no network, where all is there.
  return (await succeeds(python, ...install, "--requirement", requirements)) ? python : null;
}

function succeeds(command: string, ...parameters: string[]): Promise<boolean> {
  return promisify(execFile)(command, parameters, { timeout: 300_000 }).then(
    () => true,
    () => false,
  );
}
