import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

/** PYTHON names another interpreter; `py` is Windows' launcher. */
const interpreters = [process.env.PYTHON, "python3", "python", "py"].filter(Boolean);

/** Downloads wheels, hashes checked by pip, and nothing that they depend on. */
export async function downloadWithPip(requirements, folder) {
  const python = interpreters.find(
    (name) => spawnSync(name, ["-m", "pip", "--version"]).status === 0,
  );
  if (!python) {
    throw new Error(
      "pip is missing. Install it (Debian: apt-get install python3-pip), or set PYTHON to a Python that has it.",
    );
  }
  const list = join(folder, "requirements.txt");
  await writeFile(list, requirements);
  const options = ["--no-deps", "--require-hashes", "--only-binary=:all:", "--python-version=3.14"];
  const { status, stderr } = spawnSync(
    python,
    ["-m", "pip", "download", "--quiet", ...options, "--dest", folder, "--requirement", list],
    { encoding: "utf8" },
  );
  if (status === 0) return;
  const errors = stderr.split("\n").filter((line) => line.startsWith("ERROR"));
  throw new Error(errors.length > 0 ? errors.join("\n  ") : stderr);
}
