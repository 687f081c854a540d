import { randomFillSync } from "node:crypto";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { createServer } from "vite";
import { launchBrowser } from "../../tests/harness/browser";
import { median } from "../median";
import { type FileServer, startFileServer } from "./file-server";
import { type BrowserMemory, peakDuring } from "./memory";

const usage = `npm run bench:models -- [options]

How fast a model comes into the store and out of it, in Chromium, from a server on this machine:
the download against a plain fetch to memory, loading against reading a plain file, memory.

  --mb N      length of the file, in MB   (512)
  --runs N    of each measurement         (3)`;

/** Bytes a second; null without a limit. */
const lines = [null, 125e6, 12.5e6];

/** A slow line is measured with a shorter file. */
const longestSeconds = 15;

/** @returns the exit code: 0, or 2 when the command line can't be carried out, or 1 */
export async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      mb: { type: "string", default: "512" },
      runs: { type: "string", default: "3" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const [mb, runs] = [Number(values.mb), Number(values.runs)];
  if (values.help || !(mb >= 1 && runs >= 1)) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const folder = await mkdtemp(join(tmpdir(), "bench-models-"));
  try {
    await bench(folder, mb * 1e6, runs);
    return 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function bench(folder: string, bytes: number, runs: number): Promise<void> {
  console.log("| what | MB | a plain way | ours | ours of plain | memory, plain | memory, ours |");
  console.log("| --- | --- | --- | --- | --- | --- | --- |");
  for (const line of lines) {
    const length = line === null ? bytes : Math.min(bytes, line * longestSeconds);
    const path = join(folder, "bench.gguf");
    await writeModel(path, length);
    await withPage(path, async (page, server) => {
      server.limit(line);
      const name = line === null ? "download, no limit" : `download, ${line / 1e6} MB/s`;
      const plain = () => page.evaluate((url) => window.bench.fetchToMemory(url), server.url);
      const ours = async () => {
        await page.evaluate(() => window.bench.remove());
        return page.evaluate((url) => window.bench.download(url), server.url);
      };
      await compare(name, length, runs, plain, ours);
      if (line !== null) return;
      const file = () => page.evaluate(() => window.bench.readPlainFile());
      const load = () => page.evaluate(() => window.bench.load());
      await compare("load, hashed", length, runs, file, load);
    });
  }
}

/** Both ways in turn, so that what else the machine does meets both; the medians count. */
async function compare(
  name: string,
  bytes: number,
  runs: number,
  plain: () => Promise<number>,
  ours: () => Promise<number>,
): Promise<void> {
  const [one, other] = [createMeasurement(plain), createMeasurement(ours)];
  for (let run = 0; run < runs; run++) {
    await one.run();
    await other.run();
  }
  const share = (100 * one.seconds()) / other.seconds();
  const speed = (seconds: number) =>
    `${seconds.toFixed(2)} s, ${(bytes / 1e6 / seconds).toFixed(0)} MB/s`;
  const cells = [
    name,
    (bytes / 1e6).toFixed(0),
    speed(one.seconds()),
    speed(other.seconds()),
    `${share.toFixed(0)} %`,
    one.memory(),
    other.memory(),
  ];
  console.log(`| ${cells.join(" | ")} |`);
}

function createMeasurement(work: () => Promise<number>) {
  const seconds: number[] = [];
  const peaks: BrowserMemory[] = [];
  return {
    async run() {
      const { result, peak } = await peakDuring(work);
      seconds.push(result);
      if (peak) peaks.push(peak);
    },
    seconds: () => median(seconds),
    memory() {
      if (peaks.length === 0) return "unknown";
      const mb = (pick: (peak: BrowserMemory) => number) =>
        (median(peaks.map(pick)) / 1e6).toFixed(0);
      return `page ${mb(({ renderers }) => renderers)} MB, all ${mb(({ all }) => all)} MB`;
    },
  };
}

/** Random bytes that begin as a GGUF file does. */
async function writeModel(path: string, bytes: number): Promise<void> {
  const file = await open(path, "w");
  const block = Buffer.alloc(2 ** 24);
  for (let at = 0; at < bytes; at += block.length) {
    randomFillSync(block);
    if (at === 0) block.write("GGUF");
    await file.write(block, 0, Math.min(block.length, bytes - at));
  }
  await file.close();
}

async function withPage(
  path: string,
  use: (page: Page, server: FileServer) => Promise<void>,
): Promise<void> {
  const app = await createServer({
    server: { host: "127.0.0.1", port: 0, hmr: false, watch: null },
    optimizeDeps: { entries: ["bench/models/page.html"] },
    cacheDir: "node_modules/.vite-bench",
    logLevel: "error",
  });
  await app.listen();
  const server = await startFileServer(path);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(`${app.resolvedUrls?.local[0]}bench/models/page.html`);
    await page.waitForFunction(() => "bench" in window);
    await page.getByLabel("Plain file").setInputFiles(path);
    await use(page, server);
  } finally {
    await browser.close();
    server.close();
    await app.close();
  }
}
