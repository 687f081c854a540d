import lock from "pyodide/pyodide-lock.json";
import { describe, expect, it } from "vitest";
import { createPackageIndex } from "../../../src/python/package-index";
import type { StoredPackage } from "../../../src/python/packages/stored-package";
import wheels from "../../../src/python/wheels.json";

const index = createPackageIndex({
  lock,
  wheels,
  ownUrl: "https://own.example/wheels/",
  distributionUrl: "https://pyodide.example/full/",
  version: "9.9",
  bytecode: new Map([["mpmath-1.3.0-py3-none-any.bytecode-licences-9.9.zip", "abcd"]]),
});
const names = (modules: string[]) => index.forImports(modules).map(({ name }) => name);

describe("forImports", () => {
  it("finds the package of a module, after what it depends on", () => {
    expect(names(["sympy"])).toEqual(["mpmath", "sympy"]);
    expect(names(["sympy.ntheory", "mpmath"])).toEqual(["mpmath", "sympy"]);
    expect(names(["scipy.optimize"])).toContain("numpy");
  });

  it("finds packages that only our own server has, with what they depend on", () => {
    expect(names(["math_verify"])).toEqual([
      ...["mpmath", "sympy", "antlr4-python3-runtime", "latex2sympy2-extended", "math-verify"],
    ]);
    const [antlr] = index.forImports(["antlr4.Token"]);
    expect(antlr?.sources.map(({ url }) => url)).toEqual([
      "https://own.example/wheels/antlr4_python3_runtime-4.13.2-py3-none-any.whl",
    ]);
  });

  it("leaves the standard library and what nobody has alone", () => {
    expect(names(["math", "json", "no_such_module", "toString"])).toEqual([]);
  });

  it("tries our own server first, then Pyodide's distribution", () => {
    const [mpmath] = index.forImports(["mpmath"]);
    expect(mpmath?.sources).toMatchObject([
      {
        url: "https://own.example/wheels/mpmath-1.3.0-py3-none-any.whl",
        bytecode: {
          url: "https://own.example/wheels/mpmath-1.3.0-py3-none-any.bytecode-licences-9.9.zip",
          sha256: "abcd",
        },
      },
      { url: expect.stringMatching(/^https:\/\/pyodide\.example\/full\/mpmath-/) },
    ]);
    const [numpy] = index.forImports(["numpy"]);
    expect(numpy?.sources[0]).not.toHaveProperty("bytecode");
    expect(numpy?.sources.map(({ foreign }) => foreign)).toEqual([undefined, true]);
  });

  it("has no compiled modules that set-up has not made: nothing says what they must be", () => {
    const [sympy] = index.forImports(["sympy"]).slice(-1);
    expect(sympy?.sources[0]).not.toHaveProperty("bytecode");
  });

  const stored = (name: string, modules: string[], depends: string[] = []): StoredPackage => ({
    ...{ name, modules, depends, version: "1", file: `${name}-1-py3-none-any.whl`, bytes: 1 },
    ...{ sha256: "00".repeat(32), summary: null, source: "file", addedAt: 0 },
  });

  it("finds what this browser keeps, with what it needs and is to be had", () => {
    const kept = [stored("knots", ["knots"], ["braids", "networkx", "nobody-has-it"])];
    const found = index.forImports(["knots.theory"], [...kept, stored("braids", ["braids"])]);
    expect(found.map(({ name, stored: own }) => [name, own !== null])).toEqual([
      ["braids", true],
      ["networkx", false],
      ["knots", true],
    ]);
  });

  it("prefers what this browser keeps to what a server has", () => {
    const [numpy] = index.forImports(["numpy"], [stored("numpy", ["numpy"])]);
    expect(numpy?.stored?.version).toBe("1");
    expect(numpy?.sources).toHaveLength(2);
  });
});

it("pins Pyodide's own packages as its lock file does", () => {
  const own = wheels.wheels.filter(({ source }) => source === "pyodide");
  expect(own.map(({ name }) => name)).toEqual(["numpy"]);
  const { version, file_name: file, sha256 } = lock.packages.numpy;
  expect(own).toMatchObject([{ version, file, sha256 }]);
});
