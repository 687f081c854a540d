import type { Worker } from "playwright-core";
import { type EngineKind, engineWorker, type World, waitForEnd, workersNamed } from "./world";

/** Something that goes wrong, or that a person does, in the middle of a run. */
export interface Fault {
  readonly name: string;
  readonly engine: EngineKind;
  /** Milliseconds after the click on Solve at which it hits, at most. */
  readonly within: number;
  /** Does it. */
  inflict(world: World): Promise<void>;
  /** Undoes what lies outside of the page, so that the next run can work. */
  mend?(world: World): Promise<void>;
  /**
   * `itself`: the run ends without anybody's help. `stop`: it may go on until Stop, say because nobody
   * can know that a server will never go on. `cut`: the page was gone, and the run can be continued.
   */
  readonly ends: "itself" | "stop" | "cut";
  /** What is another one afterwards, and not used again. A blocked thread may outlive its tab. */
  readonly spoils?: "tab" | "browser";
  /** The history was deleted, or taken over by a newer version: it may lack the run. */
  readonly forgets?: boolean;
}

const evaluateInEngine = async ({ page }: World, work: () => void): Promise<void> => {
  // Between two problems, or after a short one, it may be gone already.
  await engineWorker(page)?.evaluate(work);
};

const cdp = async (world: World, method: string, params: Record<string, unknown> = {}) => {
  const session = await world.page.context().newCDPSession(world.page);
  // One name of many: the types know each by its own.
  await session.send(method as "Page.enable", params as never);
  return session;
};

const stop = ({ app }: World) =>
  app
    .stopButton()
    .click({ timeout: 3000 })
    .catch(() => {});

const engineFaults: readonly Fault[] = [
  {
    ...{ name: "engine worker crashes", engine: "demo", within: 2500, ends: "itself" },
    inflict: (world) =>
      evaluateInEngine(world, () => {
        setTimeout(() => {
          throw new Error("injected");
        });
      }),
  },
  {
    ...{
      name: "engine worker is gone without a word",
      engine: "demo",
      within: 2500,
      ends: "itself",
    },
    inflict: (world) => evaluateInEngine(world, () => self.close()),
  },
  {
    ...{ name: "engine worker is blocked for good", engine: "demo", within: 2500, ends: "itself" },
    spoils: "browser",
    inflict: (world) =>
      evaluateInEngine(world, () => {
        setTimeout(() => {
          for (;;);
        });
      }),
  },
  {
    ...{ name: "engine worker is gone, then Stop", engine: "demo", within: 2500, ends: "stop" },
    async inflict(world) {
      await evaluateInEngine(world, () => self.close());
      await stop(world);
    },
  },
];

/** Nothing of a worker or a frame goes on any more, but that it is there. */
const block = (place: { evaluate(work: () => void): Promise<void> }) =>
  place
    .evaluate(() => {
      setTimeout(() => {
        for (;;);
      });
    })
    .catch(() => {});

const end = (worker: Worker) => worker.evaluate(() => self.close()).catch(() => {});

const pythonFaults: readonly Fault[] = [
  {
    ...{ name: "Python's workers are gone", engine: "demo", within: 2500, ends: "itself" },
    async inflict({ page }) {
      for (const worker of await workersNamed(page, "python")) await end(worker);
    },
  },
  {
    ...{ name: "Python's workers are blocked for good", engine: "demo", within: 2500 },
    ...{ ends: "itself", spoils: "browser" },
    async inflict({ page }) {
      for (const worker of await workersNamed(page, "python")) await block(worker);
    },
  },
  {
    ...{ name: "Python's supervisor is gone", engine: "demo", within: 2500, ends: "itself" },
    async inflict({ page }) {
      for (const worker of await workersNamed(page, "python-supervisor")) await end(worker);
    },
  },
  {
    ...{ name: "Python's supervisor is blocked for good", engine: "demo", within: 2500 },
    ...{ ends: "itself", spoils: "browser" },
    async inflict({ page }) {
      for (const worker of await workersNamed(page, "python-supervisor")) await block(worker);
    },
  },
  {
    ...{ name: "Python's frame is removed", engine: "demo", within: 2500, ends: "itself" },
    inflict: ({ page }) =>
      page.evaluate(() => {
        for (const frame of document.querySelectorAll("iframe")) frame.remove();
      }),
  },
  {
    ...{ name: "Python's frame is removed, and the next worker is blocked as it starts" },
    ...{ engine: "demo", within: 2500, ends: "itself", spoils: "browser" },
    async inflict({ page }) {
      let isFirst = true;
      page.on("worker", async (worker) => {
        const name = await worker.evaluate(() => self.name).catch(() => "");
        if (name !== "python" || !isFirst) return;
        isFirst = false;
        await block(worker);
      });
      await page.evaluate(() => {
        for (const frame of document.querySelectorAll("iframe")) frame.remove();
      });
    },
  },
  {
    // Where frames have a process of their own; elsewhere the page would be blocked as well.
    ...{ name: "Python's frame is blocked for good", engine: "demo", within: 2500 },
    ...{ ends: "itself", spoils: "browser" },
    async inflict({ page }) {
      for (const frame of page.frames()) if (frame !== page.mainFrame()) await block(frame);
    },
  },
  {
    ...{ name: "Python's workers are gone, then Stop", engine: "demo", within: 2500, ends: "stop" },
    async inflict(world) {
      for (const worker of await workersNamed(world.page, "python")) await end(worker);
      await stop(world);
    },
  },
];

const gpuFaults: readonly Fault[] = [
  {
    ...{ name: "GPU is lost", engine: "gpu", within: 5000, ends: "itself" },
    // Chromium's own page for that ends the process of the GPU, for all tabs.
    async inflict(world) {
      const other = await world.browser.context.newPage();
      world.others.push(other);
      await other.goto("chrome://gpucrash").catch(() => {});
    },
  },
];

const storageFaults: readonly Fault[] = [
  {
    ...{ name: "history is deleted by another tab", engine: "server", within: 1500 },
    ...{ ends: "itself", forgets: true },
    inflict: ({ page }) =>
      page.evaluate(
        () =>
          new Promise<void>((resolve) => {
            const request = indexedDB.deleteDatabase("journal");
            request.onsuccess = () => resolve();
            request.onblocked = () => resolve();
          }),
      ),
  },
  {
    ...{ name: "browser deletes all site data", engine: "server", within: 1500 },
    ...{ ends: "itself", forgets: true },
    async inflict(world) {
      const { origin } = new URL(world.url);
      await cdp(world, "Storage.clearDataForOrigin", { origin, storageTypes: "indexeddb" });
    },
  },
  {
    ...{ name: "history is busy with another tab for seconds", engine: "server", within: 1000 },
    ends: "itself",
    async inflict(world) {
      const other = await world.browser.context.newPage();
      world.others.push(other);
      await other.goto(`${world.url}manifest.webmanifest`);
      await other.evaluate(() => {
        const request = indexedDB.open("journal");
        request.onsuccess = () => {
          const tx = request.result.transaction(["runs", "events"], "readwrite");
          const until = Date.now() + 6000;
          const hold = () => {
            if (Date.now() > until) return;
            tx.objectStore("runs").get("nobody").onsuccess = hold;
          };
          hold();
          tx.oncomplete = () => request.result.close();
        };
      });
    },
  },
  {
    ...{ name: "device is full", engine: "server", within: 1000, ends: "itself" },
    async inflict(world) {
      const { origin } = new URL(world.url);
      await cdp(world, "Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
    },
    async mend(world) {
      const { origin } = new URL(world.url);
      await cdp(world, "Storage.overrideQuotaForOrigin", { origin });
    },
  },
];

const pageFaults: readonly Fault[] = [
  {
    ...{ name: "reload", engine: "server", within: 1500, ends: "cut" },
    inflict: (world) => world.reopen(),
  },
  {
    ...{ name: "tab crashes", engine: "server", within: 1500, ends: "cut" },
    async inflict(world) {
      const session = await world.page.context().newCDPSession(world.page);
      const crashed = world.page.waitForEvent("crash");
      session.send("Page.crash").catch(() => {});
      await crashed;
      await world.reopen();
    },
  },
  {
    ...{ name: "tab is frozen for seconds", engine: "server", within: 1500, ends: "itself" },
    async inflict(world) {
      const session = await cdp(world, "Page.setWebLifecycleState", { state: "frozen" });
      await new Promise((resolve) => setTimeout(resolve, 4000));
      await session.send("Page.setWebLifecycleState", { state: "active" });
    },
  },
  {
    ...{ name: "tab with the demo model is frozen for seconds", engine: "demo", within: 2500 },
    ends: "itself",
    async inflict(world) {
      const session = await cdp(world, "Page.setWebLifecycleState", { state: "frozen" });
      await new Promise((resolve) => setTimeout(resolve, 4000));
      await session.send("Page.setWebLifecycleState", { state: "active" });
    },
  },
  {
    ...{ name: "clock jumps a day ahead", engine: "server", within: 1500, ends: "itself" },
    spoils: "tab",
    inflict: ({ page }) =>
      page.evaluate(() => {
        const now = Date.now.bind(Date);
        Date.now = () => now() + 86_400_000;
      }),
  },
  {
    ...{ name: "clock jumps a day back", engine: "demo", within: 2500, ends: "itself" },
    spoils: "tab",
    inflict: ({ page }) =>
      page.evaluate(() => {
        const now = Date.now.bind(Date);
        Date.now = () => now() - 86_400_000;
      }),
  },
  {
    ...{ name: "memory runs short", engine: "demo", within: 2500, ends: "itself" },
    async inflict(world) {
      await cdp(world, "Memory.simulatePressureNotification", { level: "critical" });
    },
  },
];

const networkFaults: readonly Fault[] = [
  {
    ...{ name: "server falls silent, then Stop", engine: "server", within: 1000, ends: "stop" },
    async inflict(world) {
      world.server.mood = "silent";
      await stop(world);
    },
    async mend({ server }) {
      server.mood = "writes";
    },
  },
  {
    ...{ name: "server falls silent for seconds", engine: "server", within: 1000, ends: "itself" },
    async inflict({ server }) {
      server.mood = "silent";
      await new Promise((resolve) => setTimeout(resolve, 3000));
      server.mood = "writes";
    },
  },
  {
    ...{ name: "offline with the demo model", engine: "demo", within: 2500, ends: "itself" },
    inflict: ({ browser }) => browser.context.setOffline(true),
    mend: ({ browser }) => browser.context.setOffline(false),
  },
  {
    ...{ name: "offline for seconds with a server", engine: "server", within: 1000 },
    ends: "itself",
    async inflict({ browser }) {
      await browser.context.setOffline(true);
      await new Promise((resolve) => setTimeout(resolve, 2000));
      await browser.context.setOffline(false);
    },
  },
  {
    ...{ name: "service worker is updated", engine: "server", within: 1500, ends: "itself" },
    spoils: "tab",
    async inflict(world) {
      world.deploy();
      await world.page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        void registration?.update();
      });
    },
  },
  {
    ...{ name: "service worker is updated under the demo model", engine: "demo", within: 2500 },
    ...{ ends: "itself", spoils: "tab" },
    async inflict(world) {
      world.deploy();
      await world.page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        void registration?.update();
      });
    },
  },
  {
    ...{ name: "service worker is unregistered", engine: "demo", within: 2500, ends: "itself" },
    spoils: "tab",
    inflict: ({ page }) =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        await registration?.unregister();
      }),
  },
];

const personFaults: readonly Fault[] = [
  {
    ...{ name: "Stop", engine: "demo", within: 2500, ends: "stop" },
    inflict: stop,
  },
  {
    ...{ name: "Stop and Solve at once", engine: "demo", within: 2500, ends: "itself" },
    async inflict({ page, app }) {
      await stop({ page, app } as World);
      await app.solveButton().click({ timeout: 10_000 });
    },
  },
  {
    ...{ name: "Stop twice and Enter", engine: "server", within: 1500, ends: "stop" },
    async inflict({ page, app }) {
      await app
        .stopButton()
        .dblclick({ timeout: 3000 })
        .catch(() => {});
      await page.keyboard.press("Enter");
      await app
        .stopButton()
        .click({ timeout: 3000 })
        .catch(() => {});
    },
  },
  {
    ...{ name: "language is switched", engine: "server", within: 1500, ends: "itself" },
    async inflict({ page }) {
      const choice = page.locator(".page-nav select");
      await choice.selectOption("de");
      await page.waitForTimeout(300);
      await choice.selectOption("en");
    },
  },
  {
    ...{ name: "another tab solves too", engine: "server", within: 1500, ends: "itself" },
    async inflict(world) {
      const other = await world.browser.context.newPage();
      world.others.push(other);
      await other.goto(`${world.url}#problem=1%2B1`);
      await other.getByRole("button", { name: "Solve", exact: true }).click({ timeout: 60_000 });
    },
    // Closed in the middle of it, it would leave a run that is cut off.
    async mend({ others }) {
      for (const other of others) await waitForEnd(other, 60);
    },
  },
];

export const faults: readonly Fault[] = [
  ...engineFaults,
  ...pythonFaults,
  ...gpuFaults,
  ...storageFaults,
  ...pageFaults,
  ...networkFaults,
  ...personFaults,
];
