import { createRandom } from "../../src/solver/seeds";
import { examples } from "../../src/ui/solve/examples";
import type { Fault } from "./faults";
import { brokenRuns, holdings, type RunEnd, runEnd, type World, waitForEnd } from "./world";

/** One fault, and what became of the run, the next one, and what the page holds. */
export interface Row {
  readonly seed: number;
  readonly fault: string;
  /** Milliseconds after the click on Solve. */
  readonly moment: number;
  /** How the run ended: with an answer or a reason, by itself or at Stop; `hung`: not even then. */
  readonly ended: `${RunEnd} ${"by itself" | "at Stop"}` | "continued" | "hung";
  /** From the fault until the run's end. */
  readonly seconds: number;
  /** From the click on Stop until the run's end; null where it ended by itself. */
  readonly stopSeconds: number | null;
  readonly nextRun: RunEnd | "hung";
  /** What should not be there any more, in words. */
  readonly leaked: readonly string[];
  /** What went wrong, in words; none: as it should be. */
  readonly faults: readonly string[];
}

/** Seconds that a run gets to end by itself: a silent worker is noticed after thirty. */
const patience = 150;

/** Seconds in which a run must end at Stop, and what the page and a busy machine need beside. */
const stopLimit = 3;
const stopAllowance = 1;

/** Inflicts a fault on a run of a tab; afterwards the tab is as before, unless the fault spoils it. */
export async function tryFault(world: World, fault: Fault, seed: number): Promise<Row> {
  const random = createRandom(seed);
  const moment = Math.floor(random() * fault.within);
  try {
    return await disturb(world, fault, { seed, moment });
  } finally {
    await fault.mend?.(world).catch(() => {});
    for (const page of world.others.splice(0)) await page.close().catch(() => {});
  }
}

async function disturb(
  world: World,
  fault: Fault,
  { seed, moment }: { readonly seed: number; readonly moment: number },
): Promise<Row> {
  const problem = examples[0]?.problem ?? "";
  const broken = new Set(await brokenRuns(world.page));
  await world.app.solve(problem, 2);
  await world.page.waitForTimeout(moment);
  await fault.inflict(world);
  const hit = performance.now();
  const since = (start: number) => (performance.now() - start) / 1000;
  const wrong: string[] = [];

  if (fault.ends === "cut") await continueRun(world, wrong);
  let stopSeconds: number | null = null;
  let bySelf = fault.ends !== "stop" && (await waitForEnd(world.page, patience));
  if (!bySelf) {
    // A fault that ends with Stop has pressed it.
    const stopped = fault.ends === "stop" ? hit : performance.now();
    if (fault.ends !== "stop") {
      await world.app
        .stopButton()
        .click({ timeout: 2000 })
        .catch(() => {});
    }
    const inTime = await waitForEnd(world.page, 20);
    stopSeconds = since(stopped);
    if (!inTime) wrong.push("Stop did not end the run");
    else if (stopSeconds > stopLimit + stopAllowance)
      wrong.push(`Stop took ${stopSeconds.toFixed(1)} s`);
    if (fault.ends !== "stop") wrong.push("the run did not end by itself");
    bySelf = false;
  }
  const seconds = since(hit);
  const end = await runEnd(world.page);
  if (end === "idle" && fault.ends !== "stop" && fault.ends !== "cut") {
    wrong.push("the run ended without an answer or a reason");
  }

  await fault.mend?.(world);
  // The demonstration model may end a sample without an answer; hardly two.
  await world.app.solve(problem, 2);
  const nextEnded = await waitForEnd(world.page, patience);
  const next = nextEnded ? await runEnd(world.page) : "hung";
  if (next !== "answer") {
    const told = await world.page.locator(".answer-card").textContent();
    wrong.push(`the next run: ${next}: ${told?.slice(0, 300)}`);
  }

  // Their runs hold locks of their own.
  for (const other of world.others.splice(0)) await other.close();
  const { leaked, lost } = await settled(world, broken);
  if (!fault.forgets) wrong.push(...lost.map((run) => `history: ${run}`));
  const ended =
    end === "running" ? "hung" : (`${end} ${bySelf ? "by itself" : "at Stop"}` as const);
  return {
    ...{ seed, fault: fault.name, moment, ended, seconds, stopSeconds },
    ...{ nextRun: next, leaked, faults: [...wrong, ...leaked] },
  };
}

/** The run was cut off: it is offered, unless it had ended or not begun. */
async function continueRun(world: World, wrong: string[]): Promise<void> {
  const offer = world.page.locator(".resume-offer").getByRole("button", { name: "Continue" });
  const offered = await offer
    .first()
    .waitFor({ timeout: 5000 })
    .then(
      () => true,
      () => false,
    );
  if (!offered) return;
  await offer.first().click();
  await world.page.waitForTimeout(300);
  if ((await runEnd(world.page)) === "idle") wrong.push("the run could not be continued");
}

/** The last batch is stored, and what a run held is let go, within so many milliseconds. */
const settlingMs = 8000;

/** What is held, and not whole in the history, once that does not change any more. */
async function settled(
  world: World,
  broken: ReadonlySet<string>,
): Promise<{ readonly leaked: readonly string[]; readonly lost: readonly string[] }> {
  for (const until = performance.now() + settlingMs; ; await world.page.waitForTimeout(500)) {
    const leaked = await leaks(world);
    const lost = (await brokenRuns(world.page)).filter((run) => !broken.has(run));
    const isClean = leaked.length + lost.length === 0;
    if (isClean || performance.now() > until) return { leaked, lost };
  }
}

async function leaks({ page }: World): Promise<string[]> {
  const { engineWorkers, frames, runLocks, objectUrls, nodes, pythonWorkers } =
    await holdings(page);
  const leaked: string[] = [];
  if (pythonWorkers > 6) leaked.push(`${pythonWorkers} workers of Python`);
  if (engineWorkers > 1) leaked.push(`${engineWorkers} engine workers`);
  if (frames > 2) leaked.push(`${frames} frames`);
  if (runLocks > 0) leaked.push(`${runLocks} locks of runs`);
  // The frame of Python has one for its script.
  if (objectUrls > 1) leaked.push(`${objectUrls} object URLs`);
  if (nodes > 8000) leaked.push(`${nodes} DOM nodes`);
  return leaked;
}
