import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { openPythonPage, run } from "./python-harness";

let browser: TestBrowser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await openPythonPage(browser, inject("isolatedUrl"));
  await page.addScriptTag({ url: "/tests/browser/python-figures.page.tsx", type: "module" });
  await page.waitForFunction(() => "showResult" in window);
  await run(page, { code: standIn });
});
afterAll(() => browser?.close());

/**
 * No registry has matplotlib for this Pyodide, so its part is played by a module that draws a real
 * PNG; tests/unit/python/reference.test.ts has the real one, under CPython.
 */
const standIn = `
import struct, sys, types, zlib

def png(width, height):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\\0" + bytes([40, 90, 160]) * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\\x89PNG\\r\\n\\x1a\\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")

class Figure:
    content = None
    def get_size_inches(self):
        return 3, 2
    def savefig(self, file, format, dpi):
        file.write(self.content or png(int(3 * dpi), int(2 * dpi)))
    def get_suptitle(self):
        return "Waves"
    def get_axes(self):
        return []

open_figures = {}
plt = types.ModuleType("matplotlib.pyplot")
plt.get_fignums = lambda: list(open_figures)
plt.figure = lambda number=None: open_figures.setdefault(number or len(open_figures) + 1, Figure())
plt.close = lambda which: open_figures.clear()
sys.modules["matplotlib.pyplot"] = plt
`;

it("brings a block's figures to the page, and no text of them to the model", async () => {
  const result = await run(page, { code: "print('drawn')\nplt.figure();" });
  expect(result).toMatchObject({ status: "completed", stdout: "drawn\n", stderr: "" });
  expect(result.figures).toEqual([
    {
      png: expect.stringMatching(/^iVBORw0KGgo/),
      width: 300,
      height: 200,
      alt: "Chart: titled “Waves”",
    },
  ]);
  await page.evaluate((shown) => window.showResult(shown), result);
  const image = page.getByRole("img", { name: "Chart: titled “Waves”" });
  expect(
    await image.evaluate((it: HTMLImageElement) => [it.naturalWidth, it.naturalHeight]),
  ).toEqual([300, 200]);
});

it("keeps a figure that was open when the block failed, and shows none twice", async () => {
  const failed = await run(page, { code: "plt.figure()\n1 / 0" });
  expect([failed.status, failed.figures?.length]).toEqual(["raised", 1]);
  expect((await run(page, { code: "1" })).figures).toBeUndefined();
});

it("takes at most four figures, and none that is too large", async () => {
  expect((await run(page, { code: "for _ in range(9): plt.figure()" })).figures).toHaveLength(4);
  const large = "plt.figure().content = png(2, 2) + bytes(2_000_000)";
  expect((await run(page, { code: large })).figures).toBeUndefined();
});

it("lets no other picture through", async () => {
  const svg = "plt.figure().content = b'<svg onload=alert(1)>' * 9";
  const { figures, status } = await run(page, { code: svg });
  expect([figures, status]).toEqual([undefined, "completed"]);
});
