import { expect, it } from "vitest";
import type { GenerateEvent, Sequence } from "../../../src/engine/engine";
import { PromptTooLongError } from "../../../src/engine/errors";
import { createGate } from "../../../src/engine/http/gate";
import {
  type CompletionPiece,
  type CompletionRequest,
  createWebLlmSequence,
} from "../../../src/engine/web-llm/web-llm-sequence";

const sampling = { temperature: 1, topP: 1, seed: 7 };

const tooLong = new Error("The prompt is too long.");

/** Sequences on a completer that answers by this; what it was asked is kept. */
function stage(answer: (request: CompletionRequest) => AsyncIterable<CompletionPiece>) {
  const requests: CompletionRequest[] = [];
  const gate = createGate(1);
  const completer = {
    complete(request: CompletionRequest) {
      requests.push(request);
      return answer(request);
    },
    isTooLong: (error: unknown) => error === tooLong,
  };
  const open = (prompt: string) =>
    createWebLlmSequence({ completer, gate, contextLength: 100, sampling, prompt });
  return { requests, open };
}

async function* pieces(
  texts: readonly string[],
  end: Partial<Extract<CompletionPiece, { kind: "end" }>> = {},
): AsyncGenerator<CompletionPiece> {
  for (const text of texts) yield { kind: "token", text, logprob: -1, top: [-1, -2] };
  const generatedTokens = texts.length;
  yield { kind: "end", reason: "stop", promptTokens: 5, generatedTokens, ...end };
}

async function read(sequence: Sequence, stop: readonly string[] = [], maxTokens = 50) {
  const events: GenerateEvent[] = [];
  const { signal } = new AbortController();
  for await (const event of sequence.generate({ stop, maxTokens, signal })) events.push(event);
  const text = events.map((event) => (event.kind === "token" ? event.text : "")).join("");
  return { text, end: events.at(-1) };
}

it("ends at a stop string that spans tokens, keeps it, and drops what follows", async () => {
  const { open } = stage(() => pieces(["a</to", "ol>b", "c"]));
  const { text, end } = await read(open("p"), ["</tool>"]);
  expect(text).toBe("a</tool>");
  expect(end).toMatchObject({ reason: "stop-string", stopString: "</tool>", generatedTokens: 2 });
});

it("sends the text so far and what was appended, each time with numbers of its own", async () => {
  const { open, requests } = stage(() => pieces(["x"]));
  const sequence = open("p");
  expect((await read(sequence)).end).toMatchObject({ reason: "end-of-turn", prefilledTokens: 5 });
  await sequence.append("42");
  await read(sequence);
  expect(requests.map(({ prompt }) => prompt)).toEqual(["p", "px42"]);
  expect(requests.map((request) => request.sampling.seed)).toEqual([7, 8]);
});

it("tells the token limit from a full context", async () => {
  const limit = stage(() => pieces(["x", "y"], { reason: "length" }));
  expect((await read(limit.open("p"), [], 2)).end).toMatchObject({ reason: "token-limit" });
  const full = stage(() => pieces(["x", "y"], { reason: "length", promptTokens: 98 }));
  expect((await read(full.open("p"))).end).toMatchObject({ reason: "context-full" });
});

it("lets one sample write at a time, the others in order", async () => {
  const order: string[] = [];
  const { open } = stage(async function* ({ prompt }) {
    order.push(`${prompt} begins`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    try {
      yield* pieces([prompt]);
    } finally {
      order.push(`${prompt} ends`);
    }
  });
  await Promise.all(["a", "b"].map((prompt) => read(open(prompt))));
  expect(order).toEqual(["a begins", "a ends", "b begins", "b ends"]);
});

it("says that a prompt is too long, and ends a text that has become so", async () => {
  const { open } = stage(async function* ({ prompt }) {
    if (prompt.length > 3) throw tooLong;
    yield* pieces(["x"]);
  });
  await expect(read(open("long"))).rejects.toThrow(PromptTooLongError);
  const sequence = open("p");
  await read(sequence);
  await sequence.append("more");
  expect((await read(sequence)).end).toMatchObject({ reason: "context-full" });
});
