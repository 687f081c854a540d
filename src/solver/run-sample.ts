import { createTailConfidence } from "./confidence";
import type { SampleReport, SampleState } from "./run-events";
import type { Mode, SampleEvent, SampleOutcome } from "./sample-events";
import { createTraceConfidence, groupSize, type TraceConfidence } from "./trace-confidence";
import type { Ballot } from "./vote";

/** What a run knows of one sample, event by event. */
export class RunSample {
  readonly sample: number;
  readonly mode: Mode;
  readonly seed: number;
  #state: SampleState = "queued";
  #outcome: SampleOutcome | null = null;
  #failure: string | null = null;
  #lackedPython = false;
  #tokens = 0;
  #confidence = createTailConfidence();
  #trace: TraceConfidence;

  /** @param maxTokens that it may write */
  constructor(sample: number, mode: Mode, seed: number, maxTokens: number) {
    this.#trace = createTraceConfidence(groupSize(maxTokens));
    this.sample = sample;
    this.mode = mode;
    this.seed = seed;
  }

  /** @returns the state that it is in now, if that is another */
  begin(): SampleState | null {
    return this.enter("reasoning");
  }

  /** @returns the state that it is in now, if that is another */
  read(event: SampleEvent): SampleState | null {
    switch (event.kind) {
      case "text":
        this.#tokens += 1;
        this.#confidence.add(event.logprob);
        this.#trace.add(event.confidence ?? null);
        return null;
      case "code-started":
        return this.enter("python");
      case "code-finished":
        return this.enter("reasoning");
      case "appended":
      case "forced":
        return null;
      case "finished":
        this.#outcome = event.outcome;
        this.#tokens = event.outcome.generatedTokens;
        return this.enter(stateAfter(event.outcome));
    }
  }

  fail(message: string, lackedPython: boolean): SampleState | null {
    this.#failure = message;
    this.#lackedPython = lackedPython;
    return this.enter("failed");
  }

  cancel(): SampleState | null {
    return this.enter("cancelled");
  }

  /** @returns the state that it is in now, if that is another */
  enter(state: SampleState): SampleState | null {
    if (state === this.#state) return null;
    this.#state = state;
    return state;
  }

  get state(): SampleState {
    return this.#state;
  }

  get tokens(): number {
    return this.#tokens;
  }

  get ended(): boolean {
    return this.#outcome !== null || this.#state === "failed" || this.#state === "cancelled";
  }

  /** Of its groups so far; null before the first is full. */
  get lowestGroup(): number | null {
    return this.#trace.lowestGroup();
  }

  /** Null when it names no answer. */
  ballot(): Ballot | null {
    const { sample } = this;
    const trace = this.#trace.figures();
    const { answer, ending } = this.#outcome ?? { answer: null, ending: "no-answer" as const };
    return answer === null
      ? null
      : { sample, answer, ending, confidence: this.#confidence.value(), trace };
  }

  report(): SampleReport {
    return {
      ...{ sample: this.sample, mode: this.mode, seed: this.seed, state: this.#state },
      outcome: this.#outcome,
      confidence: this.#confidence.value(),
      trace: this.#trace.figures(),
      failure: this.#failure,
      ...(this.#lackedPython ? { lackedPython: true } : {}),
    };
  }
}

function stateAfter({ ending }: SampleOutcome): SampleState {
  if (ending === "stopped" || ending === "low-confidence") return "cancelled";
  return ending === "forced" ? "forced" : "done";
}
