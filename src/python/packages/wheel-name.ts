import { WheelRefusedError } from "./package-error";
import { target } from "./target";

/** What a wheel's file name says (packaging.python.org, "Binary distribution format"). */
export interface WheelName {
  /** Normalised. */
  readonly name: string;
  readonly version: string;
  /** Each of the three may hold several tags. */
  readonly pythons: readonly string[];
  readonly abis: readonly string[];
  readonly platforms: readonly string[];
}

/** A package's name in the one form in which names are compared (PEP 503). */
export function normaliseName(name: string): string {
  return name.replace(/[-_.]+/g, "-").toLowerCase();
}

const form =
  /^(?<name>[A-Za-z0-9](?:[\w.]*[A-Za-z0-9])?)-(?<version>[\w.!+]+)(?:-\d\w*)?-(?<python>[\w.]+)-(?<abi>[\w.]+)-(?<platform>[\w.]+)\.whl$/;

/** A file's name without what browsers add to a second download of it: " (1)". */
export function withoutCopyNumber(file: string): string {
  return file.replace(/ ?\(\d+\)(?=\.\w+$)/, "");
}

/** @throws {@link WheelRefusedError} */
export function parseWheelName(file: string): WheelName {
  const parts = form.exec(file)?.groups;
  if (!parts) {
    throw new WheelRefusedError(
      `${file} is not named as wheels are: name, version and tags, as in sympy-1.14.0-py3-none-any.whl. ` +
        "Give the file the name that it was published with, then import it again.",
    );
  }
  const { name = "", version = "", python = "", abi = "", platform = "" } = parts;
  return {
    name: normaliseName(name),
    version,
    pythons: python.split("."),
    abis: abi.split("."),
    platforms: platform.split("."),
  };
}

/**
 * Checks that a wheel's tags fit this Pyodide.
 * @throws {@link WheelRefusedError} with the tag that does not
 */
export function checkTags(file: string, { pythons, abis, platforms }: WheelName): void {
  if (!platforms.some((tag) => tag === "any" || target.platforms.includes(tag))) {
    throw new WheelRefusedError(
      `${file} is made for ${platforms.join(", ")}, not for Python in a browser. Take the package's ` +
        `file that ends in none-any.whl or in ${target.platforms[0]}.whl, if there is one.`,
    );
  }
  if (!pythons.some((python) => abis.some((abi) => fits(python, abi)))) {
    throw new WheelRefusedError(
      `${file} is made for another Python (${pythons.join(".")}-${abis.join(".")}); here it is Python ` +
        `${target.python}. Take the package's file for that version.`,
    );
  }
}

/** Whether a wheel's file name can be read and its tags fit this Pyodide. */
export function isForThisPython(file: string): boolean {
  try {
    checkTags(file, parseWheelName(file));
    return true;
  } catch {
    return false;
  }
}

/** PEP 425, and PEP 384 for `abi3`: built for an older Python 3, it runs on all later ones. */
function fits(python: string, abi: string): boolean {
  const [, kind, major, minor] = /^(py|cp)(\d)(\d*)$/.exec(python) ?? [];
  if (major !== "3") return false;
  const own = `cp3${target.minor}`;
  const notLater = minor === "" || Number(minor) <= target.minor;
  if (abi === "none") return kind === "py" ? notLater : python === own;
  if (abi === "abi3") return kind === "cp" && minor !== "" && notLater;
  return python === own && abi === own;
}
