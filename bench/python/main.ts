import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { createServer } from "vite";
import { launchBrowser, type TestBrowser } from "../../tests/harness/browser";
import { median } from "../median";
import { peakDuring } from "../models/memory";

const usage = `npm run bench:python -- [options]

Python in Chromium: start, blocks, the spare's takeover, many sessions at once; against a fresh worker
with Pyodide for each session, and against CPython (the program python3, or PYTHON) as a scale.

  --runs N       of each measurement   (3)
  --sessions N   at once               (16)
  --only TEXT    rows whose name has it (all)`;

const sympy = "import sympy\nx = sympy.symbols('x')\nsympy.integrate(sympy.sin(x) * x, x)";
const loop = "total = 0\nfor n in range(300_000):\n    total += n * n % 7\ntotal";
const sample = [sympy, "f = sympy.factor(x**12 - 1)\nf", "sympy.solve(x**3 - 2*x + 1, x)", loop];

/** @returns the exit code: 0, or 2 when the command line can't be carried out */
export async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      runs: { type: "string", default: "3" },
      sessions: { type: "string", default: "16" },
      only: { type: "string", default: "" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const [runs, sessions] = [Number(values.runs), Number(values.sessions)];
  if (values.help || !(runs >= 1 && sessions >= 1)) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const app = await createServer({
    server: { host: "127.0.0.1", port: 0, hmr: false, watch: null },
    optimizeDeps: { entries: ["bench/python/page.html"] },
    cacheDir: "node_modules/.vite-bench",
    logLevel: "error",
  });
  await app.listen();
  const browser = await launchBrowser();
  try {
    await bench(
      new Bench(browser, `${app.resolvedUrls?.local[0]}bench/python/page.html`, runs, (name) =>
        name.includes(values.only),
      ),
      sessions,
    );
    return 0;
  } finally {
    await browser.close();
    await app.close();
  }
}

async function bench(b: Bench, sessions: number): Promise<void> {
  await b.warmUp();
  console.log("| what | a fresh worker each | ours | ours to fresh | CPython | ours to CPython |");
  console.log("| --- | --- | --- | --- | --- | --- |");
  await b.row("first result, from nothing", "cold", ["1 + 1"], () => startPython("1 + 1"));
  await b.row("first result with sympy", "cold", [sympy], () => startPython(sympy));
  await b.row("another session", "session", ["1 + 1"], () => startPython("1 + 1"));
  await b.row("another session, with sympy", "session", [sympy], () => startPython(sympy));
  await b.row("a block that does nothing", "blocks", ["1 + 1", 300], () => timePython("1 + 1"));
  await b.row("a block that computes", "blocks", [loop, 10], () => timePython(loop));
  await b.row("a block with sympy", "blocks", [sympy, 20], () => timePython(sympy));
  await b.takeover("the block after a kill", [], "1 + 1");
  await b.takeover("the same, with two blocks replayed", sample.slice(0, 2), "f.subs(x, 2)");
  await b.many(sessions);
}

class Bench {
  readonly #browser: TestBrowser;
  readonly #url: string;
  readonly #runs: number;
  readonly #wanted: (row: string) => boolean;

  constructor(browser: TestBrowser, url: string, runs: number, wanted: (row: string) => boolean) {
    this.#browser = browser;
    this.#url = url;
    this.#runs = runs;
    this.#wanted = wanted;
  }

  /** What the development server makes on demand is made. */
  async warmUp(): Promise<void> {
    await this.#onPage((page) =>
      page.evaluate(async () => {
        await window.pythonBench.fresh.cold("1");
        await window.pythonBench.ours.cold("1");
      }),
    );
  }

  /** Both sides in turn, so that what else the machine does meets both; the medians count. */
  async row(
    name: string,
    measure: "cold" | "session" | "blocks",
    [code, count = 1]: readonly [string, number?],
    cpython: () => number | null,
  ): Promise<void> {
    if (!this.#wanted(name)) return;
    const times: Record<"ours" | "fresh", number[]> = { ours: [], fresh: [] };
    const scale: number[] = [];
    for (let run = 0; run < this.#runs; run++) {
      for (const side of ["fresh", "ours"] as const) {
        const time = await this.#onPage((page) =>
          page.evaluate(
            ({ side, measure, code, count }) => window.pythonBench[side][measure](code, count),
            { side, measure, code, count },
          ),
        );
        times[side].push(time);
      }
      const time = cpython();
      if (time !== null) scale.push(time);
    }
    const [ours, fresh, native] = [median(times.ours), median(times.fresh), median(scale)];
    const cells = [ms(fresh), ms(ours), ratio(ours, fresh), ms(native), ratio(ours, native)];
    console.log(`| ${name} | ${cells.join(" | ")} |`);
  }

  async takeover(name: string, before: readonly string[], next: string): Promise<void> {
    if (!this.#wanted(name)) return;
    const times: number[] = [];
    for (let run = 0; run < this.#runs; run++) {
      const time = await this.#onPage((page) =>
        page.evaluate(({ before, next }) => window.pythonBench.takeover(before, next), {
          before,
          next,
        }),
      );
      times.push(time);
    }
    console.log(`| ${name} | – | ${ms(median(times))} | – | – | – |`);
  }

  async many(sessions: number): Promise<void> {
    const name = `${sessions} sessions at once, four blocks each`;
    if (!this.#wanted(name)) return;
    const sides = { ours: 0, fresh: 0 };
    const memory = { ours: "", fresh: "" };
    for (const side of ["fresh", "ours"] as const) {
      const { result, peak } = await this.#onPage((page) =>
        peakDuring(() =>
          page.evaluate(
            ({ side, sessions, codes }) => window.pythonBench[side].many(sessions, codes),
            {
              side,
              sessions,
              codes: sample,
            },
          ),
        ),
      );
      sides[side] = result;
      memory[side] = peak ? `, ${(peak.all / 1e9).toFixed(1)} GB` : "";
    }
    const { ours, fresh } = sides;
    console.log(
      `| ${name} | ${ms(fresh)}${memory.fresh} | ` +
        `${ms(ours)}${memory.ours} | ${ratio(ours, fresh)} | – | – |`,
    );
  }

  /** A page of its own, so that nothing is left of what was measured before. */
  async #onPage<T>(work: (page: Page) => Promise<T>): Promise<T> {
    const page = await this.#browser.newPage();
    try {
      await page.goto(this.#url);
      await page.waitForFunction(() => "pythonBench" in window);
      return await work(page);
    } finally {
      await page.evaluate(() => window.pythonBench.close()).catch(() => {});
      await page.close();
    }
  }
}

const python = process.env.PYTHON ?? "python3";

/** A process from its start to its end; null where it can't. */
function startPython(code: string): number | null {
  const start = performance.now();
  const { status } = spawnSync(python, ["-c", code]);
  return status === 0 ? performance.now() - start : null;
}

/** The code again and again in a process that runs. */
function timePython(code: string): number | null {
  const script = `
import sys, time
code = compile(sys.argv[1], "", "exec")
exec(code, {})
start = time.perf_counter()
for _ in range(20): exec(code, {})
print((time.perf_counter() - start) / 20 * 1000)`;
  const { status, stdout } = spawnSync(python, ["-c", script, code], { encoding: "utf8" });
  return status === 0 ? Number(stdout) : null;
}

function ms(time: number): string {
  if (Number.isNaN(time)) return "–";
  return time >= 1000 ? `${(time / 1000).toFixed(1)} s` : `${time.toFixed(time < 10 ? 2 : 0)} ms`;
}

function ratio(one: number, other: number): string {
  const value = one / other;
  return Number.isFinite(value) ? `${value.toFixed(2)} ×` : "–";
}
