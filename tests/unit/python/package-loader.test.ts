import { expect, it, vi } from "vitest";
import type { KeptPackages } from "../../../src/python/kept-packages";
import type { Package } from "../../../src/python/package-index";
import { integrityOf, PackageLoader } from "../../../src/python/package-loader";
import type { StoredPackage } from "../../../src/python/packages/stored-package";

const hash = "00ff".repeat(16);
const compiledHash = "ff00".repeat(16);
const source = (server: string, file: string) => ({
  url: `https://${server}/${file}`,
  file,
  sha256: hash,
});
const both = (name: string): Package => ({
  name,
  stored: null,
  sources: [
    {
      ...source("own", `${name}.whl`),
      bytecode: { url: `https://own/${name}.zip`, sha256: compiledHash },
    },
    { ...source("distribution", `${name}-other.whl`), foreign: true },
  ],
});

/** A browser that keeps packages; null: its copy is damaged. */
function keeper(steps: string[], copy: string | null = null): KeptPackages {
  return {
    list: async () => [],
    async read() {
      if (copy === null) throw new Error("damaged");
      return new TextEncoder().encode(copy);
    },
    keep: (name, sha256, bytes) =>
      void steps.push(`keep ${name} ${sha256}: ${new TextDecoder().decode(bytes)}`),
  };
}

function setUp(answers: Record<string, string>, copy: string | null = null) {
  const steps: string[] = [];
  const fetch = vi.fn(async (url: string | URL | Request, init?: RequestInit) => {
    steps.push(`get ${url}`);
    const wanted = String(url).endsWith(".whl") ? hash : compiledHash;
    expect(init?.integrity).toBe(integrityOf(wanted));
    const answer = answers[String(url)];
    return answer === undefined ? new Response("", { status: 404 }) : new Response(answer);
  });
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  const loader = new PackageLoader(fetch, keeper(steps, copy), {
    wheel: async (bytes, file) => void steps.push(`install ${file}: ${text(bytes)}`),
    bytecode: async (bytes) => void steps.push(`bytecode: ${text(bytes)}`),
  });
  return { loader, steps, fetch };
}

it("loads from our own server, with the compiled modules, once", async () => {
  const { loader, steps, fetch } = setUp({ "https://own/a.whl": "A", "https://own/a.zip": "Z" });
  expect(await loader.load([both("a")])).toEqual([]);
  expect(steps).toEqual([
    "get https://own/a.whl",
    "get https://own/a.zip",
    "install a.whl: A",
    "bytecode: Z",
  ]);
  expect(await loader.load([both("a")])).toEqual([]);
  expect(fetch).toHaveBeenCalledTimes(2);
});

it("loads nothing that is there from the start", async () => {
  const fetch = vi.fn(async () => new Response("A"));
  const installer = { wheel: async () => {}, bytecode: async () => {} };
  const loader = new PackageLoader(fetch, keeper([]), installer, ["a"]);
  expect(await loader.load([both("a")])).toEqual([]);
  expect(fetch).not.toHaveBeenCalled();
});

it("falls back to Pyodide's distribution, whose file has no compiled modules with us", async () => {
  const { loader, steps } = setUp({
    "https://distribution/a-other.whl": "A",
    "https://own/a.zip": "Z",
  });
  expect(await loader.load([both("a")])).toEqual([]);
  expect(steps.slice(-2)).toEqual([`keep a ${hash}: A`, "install a-other.whl: A"]);
});

const stored: StoredPackage = {
  ...{ name: "a", version: "2", file: "a-2.whl", bytes: 1, sha256: hash, modules: ["a"] },
  ...{ depends: [], summary: null, source: "file", addedAt: 0 },
};

it("takes what this browser keeps, without asking anybody", async () => {
  const { loader, steps } = setUp({ "https://own/a.whl": "A" }, "kept");
  expect(await loader.load([{ ...both("a"), stored }])).toEqual([]);
  expect(steps).toEqual(["install a-2.whl: kept"]);
});

it("asks the servers where the kept copy is damaged; without any, says what to do", async () => {
  const { loader, steps } = setUp({ "https://own/a.whl": "A" });
  expect(await loader.load([{ ...both("a"), stored }])).toEqual([]);
  expect(steps.at(-1)).toBe("install a.whl: A");
  const [notice] = await loader.load([
    { name: "b", stored: { ...stored, name: "b" }, sources: [] },
  ]);
  expect(notice?.message).toMatch(
    /b could not be loaded.*Remove it.*import it again\. \(damaged\)/,
  );
});

it("says what could not be had, loads the rest, and tries again next time", async () => {
  const answers: Record<string, string> = { "https://own/b.whl": "B" };
  const { loader, steps } = setUp(answers);
  const [notice, ...others] = await loader.load([both("a"), both("b")]);
  expect(others).toEqual([]);
  expect(notice?.package).toBe("a");
  expect(notice?.message).toMatch(
    /a could not be loaded.*npm run setup.*own\/a\.whl.*404.*distribution/,
  );
  expect(steps).toContain("install b.whl: B");
  answers["https://own/a.whl"] = "A";
  expect(await loader.load([both("a"), both("b")])).toEqual([]);
  expect(steps.at(-1)).toBe("install a.whl: A");
});

it("bears a failure that comes while an earlier package is still unpacked", async () => {
  const fetch = async (url: string | URL | Request) =>
    String(url).includes("slow") ? new Response("S") : new Response("", { status: 404 });
  const loader = new PackageLoader(fetch, keeper([]), {
    wheel: () => new Promise((resolve) => setTimeout(resolve, 50)),
    bytecode: async () => {},
  });
  // An unhandled rejection in between would fail this test.
  expect(await loader.load([both("slow"), both("gone")])).toHaveLength(1);
});

it("writes a hash as Subresource Integrity does", () => {
  const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  expect(integrityOf(empty)).toBe("sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
});
