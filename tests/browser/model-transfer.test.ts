import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { sha256Of } from "../harness/fault-server";
import { openStorePage } from "./model-store-harness";

const fixture = "tests/fixtures/script.gguf";

let folder: string;
let browser: TestBrowser;
let page: Page;
let hash: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "math-solver-transfer-"));
  hash = sha256Of(await readFile(fixture));
  browser = await launchBrowser();
});
beforeEach(async () => {
  page = await openStorePage(browser);
});
afterEach(async () => {
  await page.evaluate(() => indexedDB.deleteDatabase("models"));
  await page.close();
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Chooses a file of the disk as a person does. */
async function choose(path: string, on = page): Promise<void> {
  await on.setContent('<input type="file">');
  await on.setInputFiles("input", path);
}

const importChosen = (on = page) =>
  on.evaluate(() => window.storeTools.tryImport(window.storeTools.chosen()));

describe("a file from disk", () => {
  it("is copied with its hash, and not again when it is there", async () => {
    await choose(fixture);
    const { first, again, progress, contents, puts } = await page.evaluate(async () => {
      const { tryImport, chosen, openModelStore, contents } = window.storeTools;
      const progress: number[][] = [];
      const first = await tryImport(chosen(), {
        onProgress: (done, total) => progress.push([done, total]),
      });
      const real = IDBObjectStore.prototype.put;
      const puts: string[] = [];
      IDBObjectStore.prototype.put = function (...record) {
        puts.push(this.name);
        return real.apply(this, record);
      };
      const again = await tryImport(new File([chosen()], "other-name.gguf"));
      return { first, again, progress, puts, contents: await contents(await openModelStore()) };
    });
    expect(first.error).toBeNull();
    expect(first.wasStored).toBe(false);
    expect(first.model).toMatchObject({
      id: `file:${hash}`,
      description: { format: "gguf", licence: null },
      files: [
        {
          name: "script.gguf",
          url: null,
          bytes: 264_288,
          expectedSha256: hash,
          trust: "first-use",
        },
      ],
      state: "complete",
      verifiedAt: expect.any(Number),
    });
    expect(contents.map(({ index, bytes }) => [index, bytes])).toEqual([
      ...[0, 1, 2, 3, 4].map((index) => [index, 50_000]),
      [5, 14_288],
    ]);
    for (const { sha256, found } of contents) expect(found).toBe(sha256);
    expect(progress.at(-1)).toEqual([264_288, 264_288]);
    expect(progress).toHaveLength(12);
    expect(again).toMatchObject({ wasStored: true, error: null });
    expect(again.model?.id).toBe(first.model?.id);
    expect(puts).toEqual(["models"]);
    expect(again.left.list).toHaveLength(1);
  });

  it("is the catalogue's model where name and size say so, unless part of another lies there", async () => {
    await choose(fixture);
    const { known, apart } = await page.evaluate(async () => {
      const { tryImport, chosen, offerInCatalogue, openModelStore, model } = window.storeTools;
      offerInCatalogue("offered", chosen());
      const known = await tryImport(chosen());
      const store = await openModelStore();
      await store.delete("offered");
      // A download that has begun, of a file with another hash.
      await store.put(model("offered"));
      return { known, apart: await tryImport(chosen()) };
    });
    expect(known.model).toMatchObject({
      id: "offered",
      description: { title: "Model offered" },
      files: [
        { url: "https://example.org/offered.gguf", expectedSha256: hash, trust: "first-use" },
      ],
    });
    expect(apart.model?.id).toBe(`file:${hash}`);
    expect(apart.left.list.map(({ id, state }) => `${id} ${state}`)).toContain("offered partial");
  });

  it("mends a stored model: only what is damaged is replaced", async () => {
    await choose(fixture);
    const result = await page.evaluate(async () => {
      const { tryImport, chosen, overwrite, openModelStore, contents, fails } = window.storeTools;
      const { model } = await tryImport(chosen());
      const id = model?.id ?? "";
      await overwrite("models", "pieces", [id, 0, 2], { blob: new Blob(["other bytes"]) });
      const store = await openModelStore();
      const { exportFile, fetchAgain } = window.storeTools;
      const damaged = await fails(exportFile(store, id, { fetchAgain }));
      const again = await tryImport(chosen());
      return { damaged, again, contents: await contents(store) };
    });
    expect(result.damaged).toMatch(/^IntegrityError: Part 3 of 6 .* Import the file again/);
    expect(result.again).toMatchObject({ wasStored: true, error: null });
    for (const { sha256, found } of result.contents) expect(found).toBe(sha256);
  });

  it("completes an import that was killed", async () => {
    await choose(fixture);
    const result = await page.evaluate(async () => {
      const { tryImport, chosen, openModelStore, contents } = window.storeTools;
      const { model } = await tryImport(chosen());
      const store = await openModelStore();
      if (model) await store.put({ ...model, state: "partial", verifiedAt: null });
      await store.deletePiece(model?.id ?? "", 0, 4);
      const controller = new AbortController();
      const stopped = await tryImport(chosen(), {
        signal: controller.signal,
        onProgress: (done, total) => void (done === total && controller.abort()),
      });
      const kept = (await contents(store)).length;
      return { stopped, kept, again: await tryImport(chosen()), contents: await contents(store) };
    });
    expect(result.stopped.error).toMatch(/AbortError/);
    expect(result.kept).toBe(5);
    expect(result.again).toMatchObject({ wasStored: false, model: { state: "complete" } });
    expect(result.contents).toHaveLength(6);
    for (const { sha256, found } of result.contents) expect(found).toBe(sha256);
  });
});

describe("a file that can't be imported", () => {
  it("is refused with the reason, and nothing of it stays", async () => {
    await choose(fixture);
    const results = await page.evaluate(async () => {
      const { tryImport, chosen } = window.storeTools;
      const bytes = new Uint8Array(await chosen().arrayBuffer());
      const newer = bytes.slice();
      new DataView(newer.buffer).setUint32(4, 9, true);
      const file = (...parts: BlobPart[]) => new File(parts, "model.gguf");
      const attempt = async (one: File) => {
        const { error, left } = await tryImport(one);
        return `${error} ${left.list.length} ${left.usage.length}`;
      };
      return {
        empty: await attempt(file()),
        web: await attempt(file("<!doctype html><title>Sign in</title>")),
        foreign: await attempt(file("PK\u0003\u0004 something else".repeat(100))),
        newer: await attempt(file(newer)),
        cut: await attempt(file(bytes.subarray(0, 200_000))),
        cutHeader: await attempt(file(bytes.subarray(0, 900))),
      };
    });
    expect(results.empty).toMatch(/^ImportError: .* is empty.* 0 0$/);
    expect(results.web).toMatch(/^ImportError: This is a web page.* 0 0$/);
    expect(results.foreign).toMatch(/^ImportError: This is no GGUF model file.* 0 0$/);
    expect(results.newer).toMatch(/^ImportError: .*version 9.* 0 0$/);
    expect(results.cut).toMatch(
      /^ImportError: The file is cut off: it has 0.2 MB of 0.3 MB.* Download or copy it again. 0 0$/,
    );
    expect(results.cutHeader).toMatch(/^ImportError: .*cut off.* 0 0$/);
  });

  it("changes or goes away while it is read", async () => {
    const path = join(folder, "moving.gguf");
    const attempt = async (disturb: () => Promise<void>) => {
      await cp(fixture, path);
      await choose(path);
      await page.exposeFunction("disturb", disturb);
      const result = await page.evaluate(() => {
        let steps = 0;
        const { disturb } = window as unknown as { disturb: () => Promise<void> };
        const real = Blob.prototype.arrayBuffer;
        // Pieces are read both times: this is in the middle of the second.
        Blob.prototype.arrayBuffer = async function () {
          if (this.size === 50_000 && ++steps === 8) await disturb();
          return real.call(this);
        };
        return window.storeTools.tryImport(window.storeTools.chosen());
      });
      await page.close();
      page = await openStorePage(browser);
      return result;
    };
    const changed = await attempt(() => appendFile(path, "more"));
    const gone = await attempt(() => rm(path));
    for (const { error, left } of [changed, gone]) {
      expect(error).toMatch(/^ImportError: The file could not be read to its end.*Choose it again/);
      expect(left).toEqual({ list: [], usage: [] });
    }
  });

  it("holds other bytes the second time, where the browser doesn't notice", async () => {
    await choose(fixture);
    const { error, left } = await page.evaluate(() => {
      let steps = 0;
      const real = Blob.prototype.arrayBuffer;
      Blob.prototype.arrayBuffer = async function () {
        const buffer = await real.call(this);
        if (this.size === 50_000 && ++steps === 8) new Uint8Array(buffer)[7] = 1;
        return buffer;
      };
      return window.storeTools.tryImport(window.storeTools.chosen());
    });
    expect(error).toMatch(/^ImportError: The file changed while it was read/);
    expect(left).toEqual({ list: [], usage: [] });
  });

  it("is stopped, or finds no room: nothing of it stays", async () => {
    await choose(fixture);
    const stopped = await page.evaluate(async () => {
      const { tryImport, chosen } = window.storeTools;
      const attempt = (after: number) => {
        const controller = new AbortController();
        let steps = 0;
        return tryImport(chosen(), {
          signal: controller.signal,
          onProgress: () => void (++steps === after && controller.abort()),
        });
      };
      return [await attempt(2), await attempt(8)];
    });
    for (const { error, left } of stopped) {
      expect(error).toMatch(/AbortError/);
      expect(left).toEqual({ list: [], usage: [] });
    }
    const own = await launchBrowser();
    try {
      const other = await openStorePage(own);
      const session = await own.context.newCDPSession(other);
      const { origin } = new URL(other.url());
      await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 150_000 });
      await choose(fixture, other);
      const { error, missingBytes, left } = await importChosen(other);
      expect(error).toMatch(/^StorageFullError: .*free at least 1 MB/);
      // Two pieces found room, and have given it back.
      expect(missingBytes).toBe(164_288);
      expect(left).toEqual({ list: [], usage: [] });
    } finally {
      await own.close();
    }
  });
});

describe("an exported model", () => {
  /** Saves the model with this id to the disk; gives the path. */
  async function save(id: string): Promise<string> {
    const download = page.waitForEvent("download");
    const name = await page.evaluate(
      async (id) => window.storeTools.save(await window.storeTools.openModelStore(), id),
      id,
    );
    const path = join(folder, name);
    await (await download).saveAs(path);
    return path;
  }

  async function importElsewhere(path: string) {
    const own = await launchBrowser();
    try {
      const other = await openStorePage(own);
      await choose(path, other);
      const result = await importChosen(other);
      const contents = await other.evaluate(async () =>
        window.storeTools.contents(await window.storeTools.openModelStore()),
      );
      return { ...result, contents };
    } finally {
      await own.close();
    }
  }

  it("is the same GGUF file, and the same model in another browser", async () => {
    await choose(fixture);
    const { model } = await importChosen();
    const path = await save(model?.id ?? "");
    expect(path).toMatch(/script\.gguf$/);
    expect(sha256Of(await readFile(path))).toBe(hash);
    const { model: again, contents } = await importElsewhere(path);
    expect(again).toMatchObject({ id: model?.id, files: model?.files, state: "complete" });
    for (const { sha256, found } of contents) expect(found).toBe(sha256);
  });

  it("is an archive when it has several files, and comes back whole", async () => {
    const stored = await page.evaluate(async () => {
      const { openModelStore, keep, noise } = window.storeTools;
      const store = await openModelStore();
      const parts = [noise(120_000, 1), noise(70_000, 2), noise(1, 3)];
      return keep(store, { id: "parts", pieceBytes: 50_000 }, ...parts);
    });
    const path = await save("parts");
    expect(path).toMatch(/Model-parts\.tar$/);
    const { model, error, contents } = await importElsewhere(path);
    expect(error).toBeNull();
    expect(model?.id).toMatch(/^file:[0-9a-f]{64}$/);
    expect(model?.description.title).toBe("Model parts");
    expect(model?.files.map(({ name, expectedSha256 }) => [name, expectedSha256])).toEqual(
      stored.files.map(({ name, expectedSha256 }) => [name, expectedSha256]),
    );
    expect(contents).toHaveLength(6);
    for (const { sha256, found } of contents) expect(found).toBe(sha256);

    const bytes = await readFile(path);
    // Inside the second file.
    bytes[150_000] = (bytes[150_000] ?? 0) ^ 1;
    await writeFile(path, bytes);
    await choose(path);
    const here = await importChosen();
    expect(here.error).toMatch(/^ImportError: parts-2.gguf in this archive is damaged/);
    await writeFile(path, bytes.subarray(0, 100_000));
    await choose(path);
    expect((await importChosen()).error).toMatch(/^ImportError: This archive ends too early/);
    expect(here.left.list.map(({ id }) => id)).toEqual(["parts"]);
  });

  it("is refused while the model isn't whole", async () => {
    const errors = await page.evaluate(async () => {
      const { openModelStore, keep, noise, exportFile, fetchAgain, fails } = window.storeTools;
      const store = await openModelStore();
      await keep(store, { id: "half", pieceBytes: 50_000, state: "partial" }, noise(90_000, 1));
      return [
        await fails(exportFile(store, "half", { fetchAgain })),
        await fails(exportFile(store, "none", { fetchAgain })),
      ];
    });
    expect(errors[0]).toMatch(/^ModelMissingError: Model half is not wholly on this device/);
    expect(errors[1]).toMatch(/^ModelMissingError: This model is no longer stored/);
  });
});
