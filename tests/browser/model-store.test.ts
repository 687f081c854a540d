import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { openStorePage } from "./model-store-harness";

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
      for (const index of [2, 0])
        await store.putPiece("a", 0, ...(await piece(index, noise(1000, index))));
      await store.putPiece("b", 0, ...(await piece(0, noise(500, 9))));
      return { a: model("a", { createdAt: 2 }), b: model("b") };
    });
    const other = await openPage();
    const read = await other.evaluate(async () => {
      const { openModelStore, sha256 } = window.storeTools;
      const store = await openModelStore({ name: "kept" });
      const blob = await store.readPiece("a", 0, 2);
      return {
        list: await store.list(),
        pieces: await store.pieces("a", 0),
        hash: blob && (await sha256(await blob.arrayBuffer())),
        absent: [
          await store.readPiece("a", 0, 1),
          await store.readPiece("c", 0, 0),
          await store.get("c"),
        ],
        usage: [...(await store.usage())],
      };
    });
    expect(read.list).toEqual([written.b, written.a]);
    expect(read.pieces.map(({ index, bytes }) => [index, bytes])).toEqual([
      [0, 1000],
      [2, 1000],
    ]);
    expect(read.hash).toBe(read.pieces[1]?.sha256);
    expect(read.absent).toEqual([null, null, null]);
    expect(read.usage).toEqual([
      ["a", 2000],
      ["b", 500],
    ]);
  });
});
