import { readdirSync, readFileSync } from "node:fs";

/** Memory of the browser that this process started, in bytes: of its pages, and of all of it. */
export interface BrowserMemory {
  readonly renderers: number;
  readonly all: number;
}

/** From /proc, so on Linux only; null elsewhere. */
export function readMemory(): BrowserMemory | null {
  const processes = listProcesses();
  if (!processes) return null;
  const ours = new Set([process.pid]);
  // Children have higher numbers than their parents but for a wrap, which a second round catches.
  for (let round = 0; round < 2; round++) {
    for (const { pid, parent } of processes) if (ours.has(parent)) ours.add(pid);
  }
  ours.delete(process.pid);
  const browser = processes.filter(({ pid }) => ours.has(pid));
  const sum = (list: typeof browser) => list.reduce((total, { bytes }) => total + bytes, 0);
  return { renderers: sum(browser.filter(({ renderer }) => renderer)), all: sum(browser) };
}

/** The most while some work goes on, beyond what there was before it. */
export async function peakDuring<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly peak: BrowserMemory | null }> {
  const before = readMemory();
  let renderers = 0;
  let all = 0;
  const look = () => {
    const now = readMemory();
    if (!now || !before) return;
    renderers = Math.max(renderers, now.renderers - before.renderers);
    all = Math.max(all, now.all - before.all);
  };
  const timer = setInterval(look, 100);
  try {
    const result = await work();
    look();
    return { result, peak: before && { renderers, all } };
  } finally {
    clearInterval(timer);
  }
}

function listProcesses() {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        try {
          const status = readFileSync(`/proc/${pid}/status`, "utf8");
          const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
          const number = (name: string) =>
            Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1]);
          return [
            {
              pid: Number(pid),
              parent: number("PPid"),
              // What the process has for itself; shared libraries would count many times.
              bytes: (number("RssAnon") || 0) * 1024,
              renderer: command.includes("--type=renderer"),
            },
          ];
        } catch {
          // It has ended meanwhile.
          return [];
        }
      });
  } catch {
    return null;
  }
}
