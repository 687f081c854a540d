import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openArchive, writeArchive } from "../../../src/models/transfer/archive";
import { readTarHeader, tarHeader } from "../../../src/models/transfer/tar";

const folder = mkdtempSync(join(tmpdir(), "math-solver-tar-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hash = "0".repeat(64);
const long = `${"x".repeat(120)}.bin`;
const manifest = {
  title: "A model",
  format: "mlc" as const,
  licence: null,
  files: [
    { name: "params/one.bin", bytes: 5, sha256: hash },
    { name: long, bytes: 512, sha256: hash },
    { name: "empty.json", bytes: 0, sha256: hash },
  ],
};
const contents = ["hello", "y".repeat(512), ""];
const archive = writeArchive(
  manifest,
  contents.map((text) => new Blob([text])),
);

describe("the archive", () => {
  it("is one that tar unpacks", async () => {
    const path = join(folder, "model.tar");
    writeFileSync(path, Buffer.from(await archive.arrayBuffer()));
    const list = execFileSync("tar", ["-tf", path]).toString().trim().split("\n");
    expect(list).toEqual(["math-solver-model.json", "params/one.bin", "file-2", "empty.json"]);
    execFileSync("tar", ["-xf", path, "-C", folder]);
    expect(readFileSync(join(folder, "params/one.bin"), "utf8")).toBe("hello");
    expect(readFileSync(join(folder, "file-2"), "utf8")).toBe(contents[1]);
  });

  it("gives its files back", async () => {
    const { manifest: read, files } = await openArchive(archive);
    expect(read).toMatchObject(manifest);
    expect(await Promise.all(files.map((file) => file.text()))).toEqual(contents);
  });

  it("is refused when it is cut, damaged, or another program's", async () => {
    const bytes = new Uint8Array(await archive.arrayBuffer());
    const shifted = bytes.slice();
    shifted[new TextDecoder("latin1").decode(bytes).indexOf("params/one.bin\0")] = 65;
    const path = join(folder, "foreign.tar");
    execFileSync("tar", ["--format=ustar", "-cf", path, "-C", folder, "file-2"]);
    const renamed = new Blob([
      tarHeader({ name: "math-solver-model.json", bytes: 2 }),
      "{}",
      new Uint8Array(510),
    ]);
    const reason = (blob: Blob) => openArchive(blob).then(() => "", String);
    expect(await reason(archive.slice(0, 2500))).toMatch(
      /ImportError: .* ends too early, .*Copy it/,
    );
    expect(await reason(new Blob([shifted]))).toMatch(
      /ImportError: .* is damaged: params\/one.bin/,
    );
    expect(await reason(new Blob([readFileSync(path)]))).toMatch(
      /ImportError: .* not made by this app/,
    );
    expect(await reason(renamed)).toMatch(/ImportError: .* not made by this app/);
  });

  it("takes no file names that lead out of its folder", async () => {
    for (const name of ["/etc/passwd", "../x", "a/../../x"]) {
      const files = [{ name, bytes: 1, sha256: hash }];
      const bad = writeArchive({ ...manifest, files }, [new Blob(["x"])]);
      await expect(openArchive(bad)).rejects.toThrow(/not made by this app/);
    }
  });

  it("has room for files of several gigabytes", () => {
    for (const bytes of [4_683_000_000, 8_589_934_591, 20_000_000_000]) {
      expect(readTarHeader(tarHeader({ name: "weights", bytes }))).toEqual({
        name: "weights",
        bytes,
      });
    }
  });
});
