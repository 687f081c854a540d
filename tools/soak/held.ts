import type { Page } from "playwright-core";
import { readMemory } from "../../bench/models/memory";
import { holdings } from "../../tests/faults/world";

/** What a tab and its browser hold, after garbage was collected. */
export interface Held {
  /** Of the page's own heap, in MB (2^20 bytes). */
  readonly heapMB: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly engineWorkers: number;
  readonly pythonWorkers: number;
  readonly frames: number;
  /** What all processes of the browser have for themselves, in MB; null where the system has no /proc. */
  readonly processesMB: number | null;
  /** What the app keeps on the disk, in MB. */
  readonly storedMB: number;
}

export async function measureHeld(page: Page): Promise<Held> {
  const { nodes, engineWorkers, pythonWorkers, frames } = await holdings(page);
  const session = await page.context().newCDPSession(page);
  try {
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    const { jsEventListeners } = await session.send("Memory.getDOMCounters");
    const stored = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
    const memory = readMemory();
    return {
      ...{ heapMB: megabytes(usedSize), nodes, listeners: jsEventListeners },
      ...{ engineWorkers, pythonWorkers, frames },
      ...{ processesMB: memory && megabytes(memory.all), storedMB: megabytes(stored) },
    };
  } finally {
    await session.detach();
  }
}

function megabytes(bytes: number): number {
  return Math.round((bytes / 2 ** 20) * 10) / 10;
}
