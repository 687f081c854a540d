import type { PythonResult } from "../python/python-session";
import { boxedAnswer } from "./answer";
import type { Form } from "./form/form";
import { mostTokens } from "./most-tokens";
import type { Span } from "./own-words";
import type { ForcedAfter, SampleEvent, SampleRequest } from "./sample-events";
import type { Timed } from "./saved-run";

/** Where a sample stood when it was cut off. */
export interface SavedSample {
  /** Everything after the prompt. */
  readonly text: string;
  /** What of it the model did not write, in order. */
  readonly printed: readonly Span[];
  readonly generatedTokens: number;
  /** Of `text`; an estimate where the model did not write it. */
  readonly contextTokens: number;
  readonly executionsLeft: number;
  readonly codeCalls: number;
  /** Wall time of the sample, and the part of it that Python took. */
  readonly seconds: number;
  readonly codeSeconds: number;
  /** Blocks that made the state of the Python session, in order. */
  readonly replay: readonly string[];
  readonly pending: Pending | null;
}

/** What has to be done before the model goes on. */
export type Pending =
  /** The text ends where a block may. */
  | { readonly kind: "stop" }
  /** A block was running. */
  | { readonly kind: "code"; readonly code: string }
  /** The model has not been given this output. */
  | { readonly kind: "output"; readonly result: PythonResult }
  /** The sample is being made to answer. */
  | {
      readonly kind: "forced";
      readonly tokens: number;
      /** Where in the text that begins. */
      readonly from: number;
      readonly answerBefore: string | null;
      readonly after: ForcedAfter;
    };

/**
 * Reads a sample's events up to the cut. What an event doesn't tell, such as tokens prefilled, is
 * lost: it counts from here on anew.
 */
export function readSavedSample(
  events: readonly Timed<SampleEvent>[],
  request: SampleRequest,
  form: Form,
): SavedSample {
  const reader = new Reader(request, form);
  for (const event of events) reader.read(event);
  return reader.saved();
}

class Reader {
  #request: SampleRequest;
  #form: Form;
  #text = "";
  #printed: Span[] = [];
  /** What the model wrote since it last read something. */
  #written = "";
  #generatedTokens = 0;
  #contextTokens = 0;
  #executionsLeft: number;
  #codeCalls = 0;
  #codeSeconds = 0;
  #codeBegan = 0;
  #code = "";
  #replay: string[] = [];
  #pending: Pending | null = null;
  #begin: number | null = null;
  #end = 0;

  constructor(request: SampleRequest, form: Form) {
    this.#request = request;
    this.#form = form;
    this.#executionsLeft = request.mode === "tir" ? request.codeExecutions : 0;
  }

  read({ seconds, event }: Timed<SampleEvent>): void {
    this.#begin ??= seconds;
    this.#end = seconds;
    switch (event.kind) {
      case "text":
        this.#text += event.text;
        this.#written += event.text;
        this.#generatedTokens += 1;
        this.#contextTokens += 1;
        if (this.#pending?.kind === "forced") {
          this.#pending = { ...this.#pending, tokens: this.#pending.tokens + 1 };
        }
        return;
      case "code-started":
        this.#codeCalls = event.call;
        this.#codeBegan = seconds;
        this.#code = event.code;
        // Ends of blocks without code used up executions too, and no event tells of them.
        this.#executionsLeft -= Math.max(1, this.#stops());
        this.#pending = { kind: "code", code: event.code };
        return;
      case "code-finished":
        this.#codeSeconds += seconds - this.#codeBegan;
        this.#executionsLeft = event.executionsLeft;
        // What timed out would time out again.
        if (event.result.status !== "timed-out") this.#replay.push(this.#code);
        this.#pending = { kind: "output", result: event.result };
        return;
      case "appended":
        this.#printed.push({ from: this.#text.length, to: this.#text.length + event.text.length });
        this.#add(event.text);
        this.#pending = null;
        return;
      case "forced":
        this.#pending = {
          kind: "forced",
          tokens: 0,
          from: this.#text.length,
          answerBefore: boxedAnswer(this.#text, this.#printed),
          after: event.ended ? "no-answer" : this.#limit(),
        };
        this.#add(event.text);
        return;
      case "finished":
        // Such a sample has ended: nobody goes on with it.
        return;
    }
  }

  #limit(): "token-limit" | "context-full" {
    return this.#generatedTokens >= this.#request.maxTokens ? "token-limit" : "context-full";
  }

  /** Text that the model did not write. */
  #add(text: string): void {
    this.#text += text;
    this.#written = "";
    this.#contextTokens += mostTokens(text);
  }

  /** How often the model was stopped at the end of a block since it last read something. */
  #stops(): number {
    return this.#form.codeStops.reduce(
      (count, stop) => count + this.#written.split(stop).length - 1,
      0,
    );
  }

  saved(): SavedSample {
    const stops = this.#pending === null ? this.#stops() : 0;
    // One at the end is still to be dealt with.
    const stop = this.#endsInStop() && this.#executionsLeft >= stops && stops > 0;
    return {
      text: this.#text,
      printed: this.#printed,
      generatedTokens: this.#generatedTokens,
      contextTokens: this.#contextTokens,
      executionsLeft: Math.max(0, this.#executionsLeft - stops + (stop ? 1 : 0)),
      codeCalls: this.#codeCalls,
      seconds: this.#end - (this.#begin ?? this.#end),
      codeSeconds: this.#codeSeconds,
      replay: this.#replay,
      pending: stop ? { kind: "stop" } : this.#pending,
    };
  }

  #endsInStop(): boolean {
    return this.#form.codeStops.some((stop) => this.#written.endsWith(stop));
  }
}
