import * as v from "valibot";
import type { RunEvent } from "../solver/run-events";
import type { SampleEvent } from "../solver/sample-events";
import type { Timed } from "../solver/saved-run";
import { runEventSchema } from "./event-schema";

/**
 * Events as they are stored. A run has a hundred thousand tokens: those that a text got between two
 * other events of the run are one entry.
 */
export type PackedEvent =
  | { readonly kind: "event"; readonly at: number; readonly event: RunEvent }
  | PackedTokens;

interface PackedTokens {
  readonly kind: "tokens";
  readonly of: "sample" | "comparison";
  /** Of the sample, or the comparison. */
  readonly id: number;
  /** Seconds of the run at the first and the last one. */
  readonly at: number;
  readonly until: number;
  readonly texts: readonly string[];
  /** One for each text of a sample. */
  readonly logprobs: readonly (number | null)[];
  /** Token confidences, one for each text; absent where none is known. */
  readonly confidences?: readonly (number | null)[];
}

const seconds = v.pipe(v.number(), v.finite(), v.minValue(0));

export const packedEventSchema: v.GenericSchema<unknown, PackedEvent> = v.variant("kind", [
  v.object({ kind: v.literal("event"), at: seconds, event: runEventSchema }),
  v.object({
    kind: v.literal("tokens"),
    of: v.picklist(["sample", "comparison"]),
    id: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    at: seconds,
    until: seconds,
    texts: v.array(v.string()),
    logprobs: v.array(v.nullable(v.number())),
    confidences: v.exactOptional(v.array(v.nullable(v.number()))),
  }),
]);

/** A {@link PackedTokens} that may still grow. */
interface OpenTokens extends PackedTokens {
  until: number;
  readonly texts: string[];
  readonly logprobs: (number | null)[];
  confidences?: (number | null)[];
}

/** Gathers events until they are stored. */
export class EventPacker {
  #entries: PackedEvent[] = [];
  #open: OpenTokens[] = [];

  get empty(): boolean {
    return this.#entries.length === 0;
  }

  add({ seconds, event }: Timed<RunEvent>): void {
    if (event.kind === "sample" && event.event.kind === "text") {
      const { text, logprob, confidence } = event.event;
      const tokens = this.#tokens("sample", event.sample, seconds);
      if (confidence !== undefined || tokens.confidences) {
        // Those before it had none.
        tokens.confidences ??= tokens.texts.map(() => null);
        tokens.confidences.push(confidence ?? null);
      }
      tokens.texts.push(text);
      tokens.logprobs.push(logprob);
    } else if (event.kind === "genselect" && event.event.kind === "comparison-text") {
      this.#tokens("comparison", event.event.id, seconds).texts.push(event.event.text);
    } else {
      this.#open = [];
      this.#entries.push({ kind: "event", at: seconds, event });
    }
  }

  #tokens(of: PackedTokens["of"], id: number, seconds: number): OpenTokens {
    let tokens = this.#open.find((one) => one.of === of && one.id === id);
    if (!tokens) {
      tokens = { kind: "tokens", of, id, at: seconds, until: seconds, texts: [], logprobs: [] };
      this.#open.push(tokens);
      this.#entries.push(tokens);
    }
    tokens.until = seconds;
    return tokens;
  }

  /** What was gathered; it is gathered anew from here. */
  take(): PackedEvent[] {
    const entries = this.#entries;
    this.#entries = [];
    this.#open = [];
    return entries;
  }
}

/** The events in the order in which they came; the tokens of an entry share its time evenly. */
export function unpackEvents(entries: readonly PackedEvent[]): Timed<RunEvent>[] {
  // The sort is stable, and no tokens reach beyond the next event that is none.
  return entries.flatMap(unpack).sort((a, b) => a.seconds - b.seconds);
}

function unpack(entry: PackedEvent): Timed<RunEvent>[] {
  if (entry.kind === "event") return [{ seconds: entry.at, event: entry.event }];
  const { at, until, texts } = entry;
  const gap = texts.length > 1 ? (until - at) / (texts.length - 1) : 0;
  return texts.map((text, index) => ({
    seconds: Math.min(until, at + index * gap),
    event: tokenEvent(entry, text, index),
  }));
}

function tokenEvent(entry: PackedTokens, text: string, index: number): RunEvent {
  const { of, id, logprobs, confidences } = entry;
  if (of === "comparison")
    return { kind: "genselect", event: { kind: "comparison-text", id, text } };
  const confidence = confidences?.[index] ?? null;
  const event: SampleEvent = {
    ...{ kind: "text", text, logprob: logprobs[index] ?? null },
    ...(confidence === null ? {} : { confidence }),
  };
  return { kind: "sample", sample: id, event };
}
