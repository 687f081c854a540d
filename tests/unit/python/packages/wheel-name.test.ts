import lock from "pyodide/pyodide-lock.json";
import { describe, expect, it } from "vitest";
import {
  checkTags,
  isForThisPython,
  normaliseName,
  parseWheelName,
  withoutCopyNumber,
} from "../../../../src/python/packages/wheel-name";

it("reads a wheel's name, with and without a build number", () => {
  expect(parseWheelName("Z3_solver-5.3.3.0-2local-py2.py3-none-any.whl")).toEqual({
    name: "z3-solver",
    version: "5.3.3.0",
    pythons: ["py2", "py3"],
    abis: ["none"],
    platforms: ["any"],
  });
  expect(normaliseName("Friendly-._.Bard")).toBe("friendly-bard");
});

it("leaves the numbers out that browsers add", () => {
  expect(withoutCopyNumber("six-1.17.0-py3-none-any (1).whl")).toBe("six-1.17.0-py3-none-any.whl");
  expect(withoutCopyNumber("six-1.17.0-py3-none-any(12).whl")).toBe("six-1.17.0-py3-none-any.whl");
});

it.each(["notes.txt", "six.whl", "six-1.17.0.whl", "-1-py3-none-any.whl", "a-1-py3-none-any.zip"])(
  "refuses %s: wheels are named in another way",
  (file) => expect(() => parseWheelName(file)).toThrow(/not named as wheels are/),
);

describe("tags", () => {
  it.each([
    "py3-none-any",
    "py2.py3-none-any",
    "py38-none-any",
    "cp314-none-any",
    "py3-none-pyemscripten_2026_0_wasm32",
    "cp314-cp314-pyemscripten_2026_0_wasm32",
    "cp39-abi3-pyemscripten_2026_0_wasm32",
    "cp314-cp314-emscripten_5_0_3_wasm32",
  ])("fit: %s", (tags) => expect(isForThisPython(`a-1-${tags}.whl`)).toBe(true));

  it.each([
    [
      "cp314-cp314-manylinux_2_17_x86_64.manylinux2014_x86_64",
      /made for manylinux_2_17_x86_64, many/,
    ],
    ["cp314-cp314-win_amd64", /made for win_amd64, not for Python in a browser/],
    ["cp313-cp313-pyodide_2025_0_wasm32", /made for pyodide_2025_0_wasm32/],
    ["cp313-cp313-pyemscripten_2026_0_wasm32", /another Python \(cp313-cp313\)/],
    ["cp315-abi3-pyemscripten_2026_0_wasm32", /another Python/],
    ["cp314-cp314t-pyemscripten_2026_0_wasm32", /another Python/],
    ["py2-none-any", /another Python \(py2-none\); here it is Python 3\.14/],
    ["py315-none-any", /another Python/],
  ])("don't fit: %s", (tags, reason) => {
    const file = `a-1-${tags}.whl`;
    expect(() => checkTags(file, parseWheelName(file))).toThrow(reason);
  });

  it("of all wheels in Pyodide's own lock file fit", () => {
    const wheels = Object.values(lock.packages).map(({ file_name: file }) => file);
    const others = wheels.filter((file) => file.endsWith(".whl") && !isForThisPython(file));
    expect(others).toEqual([]);
  });
});
