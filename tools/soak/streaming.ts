import { type CompletionServer, startCompletionServer } from "../../tests/e2e/app-page";
import type { World } from "../../tests/faults/world";
import { type Held, measureHeld } from "./held";

/** After so many minutes in which a server wrote. */
export interface StreamingRow extends Held {
  readonly part: "streaming";
  readonly minutes: number;
  readonly runs: number;
  /** Since the row before: what the server got rid of, of all samples together. */
  readonly charactersPerSecond: number;
  /** The longest that the page did nothing else, in milliseconds, since the row before. */
  readonly longestTask: number;
}

const paragraph =
  "So we get $x_{n+1} = \\frac{1}{2}\\left(x_n + \\frac{a}{x_n}\\right)$ and **check** it:\n\n" +
  "- for $n = 1$ the value is $\\sqrt{2} \\approx 1.414$,\n- for $n = 2$ it is closer.\n\n" +
  "\\[ \\sum_{k=1}^{n} k^2 = \\frac{n(n+1)(2n+1)}{6} \\]\n\n";

/** About 40 tokens a second and sample, in pieces as servers send them. */
const pieceLength = 8;
const paceMs = 50;
/** Of a sample, in characters: some eight minutes. */
const sampleLength = 80_000;

export interface Writer {
  readonly server: CompletionServer;
  /** Characters written so far. */
  written(): number;
}

/** A server that writes long solutions, each with its answer at last. */
export async function startWriter(): Promise<Writer> {
  let written = 0;
  const server = await startCompletionServer(async function* () {
    const text = `${paragraph.repeat(sampleLength / paragraph.length)}\\boxed{7}`;
    for (let at = 0; at < text.length; at += pieceLength) {
      await pause(paceMs);
      const piece = text.slice(at, at + pieceLength);
      written += piece.length;
      yield piece;
    }
  });
  return { server, written: () => written };
}

/** Run after run for so many minutes; a row every `every` minutes, and at the end. */
export async function* streamFor(
  { page, app }: World,
  { written }: Writer,
  minutes: number,
): AsyncGenerator<StreamingRow> {
  const every = Math.min(10, minutes / 4);
  const start = performance.now();
  await watchTasks(page);
  let runs = 0;
  for (let station = every; station <= minutes + 0.001; station += every) {
    const before = { at: performance.now(), written: written() };
    while (performance.now() - start < station * 60_000) {
      if (await app.solveButton().isVisible()) {
        runs += 1;
        await app.solve(`What is ${runs}?`, 4);
        await app.stopButton().waitFor();
      }
      await page.waitForTimeout(1000);
    }
    const seconds = (performance.now() - before.at) / 1000;
    const charactersPerSecond = Math.round((written() - before.written) / seconds);
    const longestTask = await takeLongestTask(page);
    const held = await measureHeld(page);
    const past = Math.round(station * 10) / 10;
    yield { part: "streaming", minutes: past, runs, charactersPerSecond, longestTask, ...held };
    // What measuring took is no task of the app's.
    await takeLongestTask(page);
  }
}

declare global {
  interface Window {
    longestTask?: number;
  }
}

async function watchTasks(page: World["page"]): Promise<void> {
  await page.evaluate(() => {
    new PerformanceObserver((list) => {
      const longest = list.getEntries().map(({ duration }) => duration);
      window.longestTask = Math.max(window.longestTask ?? 0, ...longest);
    }).observe({ type: "longtask" });
  });
}

async function takeLongestTask(page: World["page"]): Promise<number> {
  return page.evaluate(() => {
    const longest = Math.round(window.longestTask ?? 0);
    window.longestTask = 0;
    return longest;
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
