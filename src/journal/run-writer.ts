import type { RunEvent } from "../solver/run-events";
import { JournalFullError, journalFailure } from "./errors";
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
  readonly summary: Pick<Summary, "answer" | "tokens" | "seconds">;
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
  /** Taken from the packer and not stored. */
  #unsaved: PackedEvent[] = [];
  #writing = false;
  #troubled = false;
  #ended = false;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #lastWrite = Number.NEGATIVE_INFINITY;
  readonly #start: number;

  constructor(options: RunWriterOptions) {
    this.id = options.id;
    this.#options = options;
    const { answer, tokens, seconds } = options.summary;
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

  /** Now: the page may be about to go. */
  flush(): void {
    if (!this.#writing && (!this.#packer.empty || this.#unsaved.length > 0)) void this.#write();
  }

  #end(state: Summary["state"], failure: string | null): void {
    this.#summary = { ...this.#summary, state, failure };
    this.#ended = true;
    if (!this.#writing) void this.#write();
  }

  #soon(): void {
    if (this.#writing) return;
    const wait = this.#lastWrite + (this.#troubled ? longGap : gap) - performance.now();
    // Timers of hidden tabs may come a minute late; events come in time.
    if (wait <= 0) void this.#write();
    else this.#timer ??= setTimeout(() => void this.#write(), wait);
  }

  async #write(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#writing = true;
    this.#unsaved = this.#unsaved.concat(this.#packer.take());
    const summary = this.#summary;
    let over = this.#ended;
    try {
      const store = await this.#options.open();
      await store.change(this.id, summary, this.#unsaved);
      this.#unsaved = [];
      this.#tell(null);
    } catch (error) {
      const trouble = journalFailure(error);
      // There may be room later. Else the database is gone, or the run was deleted in another tab.
      over = !(trouble instanceof JournalFullError);
      if (over) this.#ended = true;
      this.#tell(over ? null : trouble.message);
    }
    this.#lastWrite = performance.now();
    this.#writing = false;
    if (over) this.#options.onEnd();
    else if (this.#ended && !this.#troubled) void this.#write();
    else if (!this.#packer.empty || this.#unsaved.length > 0 || this.#ended) this.#soon();
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
