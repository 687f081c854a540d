import * as v from "valibot";
import { deferred } from "./deferred";

/** Why a call failed is a sentence or two. */
const longestReason = 2000;

/** All that may come from the other side. */
const messageSchema = v.variant("kind", [
  v.strictObject({ kind: v.literal("value"), id: v.number(), value: v.unknown() }),
  v.strictObject({
    kind: v.literal("error"),
    id: v.number(),
    message: v.pipe(v.string(), v.maxLength(longestReason)),
  }),
  v.strictObject({ kind: v.literal("news"), news: v.unknown() }),
]);

/** The other side says that a call could not be carried out. */
export class CallError extends Error {
  override name = "CallError";
}

export interface CallsOptions<News> {
  /** What the other side may tell without being asked. */
  readonly news: v.GenericSchema<unknown, News>;
  readonly onNews: (news: News) => void;
  /** Something came that the protocol does not know: the other side is not what it was. */
  readonly onBreach: (reason: string) => void;
}

interface Waiting {
  /** Whether the value is as it should be. */
  hear(value: unknown): boolean;
  fail(error: Error): void;
}

/**
 * Calls over a message port, to a side that is not trusted: each request has a number and gets one
 * answer, as plain data that is checked. There is no object on this side that a message could name.
 */
export class Calls<Request extends object, News> {
  readonly #port: MessagePort;
  readonly #options: CallsOptions<News>;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  #ended: Error | null = null;

  constructor(port: MessagePort, options: CallsOptions<News>) {
    this.#port = port;
    this.#options = options;
    port.onmessageerror = () => options.onBreach("a message that can't be read");
    port.onmessage = ({ data }) => this.#hear(data);
  }

  /**
   * @param schema of the answer
   * @throws {@link CallError} with the other side's reason; what `end` was given
   */
  ask<T>(
    request: Request,
    schema: v.GenericSchema<unknown, T>,
    give: Transferable[] = [],
  ): Promise<T> {
    if (this.#ended) return Promise.reject(this.#ended);
    this.#last += 1;
    const id = this.#last;
    const { promise, resolve, reject } = deferred<T>();
    const hear = (value: unknown) => {
      const checked = v.safeParse(schema, value);
      if (checked.success) resolve(checked.output);
      else reject(new CallError("an answer of another form"));
      return checked.success;
    };
    this.#waiting.set(id, { hear, fail: reject });
    this.#port.postMessage({ id, request }, give);
    return promise;
  }

  /** Ends all at once: no call stays open, and nothing is heard any more. */
  end(reason: Error): void {
    if (this.#ended) return;
    this.#ended = reason;
    this.#port.onmessage = null;
    this.#port.close();
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { fail } of waiting) fail(reason);
  }

  #hear(data: unknown): void {
    const breach = this.#breachBy(data);
    if (breach !== null) this.#options.onBreach(breach);
  }

  /** Takes a message in; what is wrong with it, or null. */
  #breachBy(data: unknown): string | null {
    const checked = v.safeParse(messageSchema, data);
    if (!checked.success) return "a message of another form";
    const message = checked.output;
    if (message.kind === "news") {
      const news = v.safeParse(this.#options.news, message.news);
      if (!news.success) return "news of another form";
      this.#options.onNews(news.output);
      return null;
    }
    const waiting = this.#waiting.get(message.id);
    if (!waiting) return "an answer to nothing that was asked";
    this.#waiting.delete(message.id);
    if (message.kind === "value") {
      return waiting.hear(message.value) ? null : "an answer of another form";
    }
    waiting.fail(new CallError(message.message));
    return null;
  }
}

/** Tells the other side something that it didn't ask for. */
export type Tell<News> = (news: News) => void;

/**
 * The answering side. An error's text goes back as the reason.
 * @param answer gives plain data; nothing, or `undefined`, counts as null
 */
export function answerCalls<Request, News>(
  port: MessagePort,
  answer: (request: Request, tell: Tell<News>) => unknown,
): void {
  // Taken now: what else runs in this thread later can't stand in for it.
  const post = port.postMessage.bind(port);
  const tell = (news: News) => {
    post({ kind: "news", news });
  };
  port.onmessage = async ({ data: { id, request } }) => {
    try {
      post({ kind: "value", id, value: (await answer(request, tell)) ?? null });
    } catch (error) {
      post({ kind: "error", id, message: reasonOf(error) });
    }
  };
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, longestReason);
}
