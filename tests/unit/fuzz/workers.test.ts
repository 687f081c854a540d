import { expose, type Remote, wrap } from "comlink";
import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it, vi } from "vitest";
import type { GenerateEvent, Sequence } from "../../../src/engine/engine";
import {
  AbortedError,
  EngineError,
  ModelLoadError,
  PromptTooLongError,
  RemoteError,
} from "../../../src/engine/errors";
import { type HostSequence, hostSequence } from "../../../src/engine/worker/host-sequence";
import { type Link, pageSequence } from "../../../src/engine/worker/page-sequence";
import { reviveError } from "../../../src/engine/worker/revive-error";
import { ConversionError, IntegrityError, ModelError } from "../../../src/models/errors";
import { Calls } from "../../../src/python/calls";
import { modulesSchema, runReplySchema, workerOutcomeSchema } from "../../../src/python/run-reply";
import { mutated, odd } from "./arbitraries";
import { fuzzRuns } from "./fuzz-runs";

const settings = { numRuns: fuzzRuns(1000), seed: 17 };

describe("Python's messages", () => {
  /** What a port may bring; the calls asked so far have the numbers 1 to 3. */
  const id = fc.oneof(fc.nat(4), odd);
  const message = fc.oneof(
    fc.record({ kind: fc.constant("value"), id, value: fc.oneof(fc.string(), odd) }),
    fc.record({ kind: fc.constant("error"), id, message: fc.oneof(fc.string(), odd) }),
    fc.record({ kind: fc.constant("news"), news: fc.oneof(fc.constant("started"), odd) }),
    fc.record({ kind: fc.constantFrom("value", "error", "news", "__proto__", "call"), more: odd }),
    mutated({ kind: "value", id: 1, value: "x" }),
    fc.anything({
      withBigInt: true,
      withMap: true,
      withNullPrototype: true,
      withSparseArray: true,
    }),
  );

  it("answer what was asked, each call once, and anything else ends their sender", async () => {
    const property = fc.asyncProperty(fc.array(message, { maxLength: 6 }), async (messages) => {
      const { port1, port2 } = new MessageChannel();
      const onNews = vi.fn();
      const onBreach = vi.fn(() => calls.end(new Error("over")));
      const calls = new Calls<{ call: string }, "started">(port1, {
        ...{ news: v.literal("started"), onNews, onBreach },
      });
      const heard: unknown[] = [];
      const text = v.pipe(v.string(), v.maxLength(10));
      const asked = [1, 2, 3].map((place) =>
        calls.ask({ call: "a" }, text).then(
          (value) => heard.push([place, value]),
          () => heard.push([place]),
        ),
      );
      for (const data of messages) port1.dispatchEvent(new MessageEvent("message", { data }));
      calls.end(new Error("over"));
      await Promise.all(asked);
      port2.close();

      const expected = predict(messages);
      expect(onBreach).toHaveBeenCalledTimes(expected.breached ? 1 : 0);
      expect(onNews.mock.calls).toEqual(expected.news.map((news) => [news]));
      for (const place of [1, 2, 3]) {
        const value = expected.values.get(place);
        expect(heard).toContainEqual(value === undefined ? [place] : [place, value]);
      }
      expect(heard).toHaveLength(3);
    });
    await fc.assert(property, settings);
  });

  /** The protocol once more, in the plainest way. */
  function predict(messages: readonly unknown[]) {
    const open = new Set<unknown>([1, 2, 3]);
    const values = new Map<unknown, string>();
    const news: unknown[] = [];
    for (const message of messages) {
      if (typeof message !== "object" || message === null) return { breached: true, values, news };
      const one = new Map<string, unknown>(Object.entries(message));
      const keys = [...one.keys()].sort().join();
      const told = one.get("kind");
      if (told === "news" && keys === "kind,news" && one.get("news") === "started") {
        news.push("started");
        continue;
      }
      const number = one.get("id");
      const isAnswer =
        (told === "value" && keys === "id,kind,value") ||
        (told === "error" && keys === "id,kind,message");
      const said = one.get(told === "value" ? "value" : "message");
      const longest = told === "value" ? 10 : 2000;
      if (!isAnswer || !open.has(number)) return { breached: true, values, news };
      const isText = typeof said === "string" && said.length <= longest;
      if (told === "error" && !isText) return { breached: true, values, news };
      open.delete(number);
      if (!isText) return { breached: true, values, news };
      if (told === "value") values.set(number, said);
    }
    return { breached: false, values, news };
  }

  it("hold no more than was agreed on, whatever was changed in them", () => {
    const reply = {
      ...{ status: "completed", stdout: "1\n", stderr: "", figures: [] },
      ...{ seconds: 0.1, heapBytes: 1000, outOfMemory: false },
    };
    expect(v.safeParse(runReplySchema(10), reply).success).toBe(true);
    const outcome = { kind: "reply", reply };
    fc.assert(
      fc.property(fc.oneof(mutated(reply), mutated(outcome), mutated(["sympy"]), odd), (one) => {
        const asReply = v.safeParse(runReplySchema(10), one);
        if (asReply.success) {
          expect(Object.keys(asReply.output).sort()).toEqual(Object.keys(reply).sort());
          expect(asReply.output.stdout.length + asReply.output.stderr.length).toBeLessThan(250);
          expect(asReply.output.seconds).toBeGreaterThanOrEqual(0);
          expect(asReply.output.heapBytes).toBeGreaterThanOrEqual(0);
        }
        const asOutcome = v.safeParse(workerOutcomeSchema(10), one);
        if (asOutcome.success) {
          expect(["reply", "killed", "crashed"]).toContain(asOutcome.output.kind);
        }
        const modules = v.safeParse(modulesSchema, one);
        if (modules.success) {
          expect(modules.output.length).toBeLessThanOrEqual(500);
          expect(modules.output.every((name) => name.length <= 200)).toBe(true);
        }
      }),
      settings,
    );
  });
});

describe("what an engine's worker sends", () => {
  const kinds = [
    ...[AbortedError, EngineError, ModelLoadError, PromptTooLongError, RemoteError],
    ...[ConversionError, IntegrityError, ModelError],
  ];

  it("comes as an error of ours, whatever was thrown", () => {
    const thrown = fc.oneof(
      odd,
      fc.anything(),
      fc
        .tuple(
          fc.oneof(fc.string(), fc.constantFrom(...kinds.map(({ name }) => name))),
          fc.string(),
        )
        .map(([name, message]) => Object.assign(new Error(message), { name })),
    );
    fc.assert(
      fc.property(thrown, (one) => {
        const error = reviveError(one);
        expect(error instanceof EngineError || error instanceof ModelError).toBe(true);
        const kind = kinds.find(({ name }) => one instanceof Error && one.name === name);
        if (kind) expect(error).toBeInstanceOf(kind);
        if (one instanceof Error) expect(error.message).toBe(one.message);
      }),
      settings,
    );
  });

  it("comes as an error of ours that tells something, of an object without a text too", () => {
    expect(reviveError({ toString: false }).message).toMatch(/did not say why/);
    expect(reviveError(Object.create(null)).message).toMatch(/did not say why/);
  });

  interface Round {
    /** Pieces of text; before each the engine pauses for so many turns of the event loop. */
    readonly tokens: readonly (readonly [text: string, turns: number])[];
    /** What it throws at the end. */
    readonly error: number | null;
    /** After so many tokens the page aborts, or reads no further. */
    readonly leave: readonly [how: "abort" | "leave", after: number] | null;
  }

  const round = fc.record<Round>({
    tokens: fc.array(fc.tuple(fc.string({ maxLength: 3 }), fc.nat(2)), { maxLength: 6 }),
    error: fc.option(fc.nat(kinds.length - 1), { freq: 4 }),
    leave: fc.option(fc.tuple(fc.constantFrom("abort", "leave"), fc.nat(6))),
  });

  it("are all the tokens of an engine in their order, up to where the reader leaves", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 3 }), async (rounds) => {
        const { port1, port2 } = new MessageChannel();
        const running = { count: 0 };
        expose(hostSequence(engineSequence(rounds, running)), port2);
        const remote: Remote<HostSequence> = wrap(port1);
        const sequence = pageSequence(remote, link);
        try {
          for (const place of rounds.keys()) await readRound(sequence, rounds, place, running);
        } finally {
          await sequence.close();
          port2.close();
        }
      }),
      { ...settings, numRuns: fuzzRuns(200) },
    );
  });

  const link: Link = {
    async ask(answer) {
      try {
        return await answer;
      } catch (error) {
        throw reviveError(error);
      }
    },
    end(error) {
      throw error;
    },
  };

  /** Writes what a round says; `maxTokens` is its number. */
  function engineSequence(rounds: readonly Round[], running: { count: number }): Sequence {
    return {
      async *generate({ signal, maxTokens }): AsyncGenerator<GenerateEvent> {
        running.count += 1;
        try {
          const { tokens = [], error = null } = rounds[maxTokens] ?? {};
          for (const [text, turns] of tokens) {
            for (let turn = 0; turn < turns; turn += 1) await nextTurn();
            if (signal.aborted) throw new AbortedError("Stopped.");
            yield { kind: "token", text, logprob: null };
          }
          const Kind = error === null ? undefined : kinds[error];
          if (Kind) throw new Kind("It failed.");
          yield { kind: "end", reason: "end-of-turn", stopString: null, ...noCounts };
        } finally {
          running.count -= 1;
        }
      },
      async append() {},
      async close() {},
    };
  }

  const noCounts = { prefilledTokens: 0, cachedTokens: 0, generatedTokens: 0 };

  function nextTurn(): Promise<void> {
    return new Promise((resolve) => {
      setImmediate(resolve);
    });
  }

  async function readRound(
    sequence: Sequence,
    rounds: readonly Round[],
    place: number,
    running: { count: number },
  ): Promise<void> {
    const { tokens = [], error = null, leave = null } = rounds[place] ?? {};
    const abort = new AbortController();
    const read: string[] = [];
    let ends = 0;
    let thrown: unknown = null;
    const [how, after] = leave ?? ["never", 0];
    const turn = () => how === "abort" && read.length >= after && abort.abort();
    try {
      turn();
      for await (const event of sequence.generate({
        ...{ stop: [], maxTokens: place, signal: abort.signal },
      })) {
        if (event.kind === "end") ends += 1;
        else read.push(event.text);
        if (how === "leave" && read.length >= after) break;
        turn();
      }
    } catch (caught) {
      thrown = caught;
    }
    expect(running.count).toBe(0);
    const all = tokens.map(([text]) => text);
    expect(read).toEqual(all.slice(0, read.length));
    const Kind = error === null ? undefined : kinds[error];
    if (how === "never") {
      expect(read).toHaveLength(all.length);
      if (Kind) expect(thrown).toBeInstanceOf(Kind);
      else expect([thrown, ends]).toEqual([null, 1]);
    } else if (thrown !== null && !(thrown instanceof AbortedError)) {
      expect(thrown).toBeInstanceOf(Kind);
    }
  }
});
