import { describe, expect, it } from "vitest";
import {
  builtInModule,
  builtInPackages,
  isBuiltIn,
  knownPackages,
  planFetch,
} from "../../../../src/python/packages/known-packages";
import pypi from "../../../../src/python/packages/pypi-wheels.json";
import { checkTags, parseWheelName } from "../../../../src/python/packages/wheel-name";

const planned = (name: string, ...here: string[]) =>
  planFetch(name, knownPackages, new Set(here)).map((item) => item.name);

describe("a plan", () => {
  it("has what a package needs ahead of it", () => {
    expect(planned("scipy")).toEqual(["numpy", "scipy"]);
    const matplotlib = planned("matplotlib");
    expect(matplotlib.at(-1)).toBe("matplotlib");
    expect(matplotlib.indexOf("six")).toBeLessThan(matplotlib.indexOf("cycler"));
    expect(new Set(matplotlib).size).toBe(matplotlib.length);
  });

  it("leaves out what is there, and what the app brings", () => {
    expect(planned("scipy", "numpy")).toEqual(["scipy"]);
    expect(planned("scipy", "numpy", "scipy")).toEqual([]);
    expect(planned("sympy")).toEqual([]);
    expect(planned("nobody-has-it")).toEqual([]);
  });
});

it("each file of the distribution has its address and hash", () => {
  expect(knownPackages.find("numpy")).toMatchObject({
    url: expect.stringMatching(/^https:\/\/[^/]+\/pyodide\/v314\.0\.7\/full\/numpy-.*\.whl$/),
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    ...{ bytes: null, source: "pyodide", modules: ["numpy"] },
  });
  expect(knownPackages.names).not.toContain("numpy-tests");
});

it.each(pypi.wheels)("PyPI's $file fits this Pyodide, at an address of its own", (wheel) => {
  const named = parseWheelName(wheel.file);
  expect([named.name, named.version]).toEqual([wheel.name, wheel.version]);
  expect(() => checkTags(wheel.file, named)).not.toThrow();
  expect(wheel.url).toMatch(new RegExp(`^https://files\\.pythonhosted\\.org/.*/${wheel.file}$`));
});

it("knows what the app brings: packages, and what its shell is made of", () => {
  expect(builtInPackages.map(({ name }) => name)).toContain("sympy");
  expect(["sympy", "ipython", "traitlets", "numpy"].map(isBuiltIn)).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(builtInModule(["knots", "IPython"])).toBe("IPython");
  expect(builtInModule(["antlr4"])).toBe("antlr4");
  expect(builtInModule(["numpy", "knots"])).toBe(null);
});
