import { launchBrowser, type TestBrowser } from "../harness/browser";
import type { StaticServer } from "../harness/static-server";
import { type Row, tryFault } from "./campaign";
import type { Fault } from "./faults";
import {
  closeWorld,
  type EngineKind,
  type FakeServer,
  openWorld,
  startFakeServer,
  type World,
} from "./world";

/** So many faults of its kind of model happen in a tab: its DOM grows to what it keeps. */
const maxFaults = 12;

/** More than the campaign waits for a run and the next one: what lasts longer is the harness. */
const maxSeconds = 400;

interface OpenWorld {
  readonly world: World;
  readonly faults: number;
}

/**
 * A browser, and a tab for each kind of model, in which one fault after the other happens. A tab goes
 * when a fault spoils it, and where something was wrong the browser does, too: what a fault leaves
 * behind must not be blamed on the next.
 */
export class Worlds {
  readonly #host: StaticServer;
  readonly #isGpu: boolean;
  #browser: TestBrowser | null = null;
  #server: FakeServer | null = null;
  readonly #open = new Map<EngineKind, OpenWorld>();

  constructor(host: StaticServer, { gpu = false }: { readonly gpu?: boolean } = {}) {
    this.#host = host;
    this.#isGpu = gpu;
  }

  /** @throws where the harness fails, as when the app does not open */
  async try(fault: Fault, seed: number): Promise<Row> {
    const { world, faults } = this.#take(fault.engine) ?? (await this.#openWorld(fault.engine));
    let isGood = false;
    try {
      const row = await within(maxSeconds, tryFault(world, fault, seed));
      isGood = row.faults.length === 0;
      return row;
    } finally {
      if (!isGood || fault.spoils === "browser") await this.close();
      else if (fault.spoils === "tab" || faults + 1 >= maxFaults) await closeWorld(world);
      else this.#open.set(fault.engine, { world, faults: faults + 1 });
    }
  }

  async close(): Promise<void> {
    this.#open.clear();
    this.#server?.close();
    this.#server = null;
    // It may have died of the fault.
    await this.#browser?.close().catch(() => {});
    this.#browser = null;
  }

  /** Nobody else gets it, even where this fault never comes to its end. */
  #take(engine: EngineKind): OpenWorld | undefined {
    const open = this.#open.get(engine);
    this.#open.delete(engine);
    return open;
  }

  async #openWorld(engine: EngineKind): Promise<OpenWorld> {
    this.#browser ??= await launchBrowser({ gpu: this.#isGpu });
    this.#server ??= await startFakeServer();
    const place = { browser: this.#browser, host: this.#host, server: this.#server };
    return { world: await openWorld(place, engine), faults: 0 };
  }
}

async function within<T>(seconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new Error(`The tab answers nothing for ${seconds} s.`);
    timer = setTimeout(() => reject(error), seconds * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
