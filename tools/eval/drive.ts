import { messageOf } from "./outcome";

/** A browser page that does jobs. */
export interface DrivePage<J, O> {
  /** Rejects when the page is gone. */
  run(job: J): Promise<O>;
  close(): Promise<void>;
}

export interface DriveParams<J, O> {
  readonly jobs: readonly J[];
  readonly pages: number;
  readonly concurrency: number;
  startPage(): Promise<DrivePage<J, O>>;
  /** The outcome of a job whose page broke. */
  failed(error: string): O;
  onDone(job: J, outcome: O): void | Promise<void>;
  /** For people: restarts and their reasons. */
  log(line: string): void;
}

/** A job that spoils this many pages is recorded as failed. */
const maxTries = 3;
/** Pages in a row that finished nothing; then something is wrong for good. */
const maxBarrenPages = 3;

/**
 * Does all jobs, several in flight in each page, so that one sample's Python runs while others
 * decode. A page that breaks is replaced, and its unfinished jobs are done again: the same seed gives
 * the same text, so nothing is lost but time.
 * @throws the page's error when pages break again and again without finishing anything
 */
export async function drive<J, O extends { readonly error: string | null }>(
  params: DriveParams<J, O>,
): Promise<void> {
  const queue = params.jobs.map((job) => ({ job, tries: 0 }));
  let finished = 0;
  let stopped = false;

  /** Runs one page until the work is done (null) or the page is spoilt (why). */
  async function runPage(page: DrivePage<J, O>): Promise<string | null> {
    let spoilt: string | null = null;
    const lane = async () => {
      while (spoilt === null && !stopped) {
        const next = queue.shift();
        if (!next) return;
        const outcome = await page
          .run(next.job)
          .catch((error: unknown) => params.failed(messageOf(error)));
        if (outcome.error !== null) {
          // After an exception the engine or Python may be in any state: no more jobs from here.
          spoilt ??= outcome.error;
          next.tries += 1;
          if (next.tries < maxTries) {
            queue.push(next);
            continue;
          }
        }
        finished += 1;
        await params.onDone(next.job, outcome);
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
      let spoilt: string | null;
      try {
        spoilt = await runPage(page);
      } finally {
        await page.close().catch(() => {});
      }
      if (spoilt === null) continue;
      barren = finished === before ? barren + 1 : 0;
      if (barren >= maxBarrenPages) {
        throw new Error(`${barren} pages in a row broke before they finished anything: ${spoilt}`);
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
