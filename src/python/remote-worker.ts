import * as v from "valibot";
import type { BlockLimits } from "./python-worker";
import { modulesSchema, type Started, type WorkerOutcome, workerOutcomeSchema } from "./run-reply";
import type { SupervisorRequest } from "./supervisor";

/** Asks the supervisor. Settles at the latest when the sandbox is gone. */
export type AskSupervisor = <T>(
  request: SupervisorRequest,
  schema: v.GenericSchema<unknown, T>,
  give?: Transferable[],
) => Promise<T>;

const nothing = v.null();

/** One Python worker, as the page reaches it through the supervisor. */
export class RemoteWorker {
  /** Settles when the worker is no more, whoever ended it, and with its sandbox. */
  readonly ended: Promise<void>;
  readonly started: Started;
  readonly #number: number;
  readonly #ask: AskSupervisor;

  constructor(number: number, started: Started, ask: AskSupervisor, ended: Promise<void>) {
    this.#number = number;
    this.started = started;
    this.#ask = ask;
    this.ended = ended;
  }

  imports(code: string): Promise<string[]> {
    return this.#ask({ call: "imports", worker: this.#number, code }, modulesSchema);
  }

  async addWheel(bytes: Uint8Array<ArrayBuffer>, file: string): Promise<void> {
    const request = { call: "addWheel", worker: this.#number, bytes, file } as const;
    await this.#ask(request, nothing, [bytes.buffer]);
  }

  async addBytecode(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const request = { call: "addBytecode", worker: this.#number, bytes } as const;
    await this.#ask(request, nothing, [bytes.buffer]);
  }

  async preload(names: readonly string[]): Promise<void> {
    await this.#ask({ call: "preload", worker: this.#number, names }, nothing);
  }

  run(code: string, limits: BlockLimits): Promise<WorkerOutcome> {
    const request = { call: "run", worker: this.#number, code, limits } as const;
    return this.#ask(request, workerOutcomeSchema(limits.characters));
  }

  /** Stops the block that runs, as at its time limit. */
  stop(): void {
    this.#tell("stop");
  }

  kill(): void {
    this.#tell("kill");
  }

  #tell(call: "stop" | "kill"): void {
    // Whoever cannot be told is gone.
    this.#ask({ call, worker: this.#number }, nothing).catch(() => {});
  }
}
