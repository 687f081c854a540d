import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { openStorePage, storePage } from "./model-store-harness";

let browser: TestBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const openPage = (): Promise<Page> => openStorePage(browser);

describe("what is stored", () => {
  it("is there again, in this tab and in another one", async () => {
    const page = await openPage();
    const written = await page.evaluate(async () => {
      const { openModelStore, model, piece, noise } = window.storeTools;
      const store = await openModelStore({ name: "kept" });
      await store.put(model("a", { createdAt: 2 }));
      await store.put(model("b"));
      for (const index of [2, 0]) {
        await store.putPiece("a", 0, ...(await piece(index, noise(1000, index))));
      }
      await store.putPiece("b", 0, ...(await piece(0, noise(500, 9))));
      // Replaces the record; the pieces stay.
      await store.put(model("b", { verifiedAt: 5 }));
      return [model("b", { verifiedAt: 5 }), model("a", { createdAt: 2 })];
    });
    const other = await openPage();
    const read = await other.evaluate(async () => {
      const { openModelStore, contents } = window.storeTools;
      const store = await openModelStore({ name: "kept" });
      return {
        list: await store.list(),
        one: await store.get("b"),
        contents: await contents(store),
        absent: [
          await store.readPiece("a", 0, 1),
          await store.readPiece("c", 0, 0),
          await store.get("c"),
        ],
        usage: [...(await store.usage())],
      };
    });
    expect(read.list).toEqual(written);
    expect(read.one).toEqual(written[0]);
    expect(read.contents.map(({ id, index, bytes }) => [id, index, bytes])).toEqual([
      ["b", 0, 500],
      ["a", 0, 1000],
      ["a", 2, 1000],
    ]);
    for (const { sha256, found } of read.contents) expect(found).toBe(sha256);
    expect(read.absent).toEqual([null, null, null]);
    expect(read.usage).toEqual([
      ["a", 2000],
      ["b", 500],
    ]);
  });

  it("is deleted whole, with nothing of another model, and takes no late piece", async () => {
    const page = await openPage();
    const result = await page.evaluate(async () => {
      const { openModelStore, keep, noise, piece, fails, contents } = window.storeTools;
      const store = await openModelStore({ name: "deleted" });
      await keep(store, { id: "a", pieceBytes: 1000 }, noise(2500, 1), noise(1000, 2));
      await keep(store, { id: "ab", pieceBytes: 1000 }, noise(1500, 3));
      await store.deletePiece("ab", 0, 1);
      await store.delete("a");
      const late = await fails(store.putPiece("a", 0, ...(await piece(0, noise(1000, 1)))));
      return { left: await contents(store), usage: [...(await store.usage())], late };
    });
    expect(result.left.map(({ id, index }) => [id, index])).toEqual([["ab", 0]]);
    expect(result.usage).toEqual([["ab", 1000]]);
    expect(result.late).toMatch(/^ModelMissingError: The model was deleted/);
  });

  it("is known without touching the bytes", async () => {
    const page = await openPage();
    const touched = await page.evaluate(async () => {
      const { openModelStore, keep, noise } = window.storeTools;
      const store = await openModelStore({ name: "untouched" });
      await keep(store, { id: "a", pieceBytes: 1000 }, noise(2500, 1));
      const touched: string[] = [];
      const real = IDBDatabase.prototype.transaction;
      IDBDatabase.prototype.transaction = function (stores, ...rest) {
        touched.push(...(typeof stores === "string" ? [stores] : stores));
        return real.call(this, stores, ...rest);
      };
      await store.list();
      await store.pieces("a", 0);
      await store.usage();
      return touched;
    });
    expect(touched).toEqual(["models", "piece-info", "piece-info"]);
  });

  it("survives damaged records beside it", async () => {
    const page = await openPage();
    const result = await page.evaluate(async () => {
      const { openModelStore, keep, noise, overwrite } = window.storeTools;
      const store = await openModelStore({ name: "damaged" });
      await keep(store, { id: "a", pieceBytes: 1000 }, noise(3000, 1));
      await keep(store, { id: "b", pieceBytes: 1000 }, noise(3000, 2));
      await overwrite("damaged", "models", undefined, { id: "b", files: "?" });
      await overwrite("damaged", "piece-info", ["a", 0, 0], { bytes: -1 });
      await overwrite("damaged", "pieces", ["a", 0, 1], "nonsense");
      return {
        list: (await store.list()).map(({ id }) => id),
        b: await store.get("b"),
        pieces: (await store.pieces("a", 0)).map(({ index }) => index),
        bytes: await store.readPiece("a", 0, 1),
      };
    });
    expect(result).toEqual({ list: ["a"], b: null, pieces: [1, 2], bytes: null });
  });

  it("says which piece lost its file on the disk", async () => {
    const own = await launchBrowser();
    try {
      const page = await openStorePage(own);
      await page.evaluate(async () => {
        const { openModelStore, keep, noise } = window.storeTools;
        const store = await openModelStore();
        await keep(store, { id: "a", pieceBytes: 400_000 }, noise(1_000_000, 1));
      });
      await page.close();
      const databases = join(own.profile, "Default", "IndexedDB");
      const blobs = (await readdir(databases, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile() && entry.parentPath.includes(".blob"))
        .map((entry) => join(entry.parentPath, entry.name))
        .sort();
      expect(blobs).toHaveLength(3);
      await rm(blobs[1] ?? "");
      const again = await openStorePage(own);
      const found = await again.evaluate(async () => {
        const store = await window.storeTools.openModelStore();
        return (await window.storeTools.contents(store)).map(({ sha256, found }) =>
          found === null ? "lost" : found === sha256,
        );
      });
      expect(found).toEqual([true, "lost", true]);
    } finally {
      await own.close();
    }
  });

  it("is whole in every piece when the tab crashes while it stores", async () => {
    for (const stored of [0, 1, 60]) {
      const page = await openPage();
      await page.evaluate(async (stored) => {
        const { openModelStore, model, noise, piece } = window.storeTools;
        const store = await openModelStore({ name: "killed" });
        await store.put(model("a"));
        const pieces = [];
        for (let n = 0; n < 120; n += 1) pieces.push(await piece(n, noise(20_000, n)));
        const puts = pieces.map((one) => store.putPiece("a", 0, ...one));
        await Promise.all(puts.slice(0, stored));
      }, stored);
      const session = await page.context().newCDPSession(page);
      void session.send("Page.crash").catch(() => {});
      await page.waitForEvent("crash");
      await page.close();
      const again = await openPage();
      const contents = await again.evaluate(async () => {
        const store = await window.storeTools.openModelStore({ name: "killed" });
        const contents = await window.storeTools.contents(store);
        await store.delete("a");
        return contents;
      });
      expect(contents.length).toBeGreaterThanOrEqual(stored);
      for (const { sha256, found } of contents) expect(found).toBe(sha256);
      await again.close();
    }
  });
});

describe("when there is no room", () => {
  it("says how much to free, keeps what it has, and goes on when there is room", async () => {
    // A profile of its own: Chromium looks at the quota before the first write, then not for a while.
    const own = await launchBrowser();
    try {
      const page = await openStorePage(own);
      const session = await own.context.newCDPSession(page);
      const { origin } = new URL(page.url());
      await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 8_000_000 });
      const result = await page.evaluate(async () => {
        const { openModelStore, model, piece, noise, contents } = window.storeTools;
        const store = await openModelStore();
        await store.put(model("a"));
        const put = async (index: number) =>
          store.putPiece("a", 0, ...(await piece(index, noise(3_000_000, index)))).then(
            () => null,
            (error) => ({ text: String(error), missing: Number(error.missingBytes) }),
          );
        const before = [await put(0), await put(1)];
        const full = await put(2);
        // A Blob that was read would keep its room as long as it lives.
        await store.deletePiece("a", 0, 0);
        const after = await put(2);
        return { before, full, after, kept: await contents(store) };
      });
      expect(result.before).toEqual([null, null]);
      expect(result.full?.text).toMatch(
        /^StorageFullError: .* What is stored stays\. .*free at least 3 MB/,
      );
      expect(result.full?.missing).toBe(3_000_000);
      expect(result.kept.map(({ index }) => index)).toEqual([1, 2]);
      for (const { sha256, found } of result.kept) expect(found).toBe(sha256);
      expect(result.after).toBeNull();
    } finally {
      await own.close();
    }
  });
});

describe("other versions of the schema", () => {
  it("upgrades version 1: every model and every byte is there", async () => {
    const page = await openPage();
    const result = await page.evaluate(async () => {
      const { version1, openModelStore, contents } = window.storeTools;
      (await version1("v1")).close();
      const store = await openModelStore({ name: "v1" });
      return { list: await store.list(), contents: await contents(store) };
    });
    expect(result.list).toHaveLength(1);
    expectVersion1(result.contents);
  });

  it("upgrades it again when the tab was closed in the middle", async () => {
    const page = await openPage();
    await page.evaluate(async () => {
      const { version1, openModelStore } = window.storeTools;
      (await version1("interrupted")).close();
      // The upgrade stops at its third piece, with its transaction open.
      let steps = 0;
      const real = IDBCursor.prototype.continue;
      const reached = new Promise<void>((resolve) => {
        IDBCursor.prototype.continue = function (...key) {
          steps += 1;
          if (steps < 3) return real.apply(this, key);
          const { source } = this;
          const wait = () => {
            source.count().onsuccess = wait;
          };
          wait();
          resolve();
        };
      });
      void openModelStore({ name: "interrupted" });
      await reached;
    });
    await page.close();
    const again = await openPage();
    const result = await again.evaluate(async () => {
      const { openModelStore, openRaw, contents } = window.storeTools;
      const before = await openRaw("interrupted");
      const version = before.version;
      before.close();
      const store = await openModelStore({ name: "interrupted" });
      return { version, contents: await contents(store) };
    });
    expect(result.version).toBe(1);
    expectVersion1(result.contents);
  });

  it("leaves version 1 as it is when the upgrade fails, and says so", async () => {
    const page = await openPage();
    const result = await page.evaluate(async () => {
      const { version1, openModelStore, openRaw, contents, fails } = window.storeTools;
      (await version1("failed")).close();
      const real = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = function (...record) {
        if (this.name !== "piece-info" || String(record[1]) !== "old,0,2") {
          return real.apply(this, record);
        }
        throw new DOMException("No room.", "QuotaExceededError");
      };
      const error = await fails(openModelStore({ name: "failed" }));
      IDBObjectStore.prototype.put = real;
      const raw = await openRaw("failed");
      const { version } = raw;
      raw.close();
      const store = await openModelStore({ name: "failed" });
      return { error, version, contents: await contents(store) };
    });
    expect(result.error).toMatch(/^StorageFullError: /);
    expect(result.version).toBe(1);
    expectVersion1(result.contents);
  });

  it("leaves a newer database alone", async () => {
    const page = await openPage();
    const result = await page.evaluate(async () => {
      const { openModelStore, openRaw, fails } = window.storeTools;
      (await openRaw("newer", 99)).close();
      const error = await fails(openModelStore({ name: "newer" }));
      return { error, version: (await openRaw("newer")).version };
    });
    expect(result.error).toMatch(
      /^StoreTooNewError: A newer version of this app .*Reload the page/,
    );
    expect(result.version).toBe(99);
  });

  it("makes way for a newer version in another tab, and asks to be reloaded", async () => {
    const old = await openPage();
    const connection = await old.evaluateHandle(async () => {
      const { openModelStore, keep, noise } = window.storeTools;
      let told = 0;
      const store = await openModelStore({ name: "outdated", onOutdated: () => (told += 1) });
      await keep(store, { id: "a", pieceBytes: 1000 }, noise(1000, 1));
      return { store, told: () => told, blob: await store.readPiece("a", 0, 0) };
    });
    const newer = await openPage();
    // Waits for ever where the old tab keeps its connection.
    await newer.evaluate(() => window.storeTools.openRaw("outdated", 99).then(() => {}));
    const result = await connection.evaluate(async ({ store, told, blob }) => ({
      told: told(),
      // An engine goes on with what it has.
      bytes: (await blob?.arrayBuffer())?.byteLength,
      read: await window.storeTools.fails(store.list()),
      written: await window.storeTools.fails(store.put(window.storeTools.model("b"))),
    }));
    expect(result.told).toBe(1);
    expect(result.bytes).toBe(1000);
    expect(result.read).toMatch(/^StoreOutdatedTabError: Another tab .*Reload this page/);
    expect(result.written).toBe(result.read);
  });

  it("says so when an older tab does not make way, and works when it has gone", async () => {
    const old = await openPage();
    await old.evaluate(async () => {
      // Kept open: it knows of no newer versions.
      Object.assign(window, { connection: await window.storeTools.version1("blocked") });
    });
    const page = await openPage();
    const open = () =>
      page.evaluate(() =>
        window.storeTools.fails(window.storeTools.openModelStore({ name: "blocked" })),
      );
    expect(await open()).toMatch(
      /^StoreOutdatedTabError: An older version .*Close or reload the other tabs/,
    );
    await old.close();
    expect(await open()).toBe("done");
    const contents = await page.evaluate(async () =>
      window.storeTools.contents(await window.storeTools.openModelStore({ name: "blocked" })),
    );
    expectVersion1(contents);
  });
});

describe("a browser without a database", () => {
  it("says so", async () => {
    const page = await openPage();
    const errors = await page.evaluate(async () => {
      const { openModelStore, model, fails } = window.storeTools;
      const store = await openModelStore({ name: "closed" });
      store.close();
      const closed = await fails(store.put(model("a")));
      Object.defineProperty(window, "indexedDB", { value: undefined });
      return { closed, none: await fails(openModelStore()) };
    });
    expect(errors.closed).toMatch(/^StoreUnavailableError: The database of models was closed/);
    expect(errors.none).toMatch(/^StoreUnavailableError: .*Private windows/);
  });

  it("says what is wrong with an address that is not secure", async () => {
    const page = await browser.newPage();
    await page.route("http://insecure.test/**", async (route) => {
      const { pathname, search } = new URL(route.request().url());
      const url = `${inject("isolatedUrl")}${pathname.slice(1)}${search}`;
      await route.fulfill({ response: await route.fetch({ url }) });
    });
    const error = await storePage(page, "http://insecure.test/").then(() =>
      page.evaluate(() => window.storeTools.fails(window.storeTools.openModelStore())),
    );
    expect(error).toMatch(/^StoreUnavailableError: .* https, .*localhost/);
  });
});

interface Found {
  readonly id: string;
  readonly file: number;
  readonly index: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly found: string | null;
}

function expectVersion1(contents: readonly Found[]): void {
  expect(contents.map(({ id, file, index, bytes }) => [id, file, index, bytes])).toEqual([
    ["old", 0, 0, 1000],
    ["old", 0, 1, 1000],
    ["old", 0, 2, 1000],
    ["old", 1, 0, 1000],
    ["old", 1, 1, 500],
  ]);
  for (const { sha256, found } of contents) expect(found).toBe(sha256);
}
