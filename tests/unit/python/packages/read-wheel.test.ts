import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readWheel } from "../../../../src/python/packages/read-wheel";
import { readPackageFile } from "../../../../src/python/packages/wheel-reader";
import { makeWheel, type WheelParts, zip } from "./make-wheel";

const file = "knots-1.0-py3-none-any.whl";
const read = (parts: WheelParts = {}, name = file) => readWheel(name, makeWheel(parts));

describe("a wheel", () => {
  it("tells its name, version, modules, what it needs, and what it is", async () => {
    const facts = await read({
      fields: [
        "Summary: Knots and links",
        "Requires-Dist: Sym.Py>=1.12",
        "Requires-Dist: importlib-resources; python_version < '3.9'",
        "Requires-Dist: pytest; extra == 'test'",
      ],
      files: {
        "knots/__init__.py": "",
        "knots/data.txt": "x",
        "braids.py": "",
        "_fast.cpython-314-wasm32-emscripten.so": "",
        "knots.libs/lib.so": "",
        "docs/guide.md": "",
      },
    });
    expect(facts).toEqual({
      name: "knots",
      version: "1.0",
      modules: ["_fast", "braids", "knots"],
      depends: ["sym-py"],
      summary: "Knots and links",
    });
  });

  it("is known by the normalised form of its name", async () => {
    const facts = await read({ name: "Knot_Theory.X" }, "Knot_Theory.X-1.0-py3-none-any.whl");
    expect(facts.name).toBe("knot-theory-x");
  });

  it("may have a local version and names with commas", async () => {
    const parts = {
      version: "1.0+local",
      files: { "knots/__init__.py": "", "knots/a,b.txt": "x" },
      record: (lines: string[]) =>
        lines.map((line) => line.replace("knots/a,b.txt", '"knots/a,b.txt"')),
    };
    expect((await read(parts, "knots-1.0+local-py3-none-any.whl")).version).toBe("1.0+local");
  });
});

describe("refused is", () => {
  const added = (files: Record<string, string>) => ({ added: files });
  it.each<[string, WheelParts, RegExp]>([
    [
      "a file of which RECORD knows nothing",
      added({ "knots/more.py": "x" }),
      /no hash in its list/,
    ],
    ["a file that was changed", added({ "knots/__init__.py": "crossings = 4\n" }), /another hash/],
    [
      "a missing file",
      { record: (l) => [...l, "knots/gone.py,sha256=xx,1"] },
      /gone\.py is listed/,
    ],
    [
      "a hash that can be forged",
      { record: (l) => l.map((it) => it.replace("sha256", "md5")) },
      /no hash/,
    ],
    ["a file outside of it", added({ "../evil.py": "x" }), /outside of it: \.\.\/evil\.py/],
    ["a file with an absolute path", added({ "/etc/x": "x" }), /outside of it/],
    [
      "two .dist-info folders",
      added({ "other-1.dist-info/METADATA": "x" }),
      /one \.dist-info folder/,
    ],
    [
      "another package than its name says",
      { name: "braids" },
      /holds another package.*braids 1\.0/,
    ],
    ["another version than its name says", { version: "2.0" }, /holds another package.*knots 2\.0/],
    ["a wheel without modules", { files: { "share/x.txt": "x" } }, /no modules/],
  ])("%s", async (_, parts, reason) => {
    await expect(read(parts)).rejects.toThrow(reason);
  });

  it("a zip with a file twice", async () => {
    const bytes = makeWheel({ added: { "knots/__init__.pz": "x" } });
    // The same length: only the name in the two places of the zip changes.
    const text = Buffer.from(bytes).toString("latin1").replaceAll("__init__.pz", "__init__.py");
    const doubled = new Uint8Array(Buffer.from(text, "latin1"));
    await expect(readWheel(file, doubled)).rejects.toThrow(/__init__\.py twice/);
  });

  it("a zip that unpacks to more than it may, before it is unpacked", async () => {
    const bytes = makeWheel();
    const entry = Buffer.from(bytes).indexOf("PK\u0001\u0002");
    // The length of the first file, as the zip's directory says it.
    new DataView(bytes.buffer).setUint32(entry + 24, 2 ** 30, true);
    await expect(readWheel(file, bytes)).rejects.toThrow(/unpacks to more than 256 MB/);
  });

  it("a file that is cut or no zip at all", async () => {
    await expect(readWheel(file, makeWheel().slice(0, -30))).rejects.toThrow(/can't be unpacked/);
    await expect(readWheel(file, new Uint8Array(40))).rejects.toThrow(/can't be unpacked/);
    await expect(readWheel(file, zip({ "a.py": "x" }))).rejects.toThrow(/no wheel/);
  });

  it("each file of which one byte is other than it was", async () => {
    const bytes = makeWheel();
    const whole = await readWheel(file, bytes);
    for (let place = 0; place < bytes.length; place += 7) {
      const changed = bytes.slice();
      changed[place] = (changed[place] ?? 0) ^ 1;
      // Times and the like of the zip itself may differ; what it holds may not.
      const facts = await readWheel(file, changed).catch((error: Error) => error.name);
      expect(["WheelRefusedError", JSON.stringify(whole)], `byte ${place}`).toContain(
        typeof facts === "string" ? facts : JSON.stringify(facts),
      );
    }
  }, 60_000);
});

describe("a file from disk", () => {
  const blob = (size: number) => ({ size, arrayBuffer: () => Promise.reject(new Error("gone")) });

  it("is taken without more ado where its hash is known", async () => {
    const known = await readPackageFile(new Blob(["abc"]), "libx.zip", new Set([abc]));
    expect(known).toMatchObject({ kind: "known", sha256: abc });
    const unknown = await readPackageFile(new Blob(["abc"]), "libx.zip", new Set());
    expect(unknown).toMatchObject({ kind: "refused", message: /not named as wheels are/ });
  });

  it("is refused where it is too large, or can't be read", async () => {
    const huge = blob(2 ** 30) as unknown as Blob;
    expect(await readPackageFile(huge, file, new Set())).toMatchObject({ message: /larger than/ });
    const gone = blob(10) as unknown as Blob;
    expect(await readPackageFile(gone, file, new Set())).toMatchObject({
      message: /can't be read/,
    });
  });
});

/** Of "abc", from FIPS 180-2. */
const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

const sympy = "public/assets-setup/wheels/sympy-1.14.0-py3-none-any.whl";

it.skipIf(!existsSync(sympy))(
  "a published wheel passes: SymPy's",
  async () => {
    const bytes = new Uint8Array(readFileSync(sympy));
    expect(await readWheel("sympy-1.14.0-py3-none-any.whl", bytes)).toMatchObject({
      ...{ name: "sympy", version: "1.14.0", depends: ["mpmath"] },
      ...{ modules: ["isympy", "sympy"], summary: expect.stringContaining("Computer algebra") },
    });
  },
  60_000,
);
