import { createEventQueue } from "../engine/event-queue";
import { PythonUnavailableError } from "../python/python-session";
import { addTokens, noTokens, type TokenCounts } from "./ask-for-text";
import { boundEngine, boundPython } from "./bounded-ports";
import { collectCandidates, type Finalist } from "./candidate";
import type { SameAnswer } from "./equality";
import { formOf } from "./form/form-of";
import { comparisonTokens, type GenSelectOutcome, runGenSelect } from "./genselect";
import { createGrouping, type Grouping } from "./groups";
import { runPooled } from "./pool";
import type { RunEvent, RunOutcome, RunRequest, SampleState } from "./run-events";
import { runFigures } from "./run-figures";
import { checkRunRequest, sampleMode } from "./run-request";
import { RunSample } from "./run-sample";
import { runSample, type SamplePorts } from "./sample";
import type { SampleEnding, SampleEvent, SampleRequest } from "./sample-events";
import { type SavedRun, sampleEventsOf, savedSeconds } from "./saved-run";
import { readSavedSample, type SavedSample } from "./saved-sample";
import { seedFor } from "./seeds";
import { createOnlineStop, type OnlineStop } from "./selection/online-stop";
import { selectionRules } from "./selection/registry";
import type { SelectionRule } from "./selection/rule";
import { leaderSureness } from "./stopping/adaptive-consistency";
import { timeBudget, tokenBudget } from "./stopping/budgets";
import { anyOf, type StopDecision, type StoppingRule } from "./stopping/rule";
import { tieOf } from "./tie";
import { answersOf, countedBallots, countWeighed, emptyVote, type Vote } from "./vote";

export interface RunPorts extends SamplePorts {
  readonly sameAnswer: SameAnswer;
  /** Told when the engine is gone, or does not end what was stopped: it has to be loaded again. */
  readonly onEngineLost?: () => void;
}

/**
 * Draws many samples of one problem and chooses one answer. As many samples run together as the
 * engine holds; the others wait their turn. After each that ends the votes are counted and the stopping
 * rule is asked; when it stops, stragglers are cancelled. A sample that fails concerns no other one.
 * When `signal` fires, or the reader leaves, everything stops; what was found by then is in the last
 * event, `finished`. It comes within three seconds, also where an engine or Python answers nothing.
 *
 * A run that was cut off goes on: its events so far and those that come now make one run, as if
 * nothing had happened. Samples that ended are kept, with their votes and verdicts; the others are
 * opened with their text so far.
 *
 * @param saved the events of a run of this request that was cut off; a new run has none
 * @throws `RunRequestError` and `EmptyProblemError`, before anything is drawn; nothing else
 */
export async function* runProblem(
  ports: RunPorts,
  request: RunRequest,
  signal: AbortSignal,
  saved: SavedRun = [],
): AsyncGenerator<RunEvent, void, void> {
  checkRunRequest(request);
  const run = new Run(ports, request, signal, saved);
  yield* run.events();
}

class Run {
  #ports: RunPorts;
  #request: RunRequest;
  #userSignal: AbortSignal;
  /** Fires when no more samples are wanted. */
  #enough = new AbortController();
  /** Fires when nothing more may be done: a budget is spent, or nobody listens. */
  #over = new AbortController();
  #queue = createEventQueue<RunEvent>();
  #grouping: Grouping;
  #budgets: StoppingRule;
  #rule: SelectionRule;
  /** Ends traces that the rule would not count; null where it counts all. */
  #online: OnlineStop | null;
  #samples: readonly RunSample[];
  #vote: Vote = emptyVote;
  #stop: StopDecision | null = null;
  #selectionTokens: TokenCounts = noTokens;
  /** Tokens of the comparison that runs, for the budget. */
  #comparedTokens = 0;
  #counting: Promise<void> = Promise.resolve();
  #drawingSeconds = 0;
  #saved: SavedRun;
  readonly #start: number;

  constructor(ports: RunPorts, request: RunRequest, signal: AbortSignal, saved: SavedRun) {
    this.#ports = {
      ...ports,
      engine: boundEngine(ports.engine, signal, ports.onEngineLost ?? (() => {})),
      python: boundPython(ports.python),
    };
    this.#request = request;
    this.#userSignal = signal;
    this.#saved = saved;
    this.#start = performance.now() - savedSeconds(saved) * 1000;
    this.#grouping = createGrouping(ports.sameAnswer);
    const { seconds, tokens } = request.budget;
    this.#budgets = anyOf(
      ...(seconds === null ? [] : [timeBudget(seconds)]),
      ...(tokens === null ? [] : [tokenBudget(tokens)]),
    );
    this.#samples = Array.from(
      { length: request.samples },
      (_, index) =>
        new RunSample(
          index,
          sampleMode(index, request.tirShare),
          seedFor(request.seed, "sample", index),
          request.maxTokens,
        ),
    );
    this.#rule = selectionRules[request.select];
    const { keeps } = this.#rule;
    this.#online = keeps === null ? null : createOnlineStop(request.samples, keeps);
  }

  async *events(): AsyncGenerator<RunEvent, void, void> {
    const work = this.#work().then(
      () => this.#queue.end(),
      (error: unknown) => this.#queue.fail(error),
    );
    try {
      yield* this.#queue;
    } finally {
      this.#over.abort();
      await work;
    }
  }

  async #work(): Promise<void> {
    const timer = this.#startClock();
    try {
      if (this.#saved.length === 0) this.#begin();
      else this.#recall();
      await this.#drawAll();
      await this.#counting;
      await this.#count();
      const stop = this.#stop ?? this.#naturalEnd();
      const genselect = await this.#select();
      this.#queue.push({ kind: "finished", outcome: this.#outcome(stop, genselect) });
    } finally {
      clearTimeout(timer);
    }
  }

  #begin(): void {
    const samples = this.#samples.map(({ sample, mode, seed }) => ({ sample, mode, seed }));
    this.#queue.push({ kind: "started", samples });
  }

  /** Comes to where the run was cut off, and tells of what was not told any more. */
  #recall(): void {
    const told = new Map<number, SampleState>();
    for (const { event, seconds } of this.#saved) {
      switch (event.kind) {
        case "sample":
          this.#recallSample(event.sample, event.event);
          break;
        case "failed":
          this.#samples[event.sample]?.fail(event.message, false);
          break;
        case "state":
          this.#samples[event.sample]?.enter(event.state);
          told.set(event.sample, event.state);
          this.#drawingSeconds = seconds;
          break;
        case "stopping":
          this.#stop = event.decision;
          this.#enough.abort();
          break;
      }
    }
    for (const sample of this.#samples) {
      const { state } = sample;
      if (state !== (told.get(sample.sample) ?? "queued")) this.#show(sample, state);
    }
    if (this.#samples.some(({ ended }) => ended)) this.#counting = this.#judge();
  }

  #recallSample(index: number, event: SampleEvent): void {
    const sample = this.#samples[index];
    if (!sample) return;
    sample.read(event);
    if (event.kind === "finished") this.#learn(sample, event.outcome.ending);
  }

  async #drawAll(): Promise<void> {
    if (this.#samples.every(({ ended }) => ended)) return;
    const together = this.#ports.engine.info.maxSequences;
    await runPooled(this.#samples.length, together, (index) => this.#draw(index));
    this.#drawingSeconds = this.#seconds();
  }

  #startClock(): ReturnType<typeof setTimeout> | undefined {
    const { seconds } = this.#request.budget;
    if (seconds === null) return undefined;
    // A timer may come a little early by the other clock.
    const left = Math.max(0, seconds - this.#seconds());
    return setTimeout(() => this.#checkBudgets(seconds), left * 1000);
  }

  /** One sample, from its turn to its end. Never throws. */
  async #draw(index: number): Promise<void> {
    const sample = this.#samples[index];
    if (!sample || sample.ended) return;
    const signals = [this.#userSignal, this.#enough.signal, this.#over.signal];
    if (sample.state === "queued") {
      if (signals.some(({ aborted }) => aborted)) {
        this.#show(sample, sample.cancel());
        return;
      }
      this.#show(sample, sample.begin());
    }
    const request = this.#sampleRequest(sample);
    const hopeless = new AbortController();
    try {
      for await (const told of runSample(
        this.#ports,
        request,
        AbortSignal.any([...signals, hopeless.signal]),
        this.#savedSample(sample, request),
      )) {
        const event = hopeless.signal.aborted ? endedUnsure(told) : told;
        const state = sample.read(event);
        this.#queue.push({ kind: "sample", sample: index, event });
        this.#show(sample, state);
        if (event.kind === "finished") this.#learn(sample, event.outcome.ending);
        if (event.kind !== "text") continue;
        this.#checkBudgets();
        if (this.#online?.isHopeless(sample.lowestGroup)) hopeless.abort();
      }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const state = sample.fail(message, error instanceof PythonUnavailableError);
      this.#queue.push({ kind: "failed", sample: index, message });
      this.#show(sample, state);
    }
    // One after the other; meanwhile the next sample begins.
    this.#counting = this.#counting.then(() => this.#judge());
  }

  /** The first traces that end by themselves set the threshold for the others. */
  #learn(sample: RunSample, ending: SampleEnding): void {
    if (ending === "stopped" || ending === "low-confidence") return;
    this.#online?.ended(sample.report().trace?.lowestGroup ?? null);
  }

  #sampleRequest({ mode, seed }: RunSample): SampleRequest {
    const { problem, temperature, topP, maxTokens, codeExecutions, codeLimits } = this.#request;
    const { forcedAnswerTokens } = this.#request;
    return {
      ...{ problem, mode, sampling: { temperature, topP, seed } },
      ...{ maxTokens, codeExecutions, codeLimits, forcedAnswerTokens },
      wantsTop: this.#rule.needsTop,
    };
  }

  #savedSample({ sample }: RunSample, request: SampleRequest): SavedSample | null {
    const events = sampleEventsOf(this.#saved, sample);
    if (events.length === 0) return null;
    return readSavedSample(events, request, formOf(this.#ports.engine.info.promptForm));
  }

  #show({ sample }: RunSample, state: SampleState | null): void {
    if (state) this.#queue.push({ kind: "state", sample, state });
  }

  /** Counts the votes, and asks whether they are enough. */
  async #judge(): Promise<void> {
    // Samples that were cancelled change nothing.
    if (this.#stop || this.#userSignal.aborted || this.#over.signal.aborted) return;
    await this.#count();
    const decision = this.#request.stopping.decide(this.#progress());
    const open = this.#samples.some(({ ended }) => !ended);
    if (decision && open) this.#stopDrawing(decision);
  }

  async #count(): Promise<void> {
    const ballots = countedBallots(this.#samples.flatMap((sample) => sample.ballot() ?? []));
    const groups = await this.#grouping.group(answersOf(ballots));
    this.#vote = countWeighed(ballots, groups, this.#rule.weigh(ballots));
    this.#queue.push({ kind: "vote", vote: this.#vote, sureness: leaderSureness(this.#vote) });
  }

  #progress() {
    return {
      vote: this.#vote,
      samples: this.#samples.length,
      ended: this.#samples.filter(({ ended }) => ended).length,
      seconds: this.#seconds(),
      tokens: this.#samples.reduce((sum, { tokens }) => sum + tokens, this.#comparedTokens),
    };
  }

  #checkBudgets(atLeastSeconds = 0): void {
    const progress = this.#progress();
    const seconds = Math.max(progress.seconds, atLeastSeconds);
    const decision = this.#budgets.decide({ ...progress, seconds });
    if (!decision) return;
    if (!this.#stop) this.#stopDrawing(decision);
    this.#over.abort();
  }

  #stopDrawing(decision: StopDecision): void {
    if (this.#stop || this.#userSignal.aborted) return;
    this.#stop = decision;
    this.#queue.push({ kind: "stopping", decision });
    this.#enough.abort();
  }

  #naturalEnd(): StopDecision {
    return this.#userSignal.aborted
      ? { rule: "stopped", why: "You stopped the run." }
      : { rule: "all-ended", why: "All samples have ended." };
  }

  /** Lets the model compare the answers that compete. Null where there is nothing to compare. */
  async #select(): Promise<GenSelectOutcome | null> {
    const { problem, temperature, topP, seed } = this.#request;
    const { tallies } = this.#vote;
    const signal = AbortSignal.any([this.#userSignal, this.#over.signal]);
    if (!this.#rule.compares || tallies.length < 2 || signal.aborted) return null;
    const { candidates, tokens } = await collectCandidates(
      this.#ports.engine,
      { problem, temperature, topP, seed: (sample) => seedFor(seed, "summary", sample) },
      tallies.map(({ samples }) => this.#finalists(samples)),
      signal,
    );
    const done = this.#saved.flatMap(({ event }) =>
      event.kind === "genselect" && event.event.kind === "comparison-finished"
        ? [event.event.comparison]
        : [],
    );
    this.#selectionTokens = addTokens(tokens, comparisonTokens(done));
    this.#comparedTokens = this.#selectionTokens.generatedTokens;
    this.#checkBudgets();
    const { comparisons, comparisonTokens: maxTokens } = this.#request;
    const asked = {
      ...{ problem, answers: candidates, votes: tallies.map(({ votes }) => votes) },
      ...{ comparisons, maxTokens, temperature, topP, seed, done },
    };
    let outcome: GenSelectOutcome | null = null;
    for await (const event of runGenSelect(this.#ports.engine, asked, signal)) {
      this.#queue.push({ kind: "genselect", event });
      if (event.kind === "comparison-text") {
        this.#comparedTokens += 1;
        this.#checkBudgets();
      }
      if (event.kind === "finished") outcome = event.outcome;
    }
    this.#selectionTokens = addTokens(tokens, comparisonTokens(outcome?.comparisons ?? []));
    return outcome;
  }

  #finalists(samples: readonly number[]): Finalist[] {
    return samples.flatMap((index) => {
      const outcome = this.#samples[index]?.report().outcome;
      if (!outcome || outcome.answer === null) return [];
      const { answer, text, ending } = outcome;
      return [{ sample: index, answer, text, forced: ending === "forced" }];
    });
  }

  #outcome(stop: StopDecision, genselect: GenSelectOutcome | null): RunOutcome {
    const vote = this.#vote;
    const chosen = genselect?.winner ?? null;
    const winner = chosen === null ? vote.winner : (vote.tallies[chosen] ?? vote.winner);
    const tie = tieOf(vote, genselect);
    const byVerdicts = chosen !== null && tie?.of !== "verdicts";
    const samples = this.#samples.map((sample) => sample.report());
    return {
      answer: winner?.answer ?? null,
      decidedBy: winner === null ? null : byVerdicts ? "genselect" : "vote",
      ...{ tie, vote, stop, genselect, samples },
      figures: runFigures(samples, this.#selectionTokens, {
        seconds: this.#seconds(),
        drawingSeconds: this.#drawingSeconds,
      }),
    };
  }

  #seconds(): number {
    return (performance.now() - this.#start) / 1000;
  }
}

/** Who was stopped for that has this as its ending. */
function endedUnsure(event: SampleEvent): SampleEvent {
  if (event.kind !== "finished" || event.outcome.ending !== "stopped") return event;
  return { ...event, outcome: { ...event.outcome, ending: "low-confidence" } };
}
