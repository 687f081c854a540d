import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FrameLocator, Page } from "playwright-core";
import { type ExampleHost, serveExamples } from "../../examples/serve.mjs";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { builtApp } from "../harness/built-app";
import { type StaticServer, startStaticServer } from "../harness/static-server";

/** The built solver on one site, and pages of another site that embed it. */
export interface EmbedStage {
  readonly folder: string;
  readonly solver: StaticServer;
  readonly host: ExampleHost;
  readonly browser: TestBrowser;
  /** A page of the host with this HTML; `https://solver.example` stands for the solver. */
  open(html: string): Promise<Page>;
  /** One of the examples. */
  visit(name: string): Promise<Page>;
  close(): Promise<void>;
}

const vue = new URL("../../node_modules/vue/dist/vue.esm-browser.prod.js", import.meta.url);

export async function startStage(): Promise<EmbedStage> {
  const folder = await mkdtemp(join(tmpdir(), "math-solver-embed-"));
  // A copy: tests change files of it, as the owner of a host does.
  await cp(await builtApp(), folder, { recursive: true });
  const solver = await startStaticServer({ folder });
  const pages = new Map([["/vue.js", await readFile(vue, "utf8")]]);
  const host = await serveExamples({ solver: solver.url, page: (path) => pages.get(path) });
  const browser = await launchBrowser({ partitioned: true });
  async function visit(name: string): Promise<Page> {
    const page = await browser.newPage();
    page.setDefaultTimeout(100_000);
    await page.goto(host.url + name);
    return page;
  }
  return {
    ...{ folder, solver, host, browser, visit },
    open(html) {
      const name = `page-${pages.size}.html`;
      pages.set(`/${name}`, html);
      return visit(name);
    },
    async close() {
      await browser.close();
      host.close();
      await solver.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What stands in the n-th frame, from 0. */
export function frameOf(page: Page, index = 0): FrameLocator {
  return page.locator("iframe").nth(index).contentFrame();
}

/** The LaTeX of the answer in a frame. */
export async function answerIn(frame: FrameLocator): Promise<string> {
  const source = frame.locator(".answer-finished annotation").first();
  await source.waitFor({ state: "attached" });
  return (await source.textContent()) ?? "";
}

export const script =
  '<!doctype html><script type="module" src="https://solver.example/math-solver.js"></script>';
export const gcd = "What is the greatest common divisor of 84 and 36?";
