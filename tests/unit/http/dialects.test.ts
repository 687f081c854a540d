import { afterEach, describe, expect, it } from "vitest";
import {
  type Answer,
  done,
  event,
  type FakeServer,
  generate,
  json,
  modelLists,
  openEngine,
  sampling,
  startFakeServer,
  stream,
  usageEvent,
} from "./fake-server";

let server: FakeServer;
afterEach(() => server?.close());

async function sequenceOn(models: unknown[], ...answers: Answer[]) {
  server = await startFakeServer({ models, answers });
  const engine = await openEngine(server);
  return { engine, sequence: await engine.open("PROMPT", sampling) };
}

describe("vLLM", () => {
  it("keeps the stop string that the server leaves in, and goes on from there", async () => {
    const { engine, sequence } = await sequenceOn(
      modelLists.vllm,
      stream(
        event({ text: "<tool_call>" }),
        event({ text: "1+1" }),
        event({ text: "</tool_call>", finish_reason: "stop", stop_reason: "</tool_call>" }),
        usageEvent(10, 4, 8),
        done,
      ),
      stream(
        event({ text: "so 2" }),
        event({ finish_reason: "stop", stop_reason: null }),
        usageEvent(20, 3),
        done,
      ),
    );
    expect(engine.info).toMatchObject({
      backend: "http",
      modelName: "m",
      contextLength: 4096,
      keepsKv: false,
      givesLogprobs: true,
    });
    const first = await generate(sequence);
    expect(first.text).toBe("<tool_call>1+1</tool_call>");
    expect(first.end).toEqual({
      kind: "end",
      reason: "stop-string",
      stopString: "</tool_call>",
      prefilledTokens: 2,
      cachedTokens: 8,
      generatedTokens: 4,
    });
    await sequence.append("\n```output\n2\n```\n");
    const second = await generate(sequence, { maxTokens: 50 });
    expect(second).toMatchObject({ text: "so 2", end: { reason: "end-of-turn" } });
    expect(server.seen.map(({ body }) => body.prompt)).toEqual([
      "PROMPT",
      "PROMPT<tool_call>1+1</tool_call>\n```output\n2\n```\n",
    ]);
    expect(server.seen[1]?.body).toMatchObject({
      model: "m",
      max_tokens: 50,
      temperature: 0.6,
      top_p: 0.95,
      seed: 7,
      stop: ["</tool_call>"],
      stream: true,
      include_stop_str_in_output: true,
      repetition_penalty: 1,
    });
  });

  it("re-appends a stop string that an older release cut off", async () => {
    const { sequence } = await sequenceOn(
      modelLists.vllm,
      stream(
        event({ text: "<tool_call>1" }),
        event({ finish_reason: "stop", stop_reason: "</tool_call>" }),
        done,
      ),
    );
    expect((await generate(sequence)).text).toBe("<tool_call>1</tool_call>");
  });

  it("takes the end of the turn inside an open tag for what the server says it is", async () => {
    const { sequence } = await sequenceOn(
      modelLists.vllm,
      stream(event({ text: "<tool_call>1" }), event({ finish_reason: "stop", stop_reason: null })),
    );
    expect(await generate(sequence)).toMatchObject({
      text: "<tool_call>1",
      end: { reason: "end-of-turn", stopString: null },
    });
  });

  it("reads the legacy log-probabilities, token by token where the text allows", async () => {
    const { sequence } = await sequenceOn(
      modelLists.vllm,
      stream(
        event({
          text: "a b",
          logprobs: { tokens: ["a", " b"], token_logprobs: [-0.5, -1.5], top_logprobs: null },
        }),
        event({ text: "é", logprobs: { tokens: ["Ã", "©"], token_logprobs: [-1, -2] } }),
        event({ text: "c", logprobs: { tokens: ["c"], token_logprobs: [null] } }),
        event({ finish_reason: "length" }),
        usageEvent(10, 100),
        done,
      ),
    );
    const { events, end } = await generate(sequence);
    expect(events.slice(0, -1)).toEqual([
      { kind: "token", text: "a", logprob: -0.5 },
      { kind: "token", text: " b", logprob: -1.5 },
      { kind: "token", text: "é", logprob: null },
      { kind: "token", text: "c", logprob: null },
    ]);
    expect(end).toMatchObject({ reason: "token-limit", generatedTokens: 100 });
  });

  it("asks for the likeliest tokens where they are wanted, and reads them, the best first", async () => {
    const { sequence } = await sequenceOn(
      modelLists.vllm,
      stream(
        event({
          text: "a",
          // The chosen token comes on top of five.
          logprobs: {
            ...{ tokens: ["a"], token_logprobs: [-7] },
            top_logprobs: [{ a: -7, b: -0.1, c: -3, d: -4, e: -5, f: -6 }],
          },
        }),
        event({ finish_reason: "stop" }),
        usageEvent(10, 1),
        done,
      ),
    );
    const { events } = await generate(sequence, { wantsTop: true });
    expect(events[0]).toEqual({
      ...{ kind: "token", text: "a", logprob: -7 },
      top: [-0.1, -3, -4, -5, -6],
    });
    expect(server.seen.at(-1)?.body).toMatchObject({ logprobs: 5 });
  });
});

describe("SGLang", () => {
  it("keeps the stop string and tells it from the end of the turn", async () => {
    const { sequence } = await sequenceOn(
      modelLists.sglang,
      stream(
        event({ text: "<tool_call>1</tool_" }),
        event({ text: "call>", finish_reason: "stop", matched_stop: "</tool_call>" }),
        usageEvent(10, 4),
        done,
      ),
      stream(event({ text: "2", finish_reason: "stop", matched_stop: 151645 }), done),
    );
    expect(await generate(sequence)).toMatchObject({
      text: "<tool_call>1</tool_call>",
      end: { reason: "stop-string", generatedTokens: 4 },
    });
    expect((await generate(sequence)).end.reason).toBe("end-of-turn");
    expect(server.seen[0]?.body.no_stop_trim).toBe(true);
  });

  it("takes an aborted request for a cut one and goes on", async () => {
    const { sequence } = await sequenceOn(
      modelLists.sglang,
      stream(event({ text: "a" }), event({ text: "", finish_reason: "abort" }), done),
      stream(event({ text: "b", finish_reason: "stop", matched_stop: 1 }), done),
    );
    expect(await generate(sequence)).toMatchObject({
      text: "ab",
      end: { reason: "end-of-turn" },
    });
    expect(server.seen[1]?.body.prompt).toBe("PROMPTa");
  });
});

describe("llama-server", () => {
  const content = (token: string, logprob: number) => ({ content: [{ id: 1, token, logprob }] });

  it("reads stop_type and stopping_word, and its log-probabilities", async () => {
    const { engine, sequence } = await sequenceOn(
      modelLists["llama-server"],
      stream(
        ": keep-alive\n\n",
        event({ text: "<tool_call>", logprobs: content("<tool_call>", -0.25) }),
        event({ text: "1", logprobs: content("1", -0.5) }),
        event(
          { finish_reason: "stop" },
          {
            usage: { prompt_tokens: 5, completion_tokens: 3, total_tokens: 8 },
            __verbose: { stop_type: "word", stopping_word: "</tool_call>" },
          },
        ),
        done,
      ),
      stream(
        event({ text: "<tool_call>2" }),
        event({ finish_reason: "stop" }, { __verbose: { stop_type: "eos", stopping_word: "" } }),
        done,
      ),
    );
    expect(engine.info.contextLength).toBe(1024);
    const first = await generate(sequence);
    expect(first.text).toBe("<tool_call>1</tool_call>");
    expect(first.events[0]).toEqual({ kind: "token", text: "<tool_call>", logprob: -0.25 });
    expect(first.end).toMatchObject({ reason: "stop-string", generatedTokens: 3 });
    expect((await generate(sequence)).end.reason).toBe("end-of-turn");
    expect(server.seen[0]?.body).toMatchObject({ verbose: true, top_k: 0, min_p: 0 });
  });

  it("never sends the seed that means a random one", async () => {
    server = await startFakeServer({
      models: modelLists["llama-server"],
      answers: [stream(event({ finish_reason: "stop" }), done)],
    });
    const engine = await openEngine(server, { model: "alias" });
    await generate(await engine.open("P", { ...sampling, seed: 0xffffffff }));
    expect(server.seen[0]?.body.seed).toBe(0xfffffffe);
  });

  it("says context-full when the server's own context ended the text", async () => {
    const { sequence } = await sequenceOn(
      modelLists["llama-server"],
      stream(event({ text: "a" }), event({ finish_reason: "length" }), usageEvent(5, 20), done),
    );
    expect((await generate(sequence)).end).toMatchObject({
      reason: "context-full",
      generatedTokens: 20,
    });
  });
});

describe("Ollama", () => {
  const routes = (template: string): Record<string, Answer> => ({
    "/api/version": json(200, { version: "0.12.0" }),
    "/api/show": json(200, { template, parameters: "num_ctx    8192\nstop  x" }),
  });
  const answers = (...texts: string[]) =>
    texts.map((text) =>
      stream(event({ text }), event({ text: "", finish_reason: "stop" }), usageEvent(9, 3), done),
    );

  it("re-appends the stop string by its own judgement, which Ollama doesn't tell", async () => {
    server = await startFakeServer({
      models: modelLists.ollama,
      routes: routes("{{ .Prompt }}"),
      answers: answers("<tool_call>\n1\n", "so \\boxed{1}"),
    });
    const engine = await openEngine(server, { model: "m" });
    expect(engine.info).toMatchObject({
      modelName: "m:latest",
      contextLength: 8192,
      givesLogprobs: false,
    });
    const sequence = await engine.open("PROMPT", sampling);
    expect(await generate(sequence)).toMatchObject({
      text: "<tool_call>\n1\n</tool_call>",
      end: { reason: "stop-string", stopString: "</tool_call>" },
    });
    expect(await generate(sequence)).toMatchObject({
      text: "so \\boxed{1}",
      end: { reason: "end-of-turn" },
    });
    // Nothing beyond OpenAI's fields.
    expect(Object.keys(server.seen[0]?.body ?? {}).sort()).toEqual(
      "max_tokens model prompt seed stop stream stream_options temperature top_p".split(" "),
    );
  });

  it("refuses a model whose chat template would wrap the prompt, and says what to do", async () => {
    server = await startFakeServer({
      models: modelLists.ollama,
      routes: routes("<|im_start|>user\n{{ .Prompt }}<|im_end|>"),
    });
    await expect(openEngine(server)).rejects.toThrow(/TEMPLATE "\{\{ \.Prompt \}\}"/);
  });
});

describe("a server that ignores what it was asked", () => {
  it("cuts the text after the stop string and closes the connection", async () => {
    const { sequence } = await sequenceOn(
      [{ id: "m", owned_by: "someone", max_model_len: 4096 }],
      stream(event({ text: "<tool_call>1</tool" }), event({ text: "_call> more" }), ...many()),
    );
    expect(await generate(sequence)).toMatchObject({
      text: "<tool_call>1</tool_call>",
      end: { reason: "stop-string" },
    });
    await server.seen[0]?.closed;
  });

  it("reads one JSON object where a stream was asked", async () => {
    const { sequence } = await sequenceOn(
      modelLists.vllm,
      json(200, { choices: [{ text: "hi", finish_reason: "stop", stop_reason: null }] }),
    );
    expect(await generate(sequence)).toMatchObject({ text: "hi", end: { reason: "end-of-turn" } });
  });
});

function many(): string[] {
  return Array.from({ length: 200 }, () => event({ text: "x" }));
}
