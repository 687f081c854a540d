import type { Engine, GenerateEnd, Sequence } from "../engine/engine";
import type { Python, PythonResult, PythonSession } from "../python/python-session";
import { abortable } from "./abortable";
import { boxedAnswer, readAnswer } from "./answer";
import type { Form } from "./form/form";
import { formOf } from "./form/form-of";
import { mostTokens } from "./most-tokens";
import type { Span } from "./own-words";
import { withPatience } from "./patience";
import type {
  ForcedAfter,
  SampleEnding,
  SampleEvent,
  SampleOutcome,
  SampleRequest,
} from "./sample-events";
import type { SavedSample } from "./saved-sample";

export interface SamplePorts {
  readonly engine: Engine;
  readonly python: Python;
}

/**
 * Draws one sample: lets the model write, runs its blocks of code in a Python session of the sample's
 * own, gives it their output, until it closes its turn or a limit is reached. How it is asked, and what
 * a block looks like, is the engine's prompt form. The session is opened with the first block. The last
 * event is `finished`, also when `signal` fires; by then sequence and session are closed.
 *
 * At most N + 1 generations for N executions. The end of a block that closes nothing runs nothing but
 * uses up an execution, or a model could write it for ever; when none is left, blocks are text like any
 * other. Python that can't be started is tried again with patience; if it stays away, the sample fails:
 * what a model guesses that wanted to compute is no vote.
 *
 * With `forcedAnswerTokens`, a sample whose solution has no box is made to fill one: at its token limit,
 * near the end of its context, or when the model closed its turn, unless it declined the problem.
 *
 * A sample that was cut off goes on from its last token: its text is read again, and its blocks of
 * code run again before the next one does. It draws from its seed anew, so it may go on otherwise
 * than it would have.
 *
 * @param saved where the sample was cut off; null: it begins
 * @throws `EmptyProblemError`, and what the ports throw (`EngineError` and its kinds,
 * `PythonUnavailableError`), after cleanup
 */
export async function* runSample(
  ports: SamplePorts,
  request: SampleRequest,
  signal: AbortSignal,
  saved: SavedSample | null = null,
): AsyncGenerator<SampleEvent, void, void> {
  const sample = new Sample(ports, request, signal, saved);
  let ending: SampleEnding;
  try {
    ending = yield* sample.run();
  } catch (error) {
    if (!signal.aborted) throw error;
    ending = "stopped";
  } finally {
    await sample.close();
  }
  yield { kind: "finished", outcome: sample.outcome(ending) };
}

class Sample {
  #ports: SamplePorts;
  #request: SampleRequest;
  #signal: AbortSignal;
  #saved: SavedSample | null;
  #form: Form;
  #sequence: Sequence | null = null;
  #session: PythonSession | null = null;
  #text = "";
  #executionsLeft: number;
  #generatedTokens = 0;
  #prefilledTokens = 0;
  #cachedTokens = 0;
  #prefilledAfterOutput = 0;
  /** Tokens in the context, as far as known: an estimate until the first generation has ended. */
  #contextTokens = 0;
  /** The box that the model was made to fill: where that begins, and the answer before. */
  #forced: { readonly from: number; readonly answerBefore: string | null } | null = null;
  /** What the model did not write. */
  #printed: Span[] = [];
  /** Blocks before a cut that have run again. */
  #replayed = 0;
  #codeCalls = 0;
  #codeSeconds = 0;
  readonly #start: number;

  constructor(
    ports: SamplePorts,
    request: SampleRequest,
    signal: AbortSignal,
    saved: SavedSample | null,
  ) {
    this.#ports = ports;
    this.#request = request;
    this.#signal = signal;
    this.#saved = saved;
    this.#form = formOf(ports.engine.info.promptForm);
    this.#executionsLeft = request.mode === "tir" ? request.codeExecutions : 0;
    this.#start = performance.now() - (saved?.seconds ?? 0) * 1000;
    if (!saved) return;
    this.#text = saved.text;
    this.#printed = [...saved.printed];
    this.#executionsLeft = saved.executionsLeft;
    this.#generatedTokens = saved.generatedTokens;
    this.#codeCalls = saved.codeCalls;
    this.#codeSeconds = saved.codeSeconds;
  }

  async *run(): AsyncGenerator<SampleEvent, SampleEnding, void> {
    const pending = this.#saved?.pending ?? null;
    if (pending?.kind === "forced") this.#forced = pending;
    const sequence = await this.#open();
    if (pending?.kind === "forced") {
      const left = (this.#request.forcedAnswerTokens ?? 0) - pending.tokens;
      return this.#afterForcing(yield* this.#fillBox(sequence, left), pending.after);
    }
    if (pending?.kind === "stop") yield* this.#spendExecution(sequence, this.#calledCode());
    if (pending?.kind === "code") yield* this.#finishCall(sequence, pending.code);
    if (pending?.kind === "output") yield* this.#giveOutput(sequence, pending.result);
    const ending = yield* this.#write(sequence);
    switch (ending) {
      case "no-answer":
        // Who says that it can't solve the problem is not made to guess.
        if (this.#form.declines(this.#text)) return ending;
        return this.#afterForcing(yield* this.#force(sequence, ending), ending);
      case "token-limit":
      case "context-full":
        return this.#afterForcing(yield* this.#force(sequence, ending), ending);
      default:
        return ending;
    }
  }

  /** @param filled whether the model filled the box @param after how the sample had ended before */
  #afterForcing(filled: boolean, after: ForcedAfter): SampleEnding {
    if (after !== "no-answer") return filled ? "forced" : after;
    if (filled) return "asked";
    return this.#readUnboxed() === null ? "no-answer" : "unboxed";
  }

  /** Of a text without a box, up to where the model was asked for one. */
  #readUnboxed(): string | null {
    return readAnswer(this.#text.slice(0, this.#forced?.from), this.#printed).answer;
  }

  async *#write(sequence: Sequence): AsyncGenerator<SampleEvent, SampleEnding, void> {
    const { maxTokens } = this.#request;
    while (this.#generatedTokens < maxTokens) {
      const left = maxTokens - this.#generatedTokens;
      const room = this.#roomBeforeForced();
      const stop = this.#executionsLeft > 0 ? this.#form.codeStops : [];
      if (room <= 0) return "context-full";
      const { reason } = yield* this.#generate(sequence, stop, Math.min(left, room));
      const code = this.#calledCode();
      if (reason === "end-of-turn") {
        if (boxedAnswer(this.#text, this.#printed) !== null) return "answered";
        if (code === null) return "no-answer";
      } else if (reason !== "stop-string") {
        return reason === "token-limit" && room < left ? "context-full" : reason;
      }
      yield* this.#spendExecution(sequence, code);
    }
    return "token-limit";
  }

  /** At the end of a block. */
  async *#spendExecution(
    sequence: Sequence,
    code: string | null,
  ): AsyncGenerator<SampleEvent, void, void> {
    // Nothing could be written any more about what the code says.
    if (this.#generatedTokens >= this.#request.maxTokens) return;
    this.#executionsLeft -= 1;
    if (code !== null) yield* this.#call(sequence, code);
  }

  /**
   * Opens a box and lets the model fill it.
   * @returns whether that gave an answer
   */
  async *#force(
    sequence: Sequence,
    after: ForcedAfter,
  ): AsyncGenerator<SampleEvent, boolean, void> {
    const left = this.#request.forcedAnswerTokens ?? 0;
    const boxed = boxedAnswer(this.#text, this.#printed);
    if (left <= 0 || this.#contextLeft() < left) return false;
    // The solution names its answer already.
    if (boxed !== null && this.#form.solution(this.#text) !== null) return false;
    this.#forced = { from: this.#text.length, answerBefore: boxed };
    const text = this.#form.forcedFinish(this.#text);
    await abortable(this.#signal, () => sequence.append(text));
    this.#addText(text);
    yield { kind: "forced", text, ...(after === "no-answer" && { ended: true }) };
    return yield* this.#fillBox(sequence, left);
  }

  /** A closing brace at a time. */
  async *#fillBox(sequence: Sequence, tokens: number): AsyncGenerator<SampleEvent, boolean, void> {
    let left = tokens;
    while (left > 0 && this.#filled() === null) {
      const { reason, generatedTokens } = yield* this.#generate(sequence, ["}"], left);
      if (reason !== "stop-string") break;
      left -= Math.max(1, generatedTokens);
    }
    return this.#filled() !== null;
  }

  /** What the model filled the box with that was opened for it. */
  #filled(): string | null {
    return this.#forced ? boxedAnswer(this.#text.slice(this.#forced.from)) : null;
  }

  /** Tokens that may be written before the rest of the context is needed for a forced answer. */
  #roomBeforeForced(): number {
    const { forcedAnswerTokens: reserve = 0 } = this.#request;
    const room = this.#contextLeft() - reserve;
    // A context that small is better spent on the solution.
    const begun = this.#generatedTokens > 0;
    return reserve > 0 && (begun || room > 0) ? room : Number.POSITIVE_INFINITY;
  }

  #contextLeft(): number {
    return this.#ports.engine.info.contextLength - this.#contextTokens;
  }

  /** Text that the model did not write. */
  #addText(text: string): void {
    this.#text += text;
    this.#contextTokens += mostTokens(text);
  }

  async #open(): Promise<Sequence> {
    const { mode, problem, codeExecutions, sampling } = this.#request;
    const prompt =
      mode === "tir"
        ? this.#form.prompt("tir", { problem, totalCodeExecutions: codeExecutions })
        : this.#form.prompt("cot", { problem });
    this.#sequence = await abortable(
      this.#signal,
      () => this.#ports.engine.open(prompt, sampling),
      (late) => late.close(),
    );
    this.#contextTokens = mostTokens(prompt);
    if (this.#saved?.text) {
      const { text, contextTokens } = this.#saved;
      const sequence = this.#sequence;
      await abortable(this.#signal, () => sequence.append(text));
      this.#contextTokens += contextTokens;
    }
    return this.#sequence;
  }

  async *#generate(
    sequence: Sequence,
    stop: readonly string[],
    maxTokens: number,
  ): AsyncGenerator<SampleEvent, GenerateEnd, void> {
    const events = sequence.generate({ stop, maxTokens, signal: this.#signal });
    const before = this.#generatedTokens;
    for await (const event of events) {
      if (event.kind === "token") {
        // Counted as they come, for a generation that is stopped; its end event knows better.
        this.#generatedTokens += 1;
        this.#text += event.text;
        yield { kind: "text", text: event.text, logprob: event.logprob };
      } else {
        this.#generatedTokens = before + event.generatedTokens;
        this.#prefilledTokens += event.prefilledTokens;
        this.#cachedTokens += event.cachedTokens;
        if (this.#codeCalls > 0) this.#prefilledAfterOutput += event.prefilledTokens;
        const read = event.prefilledTokens + event.cachedTokens;
        // An engine that can't tell what it read says 0.
        this.#contextTokens = (read > 0 ? read : this.#contextTokens) + event.generatedTokens;
        return event;
      }
    }
    throw new Error(
      "The engine ended a generation without saying why. This is a fault of the app.",
    );
  }

  #calledCode(): string | null {
    return this.#executionsLeft > 0 ? this.#form.calledCode(this.#text) : null;
  }

  async *#call(sequence: Sequence, code: string): AsyncGenerator<SampleEvent, void, void> {
    this.#codeCalls += 1;
    const call = this.#codeCalls;
    yield { kind: "code-started", call, code };
    yield* this.#finishCall(sequence, code);
  }

  async *#finishCall(sequence: Sequence, code: string): AsyncGenerator<SampleEvent, void, void> {
    const result = await this.#runCode(code);
    const executionsLeft = this.#executionsLeft;
    yield { kind: "code-finished", call: this.#codeCalls, result, executionsLeft };
    yield* this.#giveOutput(sequence, result);
  }

  async *#giveOutput(
    sequence: Sequence,
    result: PythonResult,
  ): AsyncGenerator<SampleEvent, void, void> {
    const text = this.#form.codeOutput(this.#text, result, this.#executionsLeft);
    await abortable(this.#signal, () => sequence.append(text));
    this.#printed.push({ from: this.#text.length, to: this.#text.length + text.length });
    this.#addText(text);
    yield { kind: "appended", text };
  }

  async #runCode(code: string): Promise<PythonResult> {
    const start = performance.now();
    const { codeLimits } = this.#request;
    try {
      return await withPatience(async () => {
        const session = await this.#openSession();
        return abortable(this.#signal, () => session.run(code, codeLimits, this.#signal));
      }, this.#signal);
    } finally {
      this.#codeSeconds += (performance.now() - start) / 1000;
    }
  }

  /** In the state that the blocks before a cut left. */
  async #openSession(): Promise<PythonSession> {
    const session = this.#session ?? (await this.#newSession());
    this.#session = session;
    const { codeLimits } = this.#request;
    for (const code of this.#saved?.replay.slice(this.#replayed) ?? []) {
      // Its output is known.
      await abortable(this.#signal, () => session.run(code, codeLimits, this.#signal));
      this.#replayed += 1;
    }
    return session;
  }

  #newSession(): Promise<PythonSession> {
    return abortable(
      this.#signal,
      () => this.#ports.python.openSession(),
      (late) => late.close(),
    );
  }

  /** What fails while closing must not hide what the sample found, or why it failed. */
  async close(): Promise<void> {
    await Promise.allSettled([this.#sequence?.close(), this.#session?.close()]);
  }

  outcome(ending: SampleEnding): SampleOutcome {
    return {
      ending,
      answer: this.#answer(ending),
      text: this.#text,
      generatedTokens: this.#generatedTokens,
      prefilledTokens: this.#prefilledTokens,
      cachedTokens: this.#cachedTokens,
      prefilledAfterOutput: this.#prefilledAfterOutput,
      codeCalls: this.#codeCalls,
      seconds: (performance.now() - this.#start) / 1000,
      codeSeconds: this.#codeSeconds,
    };
  }

  #answer(ending: SampleEnding): string | null {
    if (ending === "unboxed") return this.#readUnboxed();
    if (this.#forced) return this.#filled() ?? this.#forced.answerBefore;
    return boxedAnswer(this.#text, this.#printed);
  }
}
