import { afterEach, describe, expect, it } from "vitest";
import { AbortedError, PromptTooLongError, RemoteError } from "../../../src/engine/errors";
import { parseAddress } from "../../../src/engine/http/address";
import { networkFailure } from "../../../src/engine/http/failures";
import {
  type Answer,
  done,
  event,
  type FakeServer,
  generate,
  hang,
  json,
  openEngine,
  sampling,
  startFakeServer,
  stream,
  usageEvent,
} from "./fake-server";

let server: FakeServer;
afterEach(() => server?.close());

const ok = stream(event({ text: "fine", finish_reason: "stop", stop_reason: null }), done);

async function sequenceOn(...answers: Answer[]) {
  server = await startFakeServer({ answers });
  const engine = await openEngine(server);
  return engine.open("PROMPT", sampling);
}

async function failureOf(...answers: Answer[]): Promise<RemoteError> {
  const sequence = await sequenceOn(...answers);
  const error: unknown = await generate(sequence).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof RemoteError)) throw new Error(`no RemoteError but ${error}`);
  return error;
}

describe("probing", () => {
  it("sends the key and shows a refusal", async () => {
    server = await startFakeServer({
      routes: {
        "/v1/models": (response, seen) =>
          seen.authorization === "Bearer right"
            ? json(200, { data: [{ id: "m", owned_by: "vllm" }] })(response, seen)
            : json(401, { error: "Unauthorized" })(response, seen),
      },
    });
    await expect(openEngine(server, { apiKey: "wrong" })).rejects.toThrow(
      /refused the API key \(HTTP 401\).*Unauthorized/,
    );
    expect((await openEngine(server, { apiKey: " right " })).info.modelName).toBe("m");
  });

  it("names the models there are", async () => {
    server = await startFakeServer({});
    await expect(openEngine(server, { model: "other" })).rejects.toThrow(
      /has no model "other"\. It has: m/,
    );
  });

  it("says when the address is not a model server's", async () => {
    server = await startFakeServer({
      routes: { "/v1/models": (response) => void response.end("<html>hello</html>") },
    });
    await expect(openEngine(server)).rejects.toThrow(/not as an OpenAI-compatible server/);
  });

  it("does without a list of models when the name is given", async () => {
    server = await startFakeServer({
      routes: { "/v1/models": json(404, { detail: "Not Found" }) },
      answers: [ok],
    });
    await expect(openEngine(server)).rejects.toThrow(/Enter the model's name/);
    const engine = await openEngine(server, { model: "given", contextLength: 2000 });
    expect(engine.info).toMatchObject({ modelName: "given", contextLength: 2000 });
    expect((await generate(await engine.open("P", sampling))).text).toBe("fine");
  });

  it("takes the shorter of the wanted and the told context", async () => {
    server = await startFakeServer({});
    expect((await openEngine(server, { contextLength: 1000 })).info.contextLength).toBe(1000);
    expect((await openEngine(server, { contextLength: 9999 })).info.contextLength).toBe(4096);
  });

  it("waits for a server that is loading its model", async () => {
    let asked = 0;
    server = await startFakeServer({
      routes: {
        "/v1/models": (response, seen) => {
          asked += 1;
          return asked < 3
            ? json(503, { error: { message: "Loading model", code: 503 } })(response, seen)
            : json(200, { data: [{ id: "m" }] })(response, seen);
        },
      },
    });
    expect((await openEngine(server)).info.modelName).toBe("m");
  });

  it("says what can be wrong when nothing answers", async () => {
    server = await startFakeServer({});
    await server.close();
    await expect(openEngine(server)).rejects.toThrow(/No answer from http:\/\/127\.0\.0\.1/);
  });
});

describe("networkFailure", () => {
  it("names mixed content", () => {
    const failure = networkFailure(
      parseAddress("http://gpu.school:8000"),
      0,
      "https://app.school/",
    );
    expect(failure.message).toMatch(/mixed content.*https address/);
    expect(failure.retryable).toBe(false);
  });

  it("names CORS with the page's origin", () => {
    const failure = networkFailure(parseAddress("localhost:11434"), 0, "https://app.school/x");
    expect(failure.message).toMatch(/CORS.*OLLAMA_ORIGINS=https:\/\/app\.school/);
  });
});

describe("HTTP errors", () => {
  it("404 names the model and the route", async () => {
    const error = await failureOf(json(404, { message: "no such model", object: "error" }));
    expect(error.message).toMatch(/HTTP 404.*\/v1\/completions.*no such model/);
    expect(server.seen).toHaveLength(1);
  });

  it("400 gives the server's words and is not tried again", async () => {
    const error = await failureOf(json(400, { error: { message: "top_p is bad" } }));
    expect(error.message).toMatch(/HTTP 400.*top_p is bad/);
    expect(server.seen).toHaveLength(1);
  });

  it("429 is tried again after the time the server names", async () => {
    const busy = json(429, { error: { message: "slow down" } }, { "retry-after": "0.2" });
    const sequence = await sequenceOn(busy, busy, ok);
    const start = performance.now();
    expect((await generate(sequence)).text).toBe("fine");
    expect(performance.now() - start).toBeGreaterThan(380);
  });

  it("429 with a long wait is given up at once", async () => {
    const error = await failureOf(json(429, {}, { "retry-after": "3600" }));
    expect(error.message).toMatch(/HTTP 429.*fewer/);
    expect(server.seen).toHaveLength(1);
  });

  it("5xx is tried a few times", async () => {
    const broken = json(502, "<html>bad gateway</html>");
    expect((await generate(await sequenceOn(broken, broken, ok))).text).toBe("fine");
    await server.close();
    const error = await failureOf(broken);
    expect(error.message).toMatch(/HTTP 502/);
    expect(error.message).not.toContain("<html>");
    expect(server.seen).toHaveLength(3);
  });
});

describe("a stream that breaks", () => {
  it("goes on from the text so far when the connection is cut", async () => {
    const sequence = await sequenceOn(
      stream(event({ text: "one " }), event({ text: "two </tool" }), "cut"),
      stream(event({ text: "_call>", finish_reason: "stop", stop_reason: "</tool_call>" }), done),
    );
    expect(await generate(sequence)).toMatchObject({
      text: "one two </tool_call>",
      end: { reason: "stop-string" },
    });
    expect(server.seen[1]?.body).toMatchObject({ prompt: "PROMPTone two </tool", max_tokens: 98 });
  });

  it("goes on when it ends without a finish, also inside an event or a character", async () => {
    const half = new TextEncoder().encode(event({ text: "π" }));
    const sequence = await sequenceOn(
      stream(event({ text: "a" })),
      stream(event({ text: "b" }), half.slice(0, -8), "cut"),
      stream(event({ text: "c", finish_reason: "stop", stop_reason: null })),
    );
    expect((await generate(sequence)).text).toBe("abc");
  });

  it("goes on when the server falls silent", async () => {
    server = await startFakeServer({ answers: [hang(event({ text: "a" })), ok] });
    const engine = await openEngine(server, { patience: { firstWait: 0.01, silence: 0.2 } });
    expect((await generate(await engine.open("P", sampling))).text).toBe("afine");
    await server.seen[0]?.closed;
  });

  it("goes on when the server takes a request and never begins to answer", async () => {
    server = await startFakeServer({ answers: [() => new Promise(() => {}), ok] });
    const engine = await openEngine(server, { patience: { firstWait: 0.01, begin: 0.2 } });
    expect((await generate(await engine.open("P", sampling))).text).toBe("fine");
    await server.seen[0]?.closed;
  });

  it("gives up after some times", async () => {
    const error = await failureOf(stream(event({ text: "a" }), "cut"));
    expect(error.message).toMatch(/broke the connection 6 times/);
    expect(server.seen).toHaveLength(6);
  });

  it("goes on after an error inside the stream, and shows the last one", async () => {
    const broken = stream(
      event({ text: "a" }),
      'data: {"error":{"message":"engine died","type":"x","code":500}}\n\n',
      done,
    );
    expect((await generate(await sequenceOn(broken, ok))).text).toBe("afine");
    await server.close();
    expect((await failureOf(broken)).message).toMatch(/engine died/);
    expect(server.seen).toHaveLength(6);
  });

  it("does not go on after a refusal inside the stream", async () => {
    const error = await failureOf(
      stream('data: {"object":"error","message":"bad stop","code":400}\n\n', done),
    );
    expect(error.message).toMatch(/bad stop/);
    expect(server.seen).toHaveLength(1);
  });
});

describe("the context's length", () => {
  const tooLong = (input: number, asked: number) =>
    json(400, {
      object: "error",
      message:
        `This model's maximum context length is 4096 tokens. However, you requested ` +
        `${input + asked} tokens (${input} in the messages, ${asked} in the completion).`,
      code: 400,
    });

  it("asks for what fits once the server has told the text's tokens", async () => {
    const sequence = await sequenceOn(
      tooLong(4000, 200),
      stream(event({ text: "a" }), event({ finish_reason: "length" }), usageEvent(4000, 96), done),
    );
    const { end } = await generate(sequence, { maxTokens: 200 });
    expect(server.seen[1]?.body.max_tokens).toBe(96);
    expect(end.reason).toBe("context-full");
    // Now it is sure that nothing fits: no request is made.
    expect((await generate(sequence)).end).toMatchObject({
      reason: "context-full",
      generatedTokens: 0,
    });
    expect(server.seen).toHaveLength(2);
  });

  it("says when the prompt alone is too long", async () => {
    const sequence = await sequenceOn(tooLong(5000, 100));
    await expect(generate(sequence)).rejects.toThrow(PromptTooLongError);
  });

  it("asks for less and less when the server gives no numbers, and then gives up", async () => {
    const sequence = await sequenceOn(json(400, { error: { message: "max_tokens too large" } }));
    await expect(generate(sequence)).rejects.toThrow(PromptTooLongError);
    expect(server.seen.map(({ body }) => body.max_tokens)).toEqual([100, 50, 25, 12, 6]);
  });
});

describe("stopping", () => {
  it("aborts one sequence at once; its text stays, others go on", async () => {
    server = await startFakeServer({
      answers: [hang(event({ text: "part" })), ok, ok],
    });
    const engine = await openEngine(server);
    const sequence = await engine.open("P", sampling);
    const controller = new AbortController();
    const pieces: string[] = [];
    const run = (async () => {
      for await (const one of sequence.generate({
        stop: [],
        maxTokens: 9,
        signal: controller.signal,
      })) {
        if (one.kind === "token") pieces.push(one.text);
        controller.abort();
      }
    })();
    await expect(run).rejects.toThrow(AbortedError);
    expect(pieces).toEqual(["part"]);
    await server.seen[0]?.closed;
    expect((await generate(await engine.open("Q", sampling))).text).toBe("fine");
    expect((await generate(sequence)).text).toBe("fine");
    expect(server.seen[2]?.body.prompt).toBe("Ppart");
  });

  it("aborts while waiting to try again", async () => {
    server = await startFakeServer({ answers: [json(429, {}, { "retry-after": "30" })] });
    const engine = await openEngine(server);
    const signal = AbortSignal.timeout(100);
    await expect(generate(await engine.open("P", sampling), { signal })).rejects.toThrow(
      AbortedError,
    );
  });

  it("closes the connection when the reader walks away", async () => {
    const sequence = await sequenceOn(hang(event({ text: "a" }), event({ text: "b" })), ok);
    const options = { stop: [], maxTokens: 9, signal: new AbortController().signal };
    for await (const _ of sequence.generate(options)) break;
    await server.seen[0]?.closed;
    expect((await generate(sequence)).text).toBe("fine");
  });

  it("ends a running generation when the engine is unloaded", async () => {
    server = await startFakeServer({ answers: [hang(event({ text: "a" }))] });
    const engine = await openEngine(server);
    const run = generate(await engine.open("P", sampling));
    setTimeout(() => void engine.unload(), 50);
    await expect(run).rejects.toThrow(AbortedError);
    await expect(engine.open("P", sampling)).rejects.toThrow(/unloaded/);
  });
});

it("sends no more requests at once than it was allowed", async () => {
  let now = 0;
  let most = 0;
  const slow: Answer = async (response, seen) => {
    now += 1;
    most = Math.max(most, now);
    await new Promise((resolve) => setTimeout(resolve, 20));
    now -= 1;
    await ok(response, seen);
  };
  server = await startFakeServer({ answers: [slow] });
  const engine = await openEngine(server, { maxSequences: 3 });
  await Promise.all(
    Array.from({ length: 9 }, async () => generate(await engine.open("P", sampling))),
  );
  expect(most).toBe(3);
  expect(server.seen).toHaveLength(9);
});
