import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pypi from "../../src/python/packages/pypi-wheels.json";
import { target } from "../../src/python/packages/target";

/** Kept for the next run; git ignores it. */
const folder = "node_modules/.cache/pypi-wheels";

const tags = ["--python-version=3.14", "--implementation=cp", "--abi=cp314", "--abi=none"];

/**
 * The real wheels that the page of Python packages offers from PyPI, fetched once by pip.
 * @returns their paths by package; null, and the reason in the log, where they can't be had
 */
export function pypiWheels(): ReadonlyMap<string, string> | null {
  const paths = new Map(pypi.wheels.map(({ name, file }) => [name, join(folder, file)]));
  if (pypi.wheels.every(isThere)) return paths;
  mkdirSync(folder, { recursive: true });
  const list = join(folder, "requirements.txt");
  const lines = pypi.wheels.map((w) => `${w.name}==${w.version} --hash=sha256:${w.sha256}\n`);
  writeFileSync(list, lines.join(""));
  const platforms = target.platforms.map((platform) => `--platform=${platform}`);
  const { stderr } = spawnSync(
    process.env.PYTHON ?? "python3",
    [
      ...["-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"],
      ...["--only-binary=:all:", ...platforms, ...tags, "--dest", folder, "--requirement", list],
    ],
    { encoding: "utf8", timeout: 120_000 },
  );
  if (pypi.wheels.every(isThere)) return paths;
  console.warn(`The wheels of PyPI can't be had, so their tests are skipped: ${stderr}`);
  return null;
}

function isThere({ file, sha256 }: (typeof pypi.wheels)[number]): boolean {
  const path = join(folder, file);
  return (
    existsSync(path) && createHash("sha256").update(readFileSync(path)).digest("hex") === sha256
  );
}
