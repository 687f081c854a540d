import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drawIcon, icons } from "../../tools/icons/icons";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { builtApp } from "../harness/built-app";
import { type StaticServer, startStaticServer } from "../harness/static-server";
import { appPage, newPage } from "./app-page";

// The app as one that is installed: its manifest, how the system opens it, and what its first visit costs.

/** The model, Python, and what the page fetches when there is nothing better to do. */
const later =
  /\/(assets-setup|models)\/|\/assets\/(engine-(?!choice)|wllama|interpreter-source|open-sandbox|stored-package|packages-changed|(?:pypi-)?wheels|_virtual_set-up|sandbox-errors|hash-|index\.esm|math-module|formula-text|normalise-formula|highlight|[kK]a[tT]e[xX])/;

let folder: string;
let server: StaticServer;
let browser: TestBrowser;
let page: Page;
let cdp: CDPSession;
const app = appPage(() => page);

beforeAll(async () => {
  folder = await builtApp();
  server = await startStaticServer({ folder, base: "/some/path/" });
  browser = await launchBrowser();
  page = await newPage(browser);
  cdp = await browser.context.newCDPSession(page);
  // They are never answered, so the page is known not to wait for them.
  await browser.context.route(later, () => {});
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

interface Manifest {
  readonly icons: readonly { readonly src: string }[];
  readonly screenshots: readonly {
    readonly src: string;
    readonly sizes: string;
    readonly form_factor: string;
    readonly label: string;
  }[];
  readonly shortcuts: readonly { readonly name: string; readonly url: string }[];
  readonly share_target: { readonly action: string; readonly params: Record<string, string> };
}

/** Chromium's own reading of the manifest. */
async function readManifest(): Promise<Manifest> {
  const { data, errors } = await cdp.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  return JSON.parse(data ?? "");
}

async function open(path = ""): Promise<void> {
  await page.goto(server.url + path);
  await page.getByRole("heading", { name: "Math Solver", level: 1 }).waitFor();
}

const expectProblem = (problem: string | RegExp) =>
  expect.poll(() => app.problemBox().inputValue()).toMatch(problem);

describe("an installed app", () => {
  it("is one that Chromium installs, for each path its own", async () => {
    await open();
    const { installabilityErrors } = await cdp.send("Page.getInstallabilityErrors");
    expect(installabilityErrors).toEqual([]);
    expect((await cdp.send("Page.getAppId")).appId).toBe(server.url);
    for (const { src } of (await readManifest()).icons) {
      const response = await page.request.get(server.url + src);
      expect(response.status(), src).toBe(200);
    }
  });

  it("has icons that look as public/icon.svg does", async () => {
    const source = await readFile("public/icon.svg", "utf8");
    const drawing = await newPage(browser);
    for (const icon of icons) {
      const drawn = await drawIcon(drawing, source, icon);
      const kept = await readFile(join("public", icon.file));
      // Another Chromium may smooth edges a little differently.
      expect(await difference(drawing, drawn, kept), icon.file).toBeLessThan(2);
    }
    await drawing.close();
  });

  it("is shown by pictures, wide and narrow, which are fetched only for that", async () => {
    const { screenshots } = await readManifest();
    expect(screenshots.map((one) => one.form_factor)).toEqual(["wide", "narrow"]);
    const worker = await readFile(join(folder, "service-worker.js"), "utf8");
    for (const { src, sizes, label } of screenshots) {
      const png = await readFile(join(folder, src));
      // A PNG file begins with its size.
      expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`, src).toBe(sizes);
      expect(png.length, src).toBeLessThan(200_000);
      expect(label).not.toBe("");
      expect(worker).not.toContain(src);
    }
  });

  it("opens the screens that its shortcuts name", async () => {
    for (const { name, url } of (await readManifest()).shortcuts) {
      await open(url);
      const [screen = ""] = name.split(" ");
      const title = screen === "Solve" ? /^Math Solver$/ : new RegExp(`^${screen} · Math Solver$`);
      await expect.poll(() => page.title()).toMatch(title);
    }
  });
});

/** How much two PNG images of one size differ, 0 to 255 a channel on average. */
function difference(place: Page, first: Buffer, second: Buffer): Promise<number> {
  const images = [first, second].map((png) => `data:image/png;base64,${png.toString("base64")}`);
  return place.evaluate(async (addresses) => {
    const pixels = await Promise.all(
      addresses.map(async (address) => {
        const image = await createImageBitmap(await (await fetch(address)).blob());
        const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
        canvas?.drawImage(image, 0, 0);
        return (
          canvas?.getImageData(0, 0, image.width, image.height).data ?? new Uint8ClampedArray()
        );
      }),
    );
    const [one = new Uint8ClampedArray(), other = new Uint8ClampedArray()] = pixels;
    if (one.length !== other.length) return 255;
    return one.reduce((sum, value, at) => sum + Math.abs(value - (other[at] ?? 0)), 0) / one.length;
  }, images);
}

describe("what the app is opened with", () => {
  const alert = () => page.getByRole("alert").filter({ hasText: /opened/ });

  /** As the system does it with an app that is open. */
  const launch = (targetURL: string, files: readonly { name: string; text: string }[] = []) =>
    page.evaluate(
      ({ targetURL, files }) => {
        const handles = files.map(({ name, text }) => ({
          getFile: async () => new File([text], name),
        }));
        const { consume } = window as unknown as { consume(launch: unknown): Promise<void> };
        return consume({ targetURL: new URL(targetURL, document.baseURI).href, files: handles });
      },
      { targetURL, files },
    );

  beforeAll(async () => {
    await page.addInitScript(() => {
      Object.defineProperty(window, "launchQueue", {
        value: {
          setConsumer: (consumer: unknown) => Object.assign(window, { consume: consumer }),
        },
      });
    });
  });

  it("a shared text becomes the problem, is not solved, and is gone from the address", async () => {
    const { action, params } = (await readManifest()).share_target;
    const fields = new URLSearchParams({
      [params.title ?? ""]: "Homework",
      [params.text ?? ""]: "What is 1+1 & $2^3$?",
    });
    await open(`${action}?${fields}`);
    await expectProblem(/^What is 1\+1 & \$2\^3\$\?$/);
    expect(await app.solveButton().isVisible()).toBe(true);
    await expect.poll(() => page.url()).toBe(`${server.url}#solve`);
    await open(`?${params.text}=${"1".repeat(12_037)}`);
    await page.getByText("2,037 more than the 10,000").waitFor();
    expect(await app.problemBox().inputValue()).toBe("1".repeat(12_037));
  });

  it("an open app takes files, shortcuts and texts without a reload", async () => {
    await open();
    await page.evaluate(() => Object.assign(window, { same: true }));
    await launch("./", [{ name: "task.tex", text: "Find $x$ with $x + 1 = 2$." }]);
    await expectProblem(/^Find \$x\$ with \$x \+ 1 = 2\$\.$/);
    await launch("./", [{ name: "task.txt", text: "" }]);
    await alert().filter({ hasText: "holds no text" }).waitFor();
    await launch("./?shared-text=What+is+2%2B2%3F");
    await expectProblem(/^What is 2\+2\?$/);
    expect(await alert().count()).toBe(0);
    await launch("./#history");
    await page.getByRole("heading", { name: "History" }).waitFor();
    await launch("./", [{ name: "runs.json", text: "{}" }]);
    await page.getByRole("alert").filter({ hasText: "imported" }).waitFor();
    expect(await page.evaluate(() => "same" in window)).toBe(true);
  });
});

describe("the first visit", () => {
  it("can be used after less than 250 KB, without model, Python and typesetting", async () => {
    server.requests.length = 0;
    const visitor = await newPage(browser);
    await visitor.goto(server.url, { waitUntil: "load" });
    page = visitor;
    await page.getByRole("button", { name: "Primes" }).click();
    await expectProblem(/^How many primes/);
    expect(await app.solveButton().isEnabled()).toBe(true);
    const sizes = await Promise.all(
      server.requests.map(async ({ path }) => {
        const file = await readFile(join(folder, path || "index.html"));
        return { path, bytes: gzipSync(file).length };
      }),
    );
    const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(sizes.some(({ path }) => path.endsWith(".js"))).toBe(true);
    expect(total, JSON.stringify(sizes)).toBeLessThan(250_000);
  });
});
