import type { Page, Worker } from "playwright-core";
import { appPage, type CompletionServer, startCompletionServer } from "../e2e/app-page";
import type { TestBrowser } from "../harness/browser";
import type { StaticServer } from "../harness/static-server";

/**
 * What writes: the demonstration model in its worker, on the processor or the GPU, or a server that
 * writes what the test says.
 */
export type EngineKind = "demo" | "gpu" | "server";

/** The fake server; a fault changes how it behaves. */
export interface FakeServer {
  /** Milliseconds between two pieces. */
  pace: number;
  mood: "writes" | "silent" | "breaks";
  readonly host: string;
  close(): void;
}

/** The app in a tab, with a run to be disturbed. */
export interface World {
  readonly browser: TestBrowser;
  readonly url: string;
  readonly server: FakeServer;
  readonly page: Page;
  readonly app: ReturnType<typeof appPage>;
  /** Tabs that a fault opened beside. */
  readonly others: Page[];
  /** Opens the app anew, as after a crash. */
  reopen(): Promise<void>;
  /** The app's files change on its host, as after a deploy. */
  deploy(): void;
}

/** Where worlds are opened. */
export interface WorldPlace {
  readonly browser: TestBrowser;
  readonly host: StaticServer;
  readonly server: FakeServer;
}

const pieces = [
  "I add. ",
  "Two and two ",
  "make ",
  "four, ",
  "so the answer ",
  "is ",
  "\\boxed{4}.",
];

export async function startFakeServer(): Promise<FakeServer> {
  const state = { pace: 150, mood: "writes" as FakeServer["mood"] };
  const server: CompletionServer = await startCompletionServer(async function* ({ prompt }) {
    // A comparison, or a solution whose beginning it is given.
    const left = pieces.filter((piece) => !prompt.includes(piece) || prompt.includes("Solution 0"));
    for (const piece of left) {
      for (let waited = 0; waited < state.pace || state.mood === "silent"; waited += 50) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        if (closed) return;
      }
      if (state.mood === "breaks") throw new Error("The connection breaks.");
      yield piece;
    }
  });
  let closed = false;
  return Object.assign(state, {
    host: server.host,
    close() {
      closed = true;
      server.close();
    },
  });
}

export async function openWorld(place: WorldPlace, engine: EngineKind): Promise<World> {
  const { browser, host, server } = place;
  const { url } = host;
  let page = await browser.context.newPage();
  const open = async () => {
    page.setDefaultTimeout(60_000);
    await countObjectUrls(page);
    await page.goto(url);
    if (engine === "server") await world.app.chooseServer(server.host);
    if (engine === "gpu") {
      await world.app.openModels();
      await page.getByLabel("Runs on").selectOption("gpu");
    }
    await world.app.expectReady(engine === "server" ? "tiny" : "Demonstration model");
  };
  const world: World = {
    ...{ browser, url, server, others: [] },
    get page() {
      return page;
    },
    app: appPage(() => page),
    async reopen() {
      const old = page;
      page = await browser.context.newPage();
      await old.close().catch(() => {});
      await open();
    },
    deploy() {
      deploys += 1;
      host.amend("service-worker.js", `\n// ${deploys}`);
    },
  };
  await open();
  return world;
}

export const engineWorker = (page: Page): Worker | undefined =>
  page.workers().find((worker) => /\/engine-/.test(worker.url()));

let deploys = 0;

declare global {
  interface Window {
    objectUrls?: number;
  }
}

/** In each of the page's frames. */
async function countObjectUrls(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const live = new Set<string>();
    const create = URL.createObjectURL.bind(URL);
    const revoke = URL.revokeObjectURL.bind(URL);
    URL.createObjectURL = (blob) => {
      const url = create(blob);
      window.objectUrls = live.add(url).size;
      return url;
    };
    URL.revokeObjectURL = (url) => {
      live.delete(url);
      window.objectUrls = live.size;
      revoke(url);
    };
  });
}

/** A frame that is blocked has none to tell of. */
async function liveObjectUrls(page: Page): Promise<number> {
  const counts = page.frames().map((frame) => {
    const told = frame.evaluate(() => window.objectUrls ?? 0).catch(() => 0);
    return Promise.race([told, pause(2000).then(() => 0)]);
  });
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

export async function closeWorld({ others, page }: World): Promise<void> {
  for (const one of [...others.splice(0), page]) await one.close().catch(() => {});
}

/** Python's workers: the one that watches, or those that run code. One that is busy may not tell. */
export async function workersNamed(page: Page, name: string): Promise<readonly Worker[]> {
  const named = page.workers().map(async (worker) => {
    const told = worker.evaluate(() => self.name).catch(() => "");
    return (await Promise.race([told, pause(2000)])) === name ? [worker] : [];
  });
  return (await Promise.all(named)).flat();
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

/** How the card shows a run: "answer", "reason" (an alert or a note says why), or that it goes on. */
export type RunEnd = "answer" | "reason" | "idle" | "running";

export async function runEnd(page: Page): Promise<RunEnd> {
  const card = page.locator(".answer-card");
  const kind = (await card.getAttribute("class", { timeout: 5000 })) ?? "";
  if (/answer-(running|waiting)/.test(kind)) return "running";
  if (await card.locator("annotation, .answer-value").count()) return "answer";
  if (await card.locator("[role=alert], .ending-note").count()) return "reason";
  return "idle";
}

/** @returns false where it still goes on after so many seconds */
export async function waitForEnd(page: Page, seconds: number): Promise<boolean> {
  const until = performance.now() + seconds * 1000;
  while (performance.now() < until) {
    if ((await runEnd(page).catch(() => "running" as const)) !== "running") return true;
    await page.waitForTimeout(200);
  }
  return false;
}

/** What a page holds on to. */
export interface Holdings {
  readonly engineWorkers: number;
  readonly frames: number;
  /** With the one that watches them. */
  readonly pythonWorkers: number;
  readonly runLocks: number;
  /** Of the page and its frames, not of workers: those end with them. */
  readonly objectUrls: number;
  readonly nodes: number;
}

export async function holdings(page: Page): Promise<Holdings> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send("HeapProfiler.enable");
    await session.send("HeapProfiler.collectGarbage");
    const { nodes } = await session.send("Memory.getDOMCounters");
    return {
      engineWorkers: page.workers().filter((worker) => /\/engine-/.test(worker.url())).length,
      frames: page.frames().length,
      pythonWorkers: page.workers().filter((worker) => worker.url().startsWith("blob:")).length,
      runLocks: await page.evaluate(async () => {
        const { held = [] } = await navigator.locks.query();
        return held.filter(({ name }) => name?.startsWith("run ")).length;
      }),
      objectUrls: await liveObjectUrls(page),
      nodes,
    };
  } finally {
    await session.detach().catch(() => {});
  }
}

/** Runs that the history lists as neither ended nor held by a tab, or whose events are not whole. */
export async function brokenRuns(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const request = indexedDB.open("journal");
    const database = await new Promise<IDBDatabase | null>((resolve) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(null);
      request.onblocked = () => resolve(null);
      setTimeout(() => resolve(null), 5000);
    });
    if (!database) return ["the database can't be opened"];
    try {
      if (!database.objectStoreNames.contains("runs")) return [];
      const all = <T>(work: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          work.onsuccess = () => resolve(work.result);
          work.onerror = () => reject(work.error);
        });
      const store = database.transaction(["runs", "events"]);
      const runs = await all(store.objectStore("runs").getAll());
      const keys = await all(store.objectStore("events").getAllKeys());
      const { held = [] } = await navigator.locks.query();
      const isHeld = (id: string) => held.some(({ name }) => name === `run ${id}`);
      return runs.flatMap(({ id, state, batches }) => {
        const there = keys.filter((key) => Array.isArray(key) && key[0] === id).length;
        if (there !== batches) return [`${id}: ${there} of ${batches} batches`];
        return state === "running" && !isHeld(id) ? [`${id}: cut off`] : [];
      });
    } finally {
      database.close();
    }
  });
}
