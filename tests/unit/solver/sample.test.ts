import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EngineError } from "../../../src/engine/errors";
import { PythonUnavailableError } from "../../../src/python/python-session";
import { pauses } from "../../../src/solver/patience";
import { EmptyProblemError, formatCodeOutput, formatPrompt } from "../../../src/solver/prompt";
import { runSample } from "../../../src/solver/sample";
import type { SampleEvent, SampleRequest } from "../../../src/solver/sample-events";
import {
  type FakeEngine,
  type FakePython,
  fakeEngine,
  fakePython,
  printed,
  turnEnd,
} from "./fake-ports";

const request: SampleRequest = {
  problem: "2+3?",
  mode: "tir",
  sampling: { temperature: 0.6, topP: 0.95, seed: 7 },
  maxTokens: 100,
  codeExecutions: 2,
  codeLimits: { seconds: 10, characters: 1000 },
};
const cot: SampleRequest = { ...request, mode: "cot" };
const tir = (more: Partial<SampleRequest>): SampleRequest => ({ ...request, ...more });

const call = (code: string) => ["<tool_call>", code, "</tool_call>"];
const box = ["</think>", "\\boxed{5}"];

async function draw(
  engine: FakeEngine,
  python: FakePython,
  asked: SampleRequest = request,
  signal: AbortSignal = new AbortController().signal,
) {
  const events: SampleEvent[] = [];
  for await (const event of runSample({ engine, python }, asked, signal)) events.push(event);
  const last = events.at(-1);
  if (last?.kind !== "finished") throw new Error("The last event is not `finished`.");
  // Whatever happens: the text is what the events said, and everything is closed.
  const pieces = events.map((event) =>
    event.kind === "text" || event.kind === "appended" || event.kind === "forced" ? event.text : "",
  );
  expect(last.outcome.text).toBe(pieces.join(""));
  expectClosed(engine, python);
  return { events, kinds: events.map(({ kind }) => kind), outcome: last.outcome };
}

function expectClosed(engine: FakeEngine, python: FakePython) {
  for (const { calls } of [engine, python]) {
    expect(calls.filter((one) => one === "close")).toHaveLength(
      calls.filter((one) => one === "open").length,
    );
  }
}

const code = (events: readonly SampleEvent[]) =>
  events.flatMap((event) => (event.kind === "code-started" ? [event.code] : []));

describe("runSample in CoT", () => {
  it("asks with the CoT prompt, streams, and reads the answer", async () => {
    const engine = fakeEngine(["<think>2+3", " is 5", ...box]);
    const { events, outcome } = await draw(engine, fakePython(), cot);
    expect(engine.prompts).toEqual([formatPrompt("cot", { problem: "2+3?" })]);
    expect(engine.samplings).toEqual([request.sampling]);
    expect(engine.generations).toEqual([{ stop: [], maxTokens: 100 }]);
    expect(events[0]).toEqual({ kind: "text", text: "<think>2+3", logprob: -0.5 });
    expect(outcome).toMatchObject({
      ending: "answered",
      answer: "5",
      generatedTokens: 4,
      prefilledTokens: 10,
      cachedTokens: 5,
      codeCalls: 0,
      codeSeconds: 0,
    });
  });

  it("takes a tool call for text", async () => {
    const python = fakePython();
    const { outcome } = await draw(fakeEngine([...call("1"), ...box]), python, cot);
    expect(python.calls).toEqual([]);
    expect(outcome).toMatchObject({ ending: "answered", codeCalls: 0 });
  });

  it.each([
    ["no-answer", fakeEngine(["I do", " not know."]), null],
    ["token-limit", fakeEngine(Array(101).fill("x")), null],
    ["context-full", fakeEngine(["\\boxed{5}", "x", "x"], { context: 2 }), "5"],
  ])("ends with %s", async (ending, engine, answer) => {
    const { outcome } = await draw(engine, fakePython(), cot);
    expect(outcome).toMatchObject({ ending, answer });
  });
});

describe("runSample in TIR", () => {
  it("runs code, gives its output back exactly, and goes on", async () => {
    const engine = fakeEngine(["<think>", ...call("\nprint(2+3)\n"), "so 5", ...box]);
    const python = fakePython();
    const { kinds, events, outcome } = await draw(engine, python);
    const output = formatCodeOutput("5\n", 1);
    expect(kinds).toEqual([
      ...["text", "text", "text", "text", "code-started", "code-finished", "appended"],
      ...["text", "text", "text", "finished"],
    ]);
    expect(events.slice(4, 7)).toEqual([
      { kind: "code-started", call: 1, code: "print(2+3)" },
      { kind: "code-finished", call: 1, result: printed("5\n"), executionsLeft: 1 },
      { kind: "appended", text: output },
    ]);
    expect(engine.prompts).toEqual([
      formatPrompt("tir", { problem: "2+3?", totalCodeExecutions: 2 }),
    ]);
    expect(engine.appended).toEqual([output]);
    expect(engine.calls).toEqual(["open", "generate", "append", "generate", "close"]);
    expect(python.calls).toEqual(["open", "print(2+3)", "close"]);
    expect(python.limits).toEqual([request.codeLimits]);
    expect(outcome.text).toBe(
      `<think><tool_call>\nprint(2+3)\n</tool_call>${output}so 5</think>\\boxed{5}`,
    );
    expect(outcome).toMatchObject({
      ending: "answered",
      answer: "5",
      generatedTokens: 7,
      prefilledTokens: 20,
      cachedTokens: 10,
      codeCalls: 1,
    });
  });

  it("keeps one session for all blocks, and gives stdout before stderr", async () => {
    const engine = fakeEngine([...call("a = 1"), ...call("a"), ...box]);
    const python = fakePython(() => printed("out\n", { stderr: "err\n", status: "raised" }));
    await draw(engine, python);
    expect(python.calls).toEqual(["open", "a = 1", "a", "close"]);
    expect(engine.appended[0]).toBe(formatCodeOutput("out\nerr\n", 1));
  });

  it("does not start Python for a sample without code", async () => {
    const python = fakePython();
    await draw(fakeEngine(box), python);
    expect(python.calls).toEqual([]);
  });

  it("runs no code after the last execution: N + 1 generations, the last without a stop", async () => {
    const engine = fakeEngine([...call("1"), ...call("2"), ...call("3"), ...call("4"), ...box]);
    const { events, outcome } = await draw(engine, fakePython());
    expect(code(events)).toEqual(["1", "2"]);
    expect(engine.appended).toEqual([formatCodeOutput("5\n", 1), formatCodeOutput("5\n", 0)]);
    expect(engine.generations.map(({ stop }) => stop)).toEqual([
      ["</tool_call>"],
      ["</tool_call>"],
      [],
    ]);
    expect(outcome).toMatchObject({ ending: "answered", codeCalls: 2 });
  });

  it("with no executions, takes tool calls for text", async () => {
    const engine = fakeEngine([...call("1"), ...box]);
    const { outcome } = await draw(engine, fakePython(), tir({ codeExecutions: 0 }));
    expect(engine.generations).toHaveLength(1);
    expect(outcome).toMatchObject({ ending: "answered", codeCalls: 0 });
  });

  it("ends for a model that calls for ever", async () => {
    const script = Array.from({ length: 500 }, () => call("1")).flat();
    const { outcome } = await draw(fakeEngine(script), fakePython(), tir({ codeExecutions: 8 }));
    expect(outcome).toMatchObject({ ending: "token-limit", codeCalls: 8, generatedTokens: 100 });
  });

  it("counts all generations against one budget, code output not", async () => {
    const engine = fakeEngine([...call("1"), ...Array(50).fill("x")]);
    const python = fakePython(() => printed("long ".repeat(200)));
    const { outcome } = await draw(engine, python, tir({ maxTokens: 10 }));
    expect(engine.generations.map(({ maxTokens }) => maxTokens)).toEqual([10, 7]);
    expect(outcome).toMatchObject({ ending: "token-limit", generatedTokens: 10, codeCalls: 1 });
  });

  it("runs no code when no token is left to read its output", async () => {
    const python = fakePython();
    const engine = fakeEngine([...call("1"), "x"]);
    const { outcome } = await draw(engine, python, tir({ maxTokens: 3 }));
    expect(outcome).toMatchObject({ ending: "token-limit", generatedTokens: 3, codeCalls: 0 });
    expect(engine.generations).toHaveLength(1);
  });

  it("writes nothing with a budget of nothing", async () => {
    const engine = fakeEngine(box);
    const { outcome } = await draw(engine, fakePython(), tir({ maxTokens: 0 }));
    expect(outcome).toMatchObject({ ending: "token-limit", text: "", answer: null });
  });

  it("ends in the middle of a tool call that is never closed", async () => {
    const { outcome } = await draw(fakeEngine(["<tool_call>", "print(1)"]), fakePython());
    expect(outcome).toMatchObject({ ending: "no-answer", codeCalls: 0 });
  });

  it("runs nothing for a </tool_call> that closes nothing, and can't be kept busy by it", async () => {
    const engine = fakeEngine(Array(6).fill("</tool_call>"));
    const { outcome } = await draw(engine, fakePython());
    expect(outcome).toMatchObject({ ending: "no-answer", codeCalls: 0, generatedTokens: 6 });
    expect(engine.generations).toHaveLength(3);
    expect(engine.appended).toEqual([]);
  });

  it("does not run a block twice for a second </tool_call>", async () => {
    const engine = fakeEngine([...call("1"), "</tool_call>", ...call("2"), ...box]);
    const { events } = await draw(engine, fakePython(), tir({ codeExecutions: 4 }));
    expect(code(events)).toEqual(["1", "2"]);
    // The stray tag used one up.
    expect(engine.appended).toEqual([formatCodeOutput("5\n", 3), formatCodeOutput("5\n", 1)]);
  });

  it.each([
    ["<tool_call>a <tool_call>b", "b"],
    ["<tool_call>\n\n   \n  x = 1\n  x\n\n", "  x = 1\n  x"],
    ["<tool_call>", ""],
    ["<tool_call>\n \n", ""],
    ["<think> </think> \\boxed{1} <tool_call>z", "z"],
  ])("finds the code in %j", async (text, expected) => {
    const { events, outcome } = await draw(fakeEngine([text, "</tool_call>"]), fakePython());
    expect(code(events)).toEqual([expected]);
    expect(outcome.codeCalls).toBe(1);
  });

  it("does not take printed tags for the model's", async () => {
    const engine = fakeEngine([...call("1"), "</tool_call>", ...box]);
    const python = fakePython(() => printed("<tool_call>evil()\n"));
    const { events } = await draw(engine, python, tir({ codeExecutions: 5 }));
    expect(code(events)).toEqual(["1"]);
  });
});

describe("runSample where Python can't be started", () => {
  beforeEach(() => {
    vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 1000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const failing = (times: number) => {
    let left = times;
    return async () => {
      left -= 1;
      if (left >= 0) throw new PythonUnavailableError("No files.");
    };
  };
  const opens = ({ calls }: FakePython) => calls.filter((one) => one === "open").length;

  it.each([
    ["opening a session", (times: number) => fakePython(undefined, failing(times))],
    [
      "running the first block",
      (times: number) => {
        const fail = failing(times);
        return fakePython(async () => {
          await fail();
          return printed("5\n");
        });
      },
    ],
  ])("tries again, and goes on as if nothing had been: %s", async (_, python) => {
    const engine = fakeEngine([...call("1"), "so 5", ...box]);
    const { outcome } = await draw(engine, closing(python(pauses.length)));
    expect(engine.appended).toEqual([formatCodeOutput("5\n", 1)]);
    expect(outcome).toMatchObject({ ending: "answered", answer: "5", codeCalls: 1 });
  });

  it("fails with the reason where it stays away, after as many tries as there are pauses and one", async () => {
    const engine = fakeEngine([...call("1"), ...call("2"), ...box]);
    const python = fakePython(undefined, failing(100));
    await expect(draw(engine, python)).rejects.toThrow("No files.");
    expect(opens(python)).toBe(pauses.length + 1);
    // The model was told nothing, and wrote no guess.
    expect(engine.appended).toEqual([]);
    expect(engine.calls).toEqual(["open", "generate", "close"]);
  });

  it("does not try again what is no such failure", async () => {
    const python = fakePython(undefined, () => Promise.reject(new TypeError("fault")));
    await expect(draw(fakeEngine(call("1")), python)).rejects.toThrow(TypeError);
    expect(opens(python)).toBe(1);
  });

  it("ends at once when it is stopped while it waits", async () => {
    const stop = new AbortController();
    const python = fakePython(undefined, async () => {
      queueMicrotask(() => stop.abort());
      throw new PythonUnavailableError("No files.");
    });
    const { outcome } = await draw(fakeEngine(call("1")), closing(python), request, stop.signal);
    expect(outcome).toMatchObject({ ending: "stopped", answer: null });
    expect(opens(python)).toBe(0);
  });
});

/** A session that never opened need not be closed. */
function closing(python: FakePython): FakePython {
  return {
    ...python,
    async openSession() {
      try {
        return await python.openSession();
      } catch (error) {
        python.calls.pop();
        throw error;
      }
    },
  };
}

function deferred() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

describe("runSample when stopped", () => {
  it("keeps the text so far", async () => {
    const stop = new AbortController();
    const engine = fakeEngine(["a", "b", "c"], {
      beforeToken: (count) => count === 2 && stop.abort(),
    });
    const { outcome } = await draw(engine, fakePython(), request, stop.signal);
    expect(outcome).toMatchObject({ ending: "stopped", text: "ab", generatedTokens: 2 });
  });

  it("opens nothing when it was stopped before", async () => {
    const engine = fakeEngine(box);
    const { kinds, outcome } = await draw(engine, fakePython(), request, AbortSignal.abort());
    expect(kinds).toEqual(["finished"]);
    expect(outcome).toMatchObject({ ending: "stopped", text: "" });
    expect(engine.calls).toEqual([]);
  });

  it("does not wait for a sequence that opens late, and closes it when it comes", async () => {
    const stop = new AbortController();
    const late = deferred();
    const engine = fakeEngine(box, { open: () => late.promise });
    const events = runSample({ engine, python: fakePython() }, request, stop.signal);
    const first = events.next();
    stop.abort();
    expect(await first).toMatchObject({ value: { kind: "finished" } });
    expect(engine.calls).toEqual(["open"]);
    late.resolve();
    await late.promise;
    await new Promise((resolve) => setTimeout(resolve));
    expect(engine.calls).toEqual(["open", "close"]);
  });

  it("does not wait for code that runs on", async () => {
    const stop = new AbortController();
    const python = fakePython(() => {
      queueMicrotask(() => stop.abort());
      return new Promise(() => {});
    });
    const { kinds, outcome } = await draw(
      fakeEngine(call("while 1: pass")),
      python,
      request,
      stop.signal,
    );
    expect(kinds.slice(-2)).toEqual(["code-started", "finished"]);
    expect(outcome).toMatchObject({ ending: "stopped", codeCalls: 1, answer: null });
  });

  it("does not wait for an interpreter that starts late", async () => {
    const stop = new AbortController();
    const late = deferred();
    const python = fakePython(undefined, () => {
      stop.abort();
      return late.promise;
    });
    const events: SampleEvent[] = [];
    const engine = fakeEngine(call("1"));
    for await (const event of runSample({ engine, python }, request, stop.signal)) {
      events.push(event);
    }
    expect(events.at(-1)).toMatchObject({ outcome: { ending: "stopped" } });
    late.resolve();
    await new Promise((resolve) => setTimeout(resolve));
    expect(python.calls).toEqual(["open", "close"]);
  });

  it("stops while output is appended", async () => {
    const stop = new AbortController();
    const engine = fakeEngine(call("1"), {
      append: () => {
        stop.abort();
        return new Promise(() => {});
      },
    });
    const { outcome } = await draw(engine, fakePython(), request, stop.signal);
    expect(outcome).toMatchObject({ ending: "stopped", codeCalls: 1 });
    expect(outcome.text).toMatch(/<\/tool_call>$/);
  });

  it("closes everything when nobody reads on", async () => {
    const engine = fakeEngine([...call("1"), ...box]);
    const python = fakePython();
    for await (const event of runSample(
      { engine, python },
      request,
      new AbortController().signal,
    )) {
      if (event.kind === "appended") break;
    }
    expect(python.calls).toEqual(["open", "1", "close"]);
    expectClosed(engine, python);
  });
});

describe("runSample when something breaks", () => {
  it("passes an engine error on, after cleanup", async () => {
    const broken = new EngineError("The GPU is gone. Reload the page.");
    const engine = fakeEngine([...call("1"), "x"], {
      beforeToken: (count) => {
        if (count === 4) throw broken;
      },
    });
    const python = fakePython();
    await expect(draw(engine, python)).rejects.toBe(broken);
    expect(python.calls).toEqual(["open", "1", "close"]);
    expectClosed(engine, python);
  });

  it("passes a failed open on", async () => {
    const engine = fakeEngine(box, { open: () => Promise.reject(new EngineError("no")) });
    await expect(draw(engine, fakePython())).rejects.toThrow(EngineError);
  });

  it("passes a fault of Python on, after cleanup", async () => {
    const engine = fakeEngine(call("1"));
    const python = fakePython(() => Promise.reject(new TypeError("fault")));
    await expect(draw(engine, python)).rejects.toThrow(TypeError);
    expectClosed(engine, python);
  });

  it("refuses an empty problem before it opens anything", async () => {
    const engine = fakeEngine(box);
    await expect(draw(engine, fakePython(), tir({ problem: " " }))).rejects.toThrow(
      EmptyProblemError,
    );
    expect(engine.calls).toEqual([]);
  });

  it("does not let a failing close hide the outcome", async () => {
    const engine = fakeEngine(box);
    const open = engine.open.bind(engine);
    const fragile = {
      ...engine,
      open: async (...args: Parameters<typeof open>) => ({
        ...(await open(...args)),
        close: () => Promise.reject(new EngineError("no")),
      }),
    };
    const events: SampleEvent[] = [];
    for await (const event of runSample(
      { engine: fragile, python: fakePython() },
      request,
      new AbortController().signal,
    )) {
      events.push(event);
    }
    expect(events.at(-1)).toMatchObject({ outcome: { ending: "answered" } });
  });
});

describe("forced finish", () => {
  const forced = (maxTokens: number, more: Partial<SampleRequest> = {}) =>
    tir({ maxTokens, forcedAnswerTokens: 20, ...more });

  it("asks a sample at its token limit for its answer, and reads braces inside it", async () => {
    const engine = fakeEngine(["<think>a", "b", "\\frac{1", "}", "{2", "}", "}", " and so on"]);
    const { outcome, kinds } = await draw(engine, fakePython(), forced(2));
    expect(engine.appended).toEqual(["\n</think>\n\n\\boxed{"]);
    expect(outcome).toMatchObject({
      ending: "forced",
      answer: "\\frac{1}{2}",
      text: "<think>ab\n</think>\n\n\\boxed{\\frac{1}{2}}",
      generatedTokens: 7,
    });
    expect(kinds).toContain("forced");
    expect(engine.generations.map(({ maxTokens }) => maxTokens)).toEqual([2, 20, 18, 16]);
  });

  it("doesn't close the thinking twice", async () => {
    const engine = fakeEngine(["a</think>", "So", "5", "}"]);
    const { outcome } = await draw(engine, fakePython(), forced(2));
    expect(engine.appended).toEqual(["\n\n\\boxed{"]);
    expect(outcome).toMatchObject({ ending: "forced", answer: "5" });
  });

  it("asks in the middle of a code block too", async () => {
    const engine = fakeEngine(["<tool_call>", "{1: ", "5", "}"]);
    const { outcome } = await draw(engine, fakePython(), forced(2));
    expect(outcome).toMatchObject({ ending: "forced", answer: "5", codeCalls: 0 });
  });

  it("asks nobody whose solution names its answer already", async () => {
    const engine = fakeEngine([...box, "Also", "more"]);
    const { outcome } = await draw(engine, fakePython(), forced(3));
    expect(engine.appended).toEqual([]);
    expect(outcome).toMatchObject({ ending: "token-limit", answer: "5" });
  });

  it.each([
    ["ends its turn", ["x"]],
    ["never closes the box", ["x", ...Array(50).fill("1")]],
    ["opens braces for ever", ["x", ...Array(50).fill("{}")]],
  ])("takes what was boxed before when the model %s", async (_, script) => {
    const engine = fakeEngine(["I think \\boxed{7}", ...script]);
    const { outcome } = await draw(engine, fakePython(), forced(2));
    expect(outcome).toMatchObject({ ending: "token-limit", answer: "7" });
    expect(outcome.generatedTokens).toBeLessThanOrEqual(22);
  });

  it("asks while the context still has room for the answer", async () => {
    const prompt = formatPrompt("tir", { problem: "2+3?", totalCodeExecutions: 2 });
    // The rest of the context after the prompt, at two characters a token, less the reserve.
    const room = 1000 - Math.ceil(prompt.length / 2) - 20;
    const engine = fakeEngine([...Array(room).fill("x"), "5", "}"]);
    const { outcome } = await draw(engine, fakePython(), forced(5000));
    expect(engine.generations[0]?.maxTokens).toBe(room);
    expect(outcome).toMatchObject({ ending: "forced", answer: "5", generatedTokens: room + 2 });
  });

  it("names the context when nothing comes of it", async () => {
    const { outcome } = await draw(fakeEngine(Array(2000).fill("x")), fakePython(), forced(5000));
    expect(outcome.ending).toBe("context-full");
  });

  it("can't ask when the engine says the context is full to the brim", async () => {
    const engine = fakeEngine(["x", "x", "x"], { context: 2 });
    const { outcome } = await draw(engine, fakePython(), forced(50));
    expect(outcome).toMatchObject({ ending: "context-full", answer: null });
  });

  it("isn't done unless asked for", async () => {
    const engine = fakeEngine(["a", "b", "5", "}"]);
    const { outcome } = await draw(engine, fakePython(), tir({ maxTokens: 2 }));
    expect(engine.appended).toEqual([]);
    expect(outcome.ending).toBe("token-limit");
  });

  it("keeps its text when stopped while it answers", async () => {
    const stop = new AbortController();
    const engine = fakeEngine(["a", "b", "5", "}"], {
      beforeToken: (count) => count === 3 && stop.abort(),
    });
    const { outcome } = await draw(engine, fakePython(), forced(2), stop.signal);
    expect(outcome).toMatchObject({ ending: "stopped", answer: null });
    expect(outcome.text).toContain("\\boxed{5");
  });
});

describe("a turn that the model closes without a box", () => {
  const asking = (more: Partial<SampleRequest> = {}) => tir({ forcedAnswerTokens: 20, ...more });

  it("is asked for one, which counts as an answer that was asked for", async () => {
    const engine = fakeEngine(["<think>2+3", " is five", turnEnd, "5", "}"]);
    const { events, outcome } = await draw(engine, fakePython(), asking());
    expect(engine.appended).toEqual(["\n</think>\n\n\\boxed{"]);
    expect(events.find(({ kind }) => kind === "forced")).toMatchObject({ ended: true });
    expect(outcome).toMatchObject({ ending: "asked", answer: "5", generatedTokens: 4 });
  });

  it("is asked for one where the last box holds a placeholder, or was never closed", async () => {
    for (const said of [
      "</think> \\boxed{...}",
      "</think> \\boxed{4",
      "</think> \\boxed{your answer}",
    ]) {
      const { outcome } = await draw(fakeEngine([said, turnEnd, "5", "}"]), fakePython(), asking());
      expect(outcome).toMatchObject({ ending: "asked", answer: "5" });
    }
  });

  it("is read where the model fills none, or isn't asked", async () => {
    const words = ["</think> The final answer is **42**.", turnEnd];
    for (const [script, more] of [
      [[...words, turnEnd], {}],
      [words, { forcedAnswerTokens: 0 }],
    ] as const) {
      const { outcome } = await draw(fakeEngine(script), fakePython(), asking(more));
      expect(outcome).toMatchObject({ ending: "unboxed", answer: "42" });
    }
  });

  it("takes what only its code printed", async () => {
    const engine = fakeEngine(["</think>", ...call("1"), "That is it."]);
    const python = fakePython(() => printed("\\boxed{7}\n"));
    const { outcome } = await draw(engine, python, tir({}));
    expect(outcome).toMatchObject({ ending: "unboxed", answer: "7" });
  });

  it("has no answer where none is named", async () => {
    const { outcome } = await draw(fakeEngine(["I do", " not know."]), fakePython(), asking());
    expect(outcome).toMatchObject({ ending: "no-answer", answer: null });
  });

  it.each([
    "<think>\nThis problem is not one of the kinds that I have learned.\n</think>\n\nI am a small demonstration model and this problem is outside the kinds that I know, so I give no answer. A larger model such as OpenMath-Nemotron may solve it.",
    "<think>\nThis problem is not one of the kinds that I learned.\n</think>",
  ])("is not asked where the demonstration model declines: %j", async (decline) => {
    const engine = fakeEngine([decline, turnEnd, "5", "}"]);
    const { outcome } = await draw(engine, fakePython(), asking());
    expect(engine.appended).toEqual([]);
    expect(outcome).toMatchObject({ ending: "no-answer", answer: null });
  });
});

describe("what code prints", () => {
  it("never hides or replaces the model's own box", async () => {
    for (const output of [
      "\\boxed{99}\n",
      "</think>\n",
      "```\n\\boxed{99}</think>\n",
      "\\boxed{9",
    ]) {
      const engine = fakeEngine(["<think></think> \\boxed{12} Check: ", ...call("1"), " Right."]);
      const { outcome } = await draw(
        engine,
        fakePython(() => printed(output)),
      );
      expect(outcome).toMatchObject({ ending: "answered", answer: "12" });
    }
  });
});

describe("a box that is cut off at a limit", () => {
  it("leaves no answer, and an earlier box is none", async () => {
    const engine = fakeEngine(["</think>\\boxed{41}", " so \\boxed{4", "2"]);
    const { outcome } = await draw(engine, fakePython(), tir({ maxTokens: 3 }));
    expect(outcome).toMatchObject({ ending: "token-limit", answer: null });
  });

  it("is asked for anew", async () => {
    const engine = fakeEngine(["</think>\\boxed{41}", " so \\boxed{4", "42", "}"]);
    const { outcome } = await draw(
      engine,
      fakePython(),
      tir({ maxTokens: 2, forcedAnswerTokens: 9 }),
    );
    expect(outcome).toMatchObject({ ending: "forced", answer: "42" });
  });
});

describe("figures", () => {
  it("count what was prefilled after tool output apart", async () => {
    const engine = fakeEngine([...call("1"), ...call("2"), ...box]);
    const { outcome } = await draw(engine, fakePython());
    expect(outcome).toMatchObject({ prefilledTokens: 30, prefilledAfterOutput: 20 });
  });
});
