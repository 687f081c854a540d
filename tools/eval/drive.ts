import type { Job } from "./samples";

/** What a page tells of one sample. */
export interface SampleOutcome {
  readonly text: string;
  readonly answer: string | null;
  readonly correct: boolean;
  readonly tokens: number;
  readonly codeCalls: number;
  readonly seconds: number;
  /** The part of it that Python took. */
  readonly codeSeconds: number;
  readonly ended: string;
  /** Why the app could not finish the sample; its `ended` is then "failed". */
  readonly error: string | null;
}

/** A browser page with the app's engine in it. */
export interface EvalPage {
  /** Rejects when the page is gone. */
  run(job: Job): Promise<SampleOutcome>;
  close(): Promise<void>;
}

export interface DriveParams {
  readonly jobs: readonly Job[];
  readonly pages: number;
  readonly concurrency: number;
  startPage(): Promise<EvalPage>;
  onSample(job: Job, outcome: SampleOutcome): void | Promise<void>;
  /** For people: restarts and their reasons. */
  log(line: string): void;
}

/** A sample that spoils this many pages is recorded as failed. */
const maxTries = 3;
/** Pages in a row that finished nothing; then something is wrong for good. */
const maxBarrenPages = 3;

/**
 * Draws all samples, several in flight in each page, so that one sample's Python runs while others
 * decode. A page that breaks is replaced, and its unfinished samples are drawn again: the same seed
 * gives the same sample, so nothing is lost but time.
 * @throws the page's error when pages break again and again without finishing anything
 */
export async function drive(params: DriveParams): Promise<void> {
  const queue = params.jobs.map((job) => ({ job, tries: 0 }));
  let finished = 0;
  let stopped = false;

  /** Runs one page until the work is done (null) or the page is spoilt (why). */
  async function runPage(page: EvalPage): Promise<unknown> {
    let spoilt: unknown = null;
    const lane = async () => {
      while (spoilt === null && !stopped) {
        const next = queue.shift();
        if (!next) return;
        const outcome = await page.run(next.job).catch(failed);
        if (outcome.error !== null) {
          // After an exception the engine or Python may be in any state: no more samples from here.
          spoilt ??= outcome.error;
          next.tries += 1;
          if (next.tries < maxTries) {
            queue.push(next);
            continue;
          }
        }
        finished += 1;
        await params.onSample(next.job, outcome);
      }
    };
    const lanes = Array.from({ length: params.concurrency }, lane);
    await Promise.all(lanes);
    return spoilt;
  }

  async function keepPageRunning(): Promise<void> {
    let barren = 0;
    while (queue.length > 0 && !stopped) {
      const page = await params.startPage();
      const before = finished;
      let spoilt: unknown;
      try {
        spoilt = await runPage(page);
      } finally {
        await page.close().catch(() => {});
      }
      if (spoilt === null) continue;
      barren = finished === before ? barren + 1 : 0;
      if (barren >= maxBarrenPages) {
        throw new Error(`${barren} pages in a row broke before they finished a sample: ${spoilt}`);
      }
      params.log(`The page is started again: ${spoilt}`);
    }
  }

  const pages = Array.from({ length: Math.min(params.pages, queue.length) }, () =>
    keepPageRunning().catch((error: unknown) => {
      stopped = true;
      throw error;
    }),
  );
  const ends = await Promise.allSettled(pages);
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}

function failed(error: unknown): SampleOutcome {
  return {
    text: "",
    answer: null,
    correct: false,
    tokens: 0,
    codeCalls: 0,
    seconds: 0,
    codeSeconds: 0,
    ended: "failed",
    error: error instanceof Error ? error.message : String(error),
  };
}
