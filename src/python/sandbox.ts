import * as v from "valibot";
import { Calls } from "./calls";
import { deferred } from "./deferred";
import { Heartbeat } from "./heartbeat";
import { type AskSupervisor, RemoteWorker } from "./remote-worker";
import { startedSchema } from "./run-reply";
import { LateStartError, SandboxGoneError } from "./sandbox-errors";
import type { SupervisorNews, SupervisorRequest } from "./supervisor";

/** While anybody waits for it, the sandbox is asked whether it is there: gone after 20 s of silence. */
const heartbeat = { everyMs: 5000, maxUnanswered: 3 };

/** A worker that has not started after this never will. */
const startMs = 180_000;

const newsSchema = v.variant("kind", [
  v.strictObject({ kind: v.literal("ended"), worker: v.number() }),
  v.strictObject({ kind: v.literal("broken"), reason: v.string() }),
]);

/**
 * Where Python workers run: a frame of another origin, without a network; why it is made so:
 * docs/security.md. When it goes, by whatever cause, all that waits for it settles at once.
 */
export class Sandbox {
  /** Settles when the sandbox is gone. */
  readonly gone: Promise<SandboxGoneError>;
  readonly #setGone: (error: SandboxGoneError) => void;
  readonly #calls: Calls<SupervisorRequest, SupervisorNews>;
  readonly #heartbeat: Heartbeat;
  readonly #removeFrame: () => void;
  /** The workers that are alive, by number; each told when it no longer is. */
  readonly #workers = new Map<number, () => void>();
  #lastWorker = 0;
  #waiting = 0;
  #retired = false;

  /** @param port of the supervisor in it */
  constructor(port: MessagePort, removeFrame: () => void) {
    const { promise, resolve } = deferred<SandboxGoneError>();
    this.gone = promise;
    this.#setGone = resolve;
    this.#removeFrame = removeFrame;
    this.#calls = new Calls(port, {
      news: newsSchema,
      onNews: (news) => this.#hear(news),
      onBreach: (reason) => this.close(`the sandbox sent ${reason}.`),
    });
    this.#heartbeat = new Heartbeat({
      ask: () => this.#calls.ask({ call: "ping" }, v.null()),
      onSilence: () => this.close("the sandbox does not answer."),
      ...heartbeat,
    });
    // Chromium tells at once when a frame is removed or its process ends.
    port.addEventListener("close", () => this.close("the sandbox was removed."));
  }

  /** Waits for an answer, and meanwhile watches whether one may still come. */
  readonly ask: AskSupervisor = async (request, schema, give) => {
    this.#waiting += 1;
    this.#heartbeat.start();
    try {
      return await this.#calls.ask(request, schema, give);
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) this.#heartbeat.stop();
    }
  };

  /** @throws {@link SandboxGoneError}, {@link LateStartError}, and the supervisor's reason */
  async startWorker(): Promise<RemoteWorker> {
    this.#lastWorker += 1;
    const number = this.#lastWorker;
    const { promise: ended, resolve } = deferred<void>();
    this.#workers.set(number, resolve);
    const { promise: late, reject } = deferred<never>();
    const timer = setTimeout(() => {
      this.ask({ call: "kill", worker: number }, v.null()).catch(() => {});
      reject(new LateStartError("it took too long."));
    }, startMs);
    try {
      const asked = this.ask({ call: "startWorker", worker: number }, startedSchema);
      return new RemoteWorker(number, await Promise.race([asked, late]), this.ask, ended);
    } catch (error) {
      this.#forget(number);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Starts no more workers, and ends with its last one. */
  retire(): void {
    this.#retired = true;
    if (this.#workers.size === 0) this.close("nobody needs the sandbox.");
  }

  close(reason: string): void {
    const error = new SandboxGoneError(reason);
    this.#heartbeat.stop();
    this.#calls.end(error);
    this.#removeFrame();
    this.#setGone(error);
    for (const number of [...this.#workers.keys()]) this.#forget(number);
  }

  #hear(news: SupervisorNews): void {
    if (news.kind === "broken") this.close(`the sandbox failed: ${news.reason}`);
    else this.#forget(news.worker);
  }

  #forget(number: number): void {
    this.#workers.get(number)?.();
    this.#workers.delete(number);
    if (this.#retired) this.retire();
  }
}
