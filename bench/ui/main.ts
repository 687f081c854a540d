import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { CDPSession, Page } from "playwright-core";
import { launchBrowser } from "../../tests/harness/browser";
import { startStaticServer } from "../../tests/harness/static-server";
import type { Frames } from "./frames";

const usage = `npm run bench:ui -- [options]

The app, built for production, in Chromium, while eight samples write: through the real solver, store,
journal and screen; only the engine is replaced by one that writes texts made beforehand, 40 tokens a
second of each sample. Measured at that rate at the beginning, in the middle and at the end of the
texts; what lies between is written faster.

  --tokens N     of each sample                     (30000)
  --seconds N    that are measured at a place           (8)
  --fast N       how much faster what lies between is  (16)`;

interface Options {
  readonly tokens: number;
  readonly seconds: number;
  readonly fast: number;
}

/** @returns the exit code: 0, or 2 when the command line can't be carried out */
export async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      tokens: { type: "string", default: "30000" },
      seconds: { type: "string", default: "8" },
      fast: { type: "string", default: "16" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const options: Options = {
    tokens: Number(values.tokens),
    seconds: Number(values.seconds),
    fast: Number(values.fast),
  };
  if (values.help || !(options.tokens >= 3000 && options.seconds >= 1 && options.fast >= 1)) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const folder = await mkdtemp(join(tmpdir(), "math-solver-bench-ui-"));
  try {
    await build(folder);
    console.log(
      "| opened | tokens of each | frames/s: median | worst second | long tasks, longest | " +
        "a token costs | JS heap | DOM nodes | load |",
    );
    console.log("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for (const opened of ["none", "one", "all eight"] as const)
      await bench(folder, opened, options);
    return 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** In a process of its own: here React would be built for development. */
async function build(outDir: string): Promise<void> {
  const script = `
    import { build, runnerImport } from "vite";
    import react from "@vitejs/plugin-react";
    const { module: { scriptText } } = await runnerImport("./tools/vite/script-text.ts");
    await build({
      configFile: false, base: "./", logLevel: "error", publicDir: false,
      plugins: [react(), scriptText()], worker: { format: "es" },
      build: { target: "es2022", outDir: ${JSON.stringify(outDir)}, emptyOutDir: true,
        rolldownOptions: { input: "bench/ui/page.html" } },
    });`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  if (code !== 0) throw new Error("The page could not be built.");
}

async function bench(
  folder: string,
  opened: "none" | "one" | "all eight",
  { tokens, seconds, fast }: Options,
): Promise<void> {
  const server = await startStaticServer({ folder });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}bench/ui/page.html`);
    const metrics = await page.context().newCDPSession(page);
    await metrics.send("Performance.enable");
    const row = async (name: string, follow: string | null) => {
      const before = await readMetrics(metrics);
      const from = await page.evaluate(() => window.uiBench.written());
      const frames = await page.evaluate(
        ([count, where]) => window.uiBench.watchFrames(count, where),
        [seconds, follow] as const,
      );
      const after = await readMetrics(metrics);
      const got = (await page.evaluate(() => window.uiBench.written())) - from;
      await metrics.send("HeapProfiler.collectGarbage");
      const { heap, nodes } = await readMetrics(metrics);
      const cost = got > 0 ? ((after.busy - before.busy) * 1e6) / (got * 8) : null;
      console.log(describeRow(opened, name, frames, cost, heap, nodes));
    };
    await row("before", null);
    await page.evaluate((count) => window.uiBench.start(count), tokens);
    await page.getByRole("button", { name: /^Sample 1\b/ }).waitFor();
    if (opened === "one") await page.getByRole("button", { name: /^Sample 1\b/ }).click();
    if (opened === "all eight") await page.evaluate(() => window.uiBench.openAll());
    const follow = { none: null, one: ".sample-panel", "all eight": ".page:last-child" }[opened];
    // What is measured at a place, and a little more, is written at the real rate.
    const rest = seconds * 40 + 400;
    for (const place of [500, Math.round(tokens / 2), tokens - rest]) {
      await reach(page, place, fast);
      await page.evaluate(() => window.uiBench.setSpeed(1));
      // What is behind catches up.
      await page.waitForTimeout(1500);
      await row(`${place}`, follow);
    }
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function reach(page: Page, tokens: number, speed: number): Promise<void> {
  await page.evaluate((speed) => window.uiBench.setSpeed(speed), speed);
  await page.waitForFunction((tokens) => window.uiBench.written() >= tokens, tokens, {
    timeout: 900_000,
    polling: 200,
  });
}

interface Metrics {
  /** Seconds of the page's main thread that were used. */
  readonly busy: number;
  readonly heap: number;
  readonly nodes: number;
}

async function readMetrics(session: CDPSession): Promise<Metrics> {
  const { metrics } = await session.send("Performance.getMetrics");
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return { busy: value("TaskDuration"), heap: value("JSHeapUsedSize"), nodes: value("Nodes") };
}

function describeRow(
  opened: string,
  place: string,
  { seconds, longTasks }: Frames,
  cost: number | null,
  heap: number,
  nodes: number,
): string {
  const sorted = [...seconds].sort((one, other) => one - other);
  const longest = Math.round(Math.max(0, ...longTasks));
  const cells = [
    opened,
    place,
    sorted[Math.floor(sorted.length / 2)],
    sorted[0],
    longTasks.length > 0 ? `${longTasks.length}, ${longest} ms` : "none",
    cost === null ? "–" : `${cost.toFixed(0)} µs`,
    `${(heap / 1e6).toFixed(0)} MB`,
    nodes.toLocaleString("en"),
    loadavg()[0]?.toFixed(1),
  ];
  return `| ${cells.join(" | ")} |`;
}
