import type { RunEvent } from "../solver/run-events";
import { JournalFullError, JournalSilentError, journalFailure } from "./errors";
import type { JournalStore } from "./journal-store";
import { EventPacker, type PackedEvent } from "./packed-events";
import type { RunRecord } from "./run-record";

/** Takes down what happens in a run. Costs little: events are stored a few times a second. */
export interface RunRecorder {
  /** Of the run in the history. */
  readonly id: string;
  /** The last one is `finished`. */
  record(event: RunEvent): void;
  /** The run ended without it. @param message why, for people */
  fail(message: string): void;
}

/** Milliseconds between two writes: what a killed tab loses at most. */
const gap = 500;
/** The same after one that failed. */
const longGap = 5000;

type Summary = Pick<RunRecord, "state" | "failure" | "answer" | "tokens" | "seconds">;

export interface RunWriterOptions {
  readonly id: string;
  /** Resolves when the run's record is there. Asked again after a failure. */
  readonly open: () => Promise<JournalStore>;
  /** What is known of the run already: nothing, or what came before a cut. */
  readonly summary: Pick<RunRecord, "answer" | "tokens" | "seconds" | "batches">;
  /** Told why something could not be stored, and null when it is. */
  readonly onTrouble: (trouble: string | null) => void;
  /** All is stored, or never will be. */
  readonly onEnd: () => void;
}

/** Writes a run's events in batches, in order, each wholly or not at all. */
export class RunWriter implements RunRecorder {
  readonly id: string;
  #options: RunWriterOptions;
  #summary: Summary;
  #packer = new EventPacker();
  /** Taken from the packer and not known to be stored: the batch of number `#batch`. */
  #unsaved: readonly PackedEvent[] = [];
  #batch: number;
  /** Writes under way: more than one when the page was about to go. */
  #writing = 0;
  #troubled = false;
  #ended = false;
  /** All is stored, or never will be. */
  #over = false;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #lastWrite = Number.NEGATIVE_INFINITY;
  readonly #start: number;

  constructor(options: RunWriterOptions) {
    this.id = options.id;
    this.#options = options;
    const { answer, tokens, seconds, batches } = options.summary;
    this.#batch = batches;
    this.#summary = { answer, tokens, seconds, state: "running", failure: null };
    this.#start = performance.now() - seconds * 1000;
  }

  record(event: RunEvent): void {
    if (this.#ended) return;
    const seconds = (performance.now() - this.#start) / 1000;
    this.#packer.add({ seconds, event });
    this.#summary = { ...readSummary(this.#summary, event), seconds };
    if (event.kind === "finished") this.#end("finished", null);
    else this.#soon();
  }

  fail(message: string): void {
    if (!this.#ended) this.#end("failed", message);
  }

  /** Now, also beside a write that is under way: the page may be about to go. */
  flush(): void {
    const nothingNew = this.#packer.empty && (this.#writing > 0 || this.#unsaved.length === 0);
    if (!nothingNew) void this.#write();
  }

  /**
   * The database goes to another tab: what there is is stored for the last time.
   * @param why the rest is not kept, for people
   */
  async leave(why: string): Promise<void> {
    if (!this.#ended) {
      this.#summary = { ...this.#summary, state: "failed", failure: why };
      this.#ended = true;
    }
    await this.#write();
  }

  #end(state: Summary["state"], failure: string | null): void {
    this.#summary = { ...this.#summary, state, failure };
    this.#ended = true;
    if (this.#writing === 0) void this.#write();
  }

  #soon(): void {
    if (this.#writing > 0) return;
    const wait = this.#lastWrite + (this.#troubled ? longGap : gap) - performance.now();
    // Timers of hidden tabs may come a minute late; events come in time.
    if (wait <= 0) void this.#write();
    else this.#timer ??= setTimeout(() => void this.#write(), wait);
  }

  async #write(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#writing += 1;
    const events = this.#packer.empty ? this.#unsaved : [...this.#unsaved, ...this.#packer.take()];
    this.#unsaved = events;
    const summary = this.#summary;
    let over = this.#ended;
    try {
      const store = await this.#options.open();
      await store.store(this.id, summary, { number: this.#batch, events });
      this.#saved(events);
      this.#tell(null);
    } catch (error) {
      const trouble = journalFailure(error);
      // There may be room, or an answer, later. Else the database is gone, or the run was deleted in
      // another tab.
      over = !(trouble instanceof JournalFullError || trouble instanceof JournalSilentError);
      if (over) this.#ended = true;
      this.#tell(over ? null : trouble.message);
    }
    this.#lastWrite = performance.now();
    this.#writing -= 1;
    // The other one has all that this one had.
    if (this.#writing > 0) return;
    if (over) this.#endOnce();
    else if (this.#ended && !this.#troubled) void this.#write();
    else if (!this.#packer.empty || this.#unsaved.length > 0 || this.#ended) this.#soon();
  }

  /** Where a later write has the same batch with more in it, that one will tell. */
  #saved(events: readonly PackedEvent[]): void {
    if (this.#unsaved !== events || events.length === 0) return;
    this.#unsaved = [];
    this.#batch += 1;
  }

  #endOnce(): void {
    if (this.#over) return;
    this.#over = true;
    this.#options.onEnd();
  }

  #tell(trouble: string | null): void {
    if (trouble || this.#troubled) this.#options.onTrouble(trouble);
    this.#troubled = trouble !== null;
  }
}

function readSummary(summary: Summary, event: RunEvent): Summary {
  switch (event.kind) {
    case "sample":
      return event.event.kind === "text" ? { ...summary, tokens: summary.tokens + 1 } : summary;
    case "vote":
      return { ...summary, answer: event.vote.winner?.answer ?? null };
    case "finished": {
      const { answer, figures } = event.outcome;
      return { ...summary, answer, tokens: figures.generatedTokens };
    }
    default:
      return summary;
  }
}
