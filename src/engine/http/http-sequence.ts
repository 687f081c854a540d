import type { GenerateEnd, GenerateEvent, GenerateOptions, Sampling, Sequence } from "../engine";
import { AbortedError, PromptTooLongError } from "../errors";
import { createStopScanner, type StopScanner } from "../stop-scanner";
import { createTurns } from "../turns";
import type { Chunk, Finish, ReportedToken, Usage } from "./chunk";
import { readContextRefusal } from "./context-limit";
import { completionBody, type ServerKind } from "./dialect";
import { RequestFailure, streamFailure } from "./failures";
import type { Gate } from "./gate";
import { type Server, streamCompletion } from "./server";
import { decideStop } from "./stop";
import { createTokenLedger } from "./token-ledger";

export interface HttpSequenceContext {
  readonly server: Server;
  readonly kind: ServerKind;
  readonly model: string;
  readonly contextLength: number;
  readonly gate: Gate;
  readonly sampling: Sampling;
  readonly prompt: string;
}

/** Refusals for length that one generation answers by asking for less. */
const maxRefusals = 4;

/**
 * A sequence on a server that keeps nothing for us: each request sends the prompt and the whole
 * text so far. The server's prefix cache, where it has one, spares it the work.
 */
export function createHttpSequence(context: HttpSequenceContext): Sequence {
  const { server, prompt } = context;
  const ledger = createTokenLedger(context.contextLength);
  /** What follows the prompt. */
  let text = "";
  const turns = createTurns();

  /** One stretch of generation; may take several requests when streams are cut. */
  async function* run(
    options: GenerateOptions,
    signal: AbortSignal,
  ): AsyncGenerator<GenerateEvent> {
    const scanner = createStopScanner(options.stop);
    let generated = 0;
    let cuts = 0;
    let refusals = 0;
    let usage: Usage | null = null;

    const end = (reason: GenerateEnd["reason"], stopString: string | null = null): GenerateEnd => ({
      kind: "end",
      reason,
      stopString,
      prefilledTokens: usage ? Math.max(0, usage.promptTokens - usage.cachedTokens) : 0,
      cachedTokens: usage?.cachedTokens ?? 0,
      generatedTokens: generated,
    });

    for (;;) {
      const left = options.maxTokens - generated;
      if (left <= 0) return yield end("token-limit");
      const room = ledger.room(prompt.length + text.length);
      if (room <= 0) {
        if (text === "") throw promptTooLong(ledger.contextLength());
        return yield end("context-full");
      }
      const asked = Math.min(left, room);
      const sent = prompt + text;
      const body = completionBody(context.kind, {
        model: context.model,
        prompt: sent,
        maxTokens: asked,
        stop: options.stop,
        sampling: context.sampling,
        wantsTop: options.wantsTop ?? false,
      });

      const part = createPart(scanner);
      let finished = false;
      let broken: RequestFailure | null = null;
      let refused = false;
      try {
        // Read by hand, not by `for await`: how it ended is its return value. When our own reader
        // walks away, `signal` fires and closes the connection.
        const chunks = streamCompletion(server, body, signal);
        for (;;) {
          const next = await chunks.next();
          if (next.done) {
            finished = next.value;
            break;
          }
          const chunk = next.value;
          if (chunk.error) {
            await chunks.return(false);
            broken = streamFailure(server.address, chunk.error);
            break;
          }
          for (const token of part.take(chunk)) {
            text += token.text;
            const top = options.wantsTop && token.top ? { top: token.top } : {};
            yield { kind: "token", text: token.text, logprob: token.logprob, ...top };
          }
          if (part.overrun) {
            // The server goes on after the stop string: it knows none.
            await chunks.return(true);
            finished = true;
            break;
          }
        }
      } catch (error) {
        if (!(error instanceof RequestFailure)) throw error;
        broken = error;
        // It could not even be opened, and was tried again where that made sense.
        refused = true;
      }
      if (broken) {
        const refusal = part.tokens === 0 ? readContextRefusal(broken.serverMessage) : null;
        if (refusal) {
          refusals += 1;
          if (refusals > maxRefusals) {
            if (text === "") throw promptTooLong(ledger.contextLength(), broken);
            return yield end("context-full");
          }
          ledger.refused(sent.length, asked, refusal);
          continue;
        }
        if (refused || !broken.retryable || cuts >= server.patience.resumes) throw broken;
      }

      if (part.usage) {
        usage = part.usage;
        ledger.counted(sent.length, part.usage, prompt.length + text.length);
      }
      generated += part.usage?.completionTokens || part.tokens;

      if (part.stop !== null) return yield end("stop-string", part.stop);
      if (!finished) {
        cuts += 1;
        if (cuts > server.patience.resumes) {
          throw new RequestFailure(
            `${server.address.label} broke the connection ${cuts} times in one answer. Check the ` +
              "network and any proxy between here and the server, then try again.",
          );
        }
        continue;
      }
      if (part.finish?.reason === "length") {
        if (generated >= options.maxTokens) return yield end("token-limit");
        // Fewer than we asked for: the server's own context was full.
        const full = asked < left || (part.usage !== null && part.usage.completionTokens < asked);
        return yield end(full ? "context-full" : "token-limit");
      }
      const verdict = decideStop({
        text,
        stops: options.stop,
        matched: part.finish?.matched ?? null,
      });
      if (verdict.kind === "end-of-turn") return yield end("end-of-turn");
      if (verdict.missing) {
        text += verdict.missing;
        yield { kind: "token", text: verdict.missing, logprob: null };
      }
      return yield end("stop-string", verdict.stop);
    }
  }

  async function* runInside(
    options: GenerateOptions,
    signal: AbortSignal,
  ): AsyncGenerator<GenerateEvent> {
    const leave = await context.gate.enter(signal);
    try {
      for await (const event of run(options, signal)) {
        if (event.kind === "token" && signal.aborted) throw new AbortedError("Stopped.");
        yield event;
      }
    } finally {
      leave();
    }
  }

  return {
    generate: (options) => turns.generate(options, (signal) => runInside(options, signal)),
    async append(more) {
      turns.checkIdle();
      text += more;
    },
    async close() {
      turns.close();
    },
  };
}

/** What one request has brought so far. */
interface Part {
  /** The chunk's tokens that belong to the text. */
  take(chunk: Chunk): ReportedToken[];
  readonly stop: string | null;
  /** Text came after the stop string. */
  readonly overrun: boolean;
  readonly finish: Finish | null;
  readonly usage: Usage | null;
  readonly tokens: number;
}

function createPart(scanner: StopScanner): Part {
  let stop: string | null = null;
  let overrun = false;
  let finish: Finish | null = null;
  let usage: Usage | null = null;
  let tokens = 0;
  return {
    take(chunk) {
      finish = chunk.finish ?? finish;
      usage = chunk.usage ?? usage;
      if (chunk.text === "") return [];
      if (stop !== null) {
        overrun = true;
        return [];
      }
      const kept: ReportedToken[] = [];
      for (const token of splitTokens(chunk)) {
        tokens += 1;
        const found = scanner.push(token.text);
        kept.push(found ? { ...token, text: token.text.slice(0, found.keep) } : token);
        if (found) {
          stop = found.stop;
          break;
        }
      }
      return kept;
    },
    get stop() {
      return stop;
    },
    get overrun() {
      return overrun;
    },
    get finish() {
      return finish;
    },
    get usage() {
      return usage;
    },
    get tokens() {
      return tokens;
    },
  };
}

/**
 * A chunk may hold several tokens (vLLM under load). They are told apart only where the reported
 * tokens spell exactly the chunk's text; a token cut inside a character does not.
 */
function splitTokens({ text, tokens }: Chunk): readonly ReportedToken[] {
  const [only] = tokens;
  if (only && tokens.length === 1) return [{ ...only, text }];
  return tokens.map((token) => token.text).join("") === text ? tokens : [{ text, logprob: null }];
}

function promptTooLong(contextLength: number, cause?: unknown): PromptTooLongError {
  return new PromptTooLongError(
    `The text does not fit into the server's context of ${contextLength} tokens. Shorten the ` +
      "problem, or start the server with a longer context.",
    { cause },
  );
}
