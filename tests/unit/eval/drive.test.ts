import { describe, expect, it } from "vitest";
import { type DrivePage, drive } from "../../../tools/eval/drive";

interface Job {
  readonly id: string;
  readonly seed: number;
}

interface Outcome {
  readonly text: string;
  readonly error: string | null;
}

const jobs: Job[] = Array.from({ length: 12 }, (_, seed) => ({ id: `p${seed}`, seed }));

function outcome(error: string | null = null): Outcome {
  return { text: error === null ? "done" : "", error };
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 2));

/** Pages whose jobs end as `run` says; counts what happens. */
function pages(run: (job: Job, page: number) => Promise<Outcome> | Outcome) {
  const seen = { started: 0, closed: 0, inFlight: 0, most: 0 };
  return {
    seen,
    async startPage(): Promise<DrivePage<Job, Outcome>> {
      seen.started += 1;
      const number = seen.started;
      return {
        async run(job) {
          seen.inFlight += 1;
          seen.most = Math.max(seen.most, seen.inFlight);
          await soon();
          seen.inFlight -= 1;
          return run(job, number);
        },
        async close() {
          seen.closed += 1;
        },
      };
    },
  };
}

async function driveAll(
  startPage: () => Promise<DrivePage<Job, Outcome>>,
  more: { pages?: number; concurrency?: number } = {},
) {
  const done: [string, Outcome][] = [];
  const log: string[] = [];
  await drive<Job, Outcome>({
    ...{ jobs, pages: 1, concurrency: 4, startPage, ...more },
    failed: outcome,
    onDone: (job, one) => void done.push([job.id, one]),
    log: (line) => void log.push(line),
  });
  return { done, log };
}

const allIds = jobs.map(({ id }) => id).sort();

describe("drive", () => {
  it("keeps as many jobs in flight as it was allowed", async () => {
    const { seen, startPage } = pages(() => outcome());
    const { done } = await driveAll(startPage, { pages: 2, concurrency: 3 });
    expect(done.map(([id]) => id).sort()).toEqual(allIds);
    expect(seen).toMatchObject({ started: 2, closed: 2, most: 6 });
  });

  it("replaces a page that crashed and does its jobs again", async () => {
    const { seen, startPage } = pages((job, page) => {
      if (page === 1 && job.seed >= 2) throw new Error("Target crashed");
      return outcome();
    });
    const { done, log } = await driveAll(startPage);
    expect(done.map(([id]) => id).sort()).toEqual(allIds);
    expect(done.every(([, { error }]) => error === null)).toBe(true);
    expect(seen).toMatchObject({ started: 2, closed: 2 });
    expect(log).toEqual(["The page is started again: Target crashed"]);
  });

  it("records a job that fails again and again, and goes on with the others", async () => {
    const { startPage } = pages((job) => {
      if (job.seed === 3) return outcome("engine broke");
      return outcome();
    });
    const { done } = await driveAll(startPage);
    expect(done.map(([id]) => id).sort()).toEqual(allIds);
    const failures = done.filter(([, { error }]) => error !== null);
    expect(failures).toEqual([["p3", outcome("engine broke")]]);
  });

  it("gives up when nothing ever works", async () => {
    const { seen, startPage } = pages(() => {
      throw new Error("no model");
    });
    await expect(driveAll(startPage, { concurrency: 1 })).rejects.toThrow(
      /3 pages in a row broke before they finished anything: no model/,
    );
    expect(seen.closed).toBe(3);
  });

  it("gives up at once when no page can be started", async () => {
    const startPage = () => Promise.reject(new Error("no Chromium"));
    await expect(driveAll(startPage, { pages: 2 })).rejects.toThrow("no Chromium");
  });
});
