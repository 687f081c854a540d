import { readFile } from "node:fs/promises";
import { median } from "../../bench/median";
import type { World } from "../../tests/faults/world";
import { type Held, measureHeld } from "./held";

/** After so many problems of one tab. */
export interface ProblemsRow extends Held {
  readonly part: "problems";
  readonly done: number;
  /** Of the problems since the row before: the middle one, and the longest. */
  readonly seconds: number;
  readonly longest: number;
}

/** A run that takes longer hangs. */
const hangMs = 300_000;

/** Problems at whose end there is a row. */
const stations = [1, 10, 20, 30, 40, 50, 75, 100, 125, 150, 175, 200];

/**
 * One problem after the other in one tab with the demonstration model, as it is set.
 * @throws where a run hangs
 */
export async function* solveMany({ page, app }: World, count: number): AsyncGenerator<ProblemsRow> {
  let seconds: number[] = [];
  for (const [index, problem] of (await problems(count)).entries()) {
    const start = performance.now();
    await app.problemBox().fill(problem);
    await app.solveButton().click();
    await app.stopButton().waitFor({ timeout: hangMs });
    await app.solveButton().waitFor({ timeout: hangMs });
    seconds.push((performance.now() - start) / 1000);
    const done = index + 1;
    if (!stations.includes(done) && done !== count && done % 100 !== 0) continue;
    // Until the last batch is stored.
    await page.waitForTimeout(3000);
    const held = await measureHeld(page);
    const times = { seconds: rounded(median(seconds)), longest: rounded(Math.max(...seconds)) };
    yield { part: "problems", done, ...times, ...held };
    seconds = [];
  }
}

/** Spread over the kinds of problems that the model knows, and does not know. */
async function problems(count: number): Promise<string[]> {
  const rows = (await readFile("tools/demo-model/held-out.jsonl", "utf8")).trim().split("\n");
  const texts = rows.map((row): string => JSON.parse(row).problem);
  return Array.from({ length: count }, (_, index) => texts[(index * 17) % texts.length] ?? "");
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
