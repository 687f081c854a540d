import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Engine, GenerateEvent, GenerateOptions } from "../../../src/engine/engine";
import { AbortedError, EngineError, EngineLostError } from "../../../src/engine/errors";
import type { RunRecord } from "../../../src/journal/run-record";
import { PythonUnavailableError } from "../../../src/python/python-session";
import { runProblem } from "../../../src/solver/run";
import { createRandom } from "../../../src/solver/seeds";
import { defaultSettings } from "../../../src/ui/solve/settings";
import { isActive } from "../../../src/ui/solve/solver-state";
import { createSolverStore, type SolverPorts } from "../../../src/ui/solve/solver-store";

// The real store and the real solver on ports of which any part may never settle, fail or be slow.

const parts = [
  ...([
    "load",
    "unload",
    "open",
    "first token",
    "later token",
    "append",
    "close",
    "abort",
  ] as const),
  ...(["python open", "python run", "python close", "judge", "resume"] as const),
];
type Part = (typeof parts)[number];

/** What a part does when it is asked. */
type Manner = "silent" | "fails" | "is lost";

const never = () => new Promise<never>(() => {});

interface Behaviour {
  /** Asked each time that a part is used; null: it works. */
  of(part: Part): Manner | null;
}

function setUp(behaviour: Behaviour) {
  const loads: string[] = [];
  const recorder = { ended: 0, recordedAfterEnd: 0 };
  const journal = { resumed: 0 };
  const open = { sequences: 0, sessions: 0 };

  const use = async (part: Part): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    const manner = behaviour.of(part);
    if (manner === "silent") await never();
    if (manner === "is lost") throw new EngineLostError("The model stopped answering.");
    if (manner === "fails") {
      throw part.startsWith("python")
        ? new PythonUnavailableError("No Python.")
        : new EngineError("It failed.");
    }
  };

  function createEngine(): Engine {
    let dead = false;
    const check = () => {
      if (dead) throw new EngineError("The model was unloaded.");
    };
    return {
      info: {
        ...{ backend: "cpu-threads", device: "fake", fallbackReason: null, threads: 1 },
        ...{ modelName: "m", promptForm: { kind: "openmath", assumed: false } as const },
        ...{ contextLength: 4096, maxSequences: 2, keepsKv: true, givesLogprobs: true },
      },
      async open(_prompt, { seed }) {
        check();
        await use("open");
        open.sequences += 1;
        let generations = 0;
        return {
          async *generate({ signal, stop }: GenerateOptions): AsyncGenerator<GenerateEvent> {
            generations += 1;
            const calls = generations === 1 && stop.length > 0;
            const pieces = calls
              ? ["I compute. ", "<tool_call>\nprint(2)\n</tool_call>"]
              : ["So ", `\\boxed{${seed % 3}}`];
            for (const [index, text] of pieces.entries()) {
              await use(index === 0 ? "first token" : "later token");
              check();
              if (signal.aborted && behaviour.of("abort") === "silent") await never();
              if (signal.aborted) throw new AbortedError("Stopped.");
              yield { kind: "token", text, logprob: -0.1 };
            }
            yield {
              kind: "end",
              reason: calls ? "stop-string" : "end-of-turn",
              stopString: calls ? (stop[0] ?? null) : null,
              ...{ prefilledTokens: 1, cachedTokens: 0, generatedTokens: 2 },
            };
          },
          async append() {
            check();
            await use("append");
          },
          async close() {
            open.sequences -= 1;
            await use("close");
          },
        };
      },
      async unload() {
        dead = true;
        await use("unload");
      },
    };
  }

  const recorderOf = (id: string) => {
    let ended = false;
    const end = () => {
      if (ended) throw new Error("A run ended twice in the history.");
      ended = true;
      recorder.ended += 1;
    };
    return {
      id,
      record(event: { readonly kind: string }) {
        if (ended) recorder.recordedAfterEnd += 1;
        if (event.kind === "finished") end();
      },
      fail: end,
    };
  };

  const ports: SolverPorts = {
    async loadEngine() {
      loads.push("load");
      await use("load");
      return createEngine();
    },
    createPython: () => ({
      warmUp: async () => {},
      async openSession() {
        await use("python open");
        open.sessions += 1;
        return {
          async run() {
            await use("python run");
            return { status: "completed", stdout: "2\n", stderr: "", seconds: 0 };
          },
          async close() {
            open.sessions -= 1;
            await use("python close");
          },
        };
      },
      close: async () => {},
    }),
    createSameAnswer: () => async (one, other) => {
      await use("judge");
      return one === other;
    },
    runProblem,
    journal: {
      record: () => recorderOf("new"),
      async resume() {
        await use("resume");
        journal.resumed += 1;
        return { record: cutOff, saved: [], recorder: recorderOf("r1") };
      },
    },
  };
  const store = createSolverStore(ports);
  store.chooseEngine({ kind: "demo" });
  return { store, loads, recorder, open };
}

const cutOff: RunRecord = {
  id: "r1",
  createdAt: 1,
  ...{ title: null, pinned: false, deletedAt: null, settings: "samples=2" },
  request: {
    ...{ problem: "What?", samples: 2, tirShare: 1, temperature: 0.6, topP: 0.95, seed: 9 },
    ...{ maxTokens: 50, forcedAnswerTokens: 5, codeExecutions: 2 },
    codeLimits: { seconds: 1, characters: 10 },
    budget: { seconds: null, tokens: null },
    ...{ select: "genselect", comparisons: 2, comparisonTokens: 10 },
  },
  withoutPython: false,
  engine: {
    ...{ backend: "cpu-threads", device: "fake", fallbackReason: null, threads: 1 },
    ...{ modelName: "m", promptForm: { kind: "openmath", assumed: false } as const },
    ...{ contextLength: 4096, maxSequences: 2, keepsKv: true, givesLogprobs: true },
  },
  source: { kind: "demo" },
  ...{ state: "running", failure: null, answer: null, tokens: 1, seconds: 51, batches: 1 },
};

const question = { problem: "2+2?", settings: { ...defaultSettings, samples: "4" } };
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
  vi.stubGlobal("requestAnimationFrame", () => 0);
  vi.stubGlobal("cancelAnimationFrame", () => {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** One part misbehaves from a moment on, until the world is well again. */
function oneFault(part: Part, manner: Manner, skip = 0) {
  let left = skip;
  let well = false;
  return {
    of(asked: Part): Manner | null {
      if (well || asked !== part) return null;
      left -= 1;
      return left < 0 ? manner : null;
    },
    mend() {
      well = true;
    },
  };
}

describe("a run on a part that never answers", () => {
  for (const part of parts) {
    it(`ends within three seconds of Stop, and the next one works: ${part}`, async () => {
      const fault = oneFault(part, "silent", part === "close" ? 1 : 0);
      const { store, recorder } = setUp(fault);
      if (part === "resume") store.resume(cutOff);
      else store.solve(question);
      // "abort" is silent only once it is stopped.
      await pass(part === "abort" ? 2 : 5000);
      store.stop();
      await pass(3000);
      expect(isActive(store.getState().run)).toBe(false);
      fault.mend();
      // A load that never ends is given up with the choice of a model; all else mends itself.
      if (part === "load") store.chooseEngine({ kind: "demo" });
      store.solve(question);
      await pass(20_000);
      expect(store.getState().run).toMatchObject({
        kind: "finished",
        outcome: { answer: expect.any(String) },
      });
      expect(recorder.recordedAfterEnd).toBe(0);
    });
  }

  it("loads the model again for the next run by itself, and only where it fell silent", async () => {
    for (const [part, count] of [
      ["first token", 2],
      ["open", 2],
      ["judge", 1],
      ["python run", 1],
    ] as const) {
      const fault = oneFault(part, "silent");
      const { store, loads } = setUp(fault);
      store.solve(question);
      await pass(5000);
      store.stop();
      await pass(3000);
      fault.mend();
      store.solve(question);
      await pass(20_000);
      expect(store.getState().run.kind, part).toBe("finished");
      expect(loads.length, part).toBe(count);
    }
  });

  it("goes on without Python that answers no more, and without a judge that does not", async () => {
    for (const part of ["python open", "python run", "judge"] as const) {
      const { store } = setUp(oneFault(part, "silent"));
      store.solve(question);
      await pass(4 * 3_600_000);
      expect(store.getState().run, part).toMatchObject({
        kind: "finished",
        outcome: { stop: { rule: expect.stringMatching(/all-ended|decided|agreement|adaptive/) } },
      });
    }
  });
});

describe("an engine that is lost", () => {
  it("ends the run with a reason, and the next one loads it again by itself", async () => {
    const fault = oneFault("later token", "is lost");
    const { store, loads } = setUp(fault);
    store.solve(question);
    await pass(5000);
    expect(store.getState().run).toMatchObject({
      kind: "finished",
      outcome: { samples: [{ failure: "The model stopped answering." }, {}, {}, {}] },
    });
    fault.mend();
    store.solve(question);
    await pass(20_000);
    expect(loads.length).toBe(2);
    expect(store.getState().run).toMatchObject({ outcome: { answer: expect.any(String) } });
  });

  it("that could not be loaded is tried again by the next run", async () => {
    const fault = oneFault("load", "fails");
    const { store, loads } = setUp(fault);
    await pass(100);
    expect(store.getState().engine).toMatchObject({ kind: "error" });
    store.solve(question);
    await pass(100);
    expect(store.getState().run).toMatchObject({ kind: "failed", message: "It failed." });
    fault.mend();
    store.solve(question);
    await pass(20_000);
    expect(store.getState().run).toMatchObject({ kind: "finished" });
    expect(loads.length).toBe(3);
  });
});

describe("any mix of faults and of what a person does", () => {
  it("ends each run or lets Stop end it, and leaves an app that works", async () => {
    const rejections: unknown[] = [];
    const note = (reason: unknown) => rejections.push(reason);
    process.on("unhandledRejection", note);
    try {
      for (let seed = 1; seed <= 60; seed += 1) {
        const random = createRandom(seed);
        const pick = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)] as T;
        let well = false;
        const share = pick([0.02, 0.1, 0.3]);
        const { store, recorder } = setUp({
          of: () => (well || random() > share ? null : pick(["silent", "fails", "is lost"])),
        });
        for (let step = 0; step < 5; step += 1) {
          const doNext = pick([
            () => store.solve(question),
            () => store.stop(),
            () => store.chooseEngine({ kind: "demo" }),
            () => store.resume(cutOff),
            () => {
              store.stop();
              store.solve(question);
            },
          ]);
          doNext();
          await pass(Math.floor(random() * 40));
        }
        await pass(2000);
        store.stop();
        await pass(3000);
        expect(isActive(store.getState().run), `seed ${seed}`).toBe(false);
        well = true;
        if (store.getState().engine.kind !== "ready") store.chooseEngine({ kind: "demo" });
        store.solve(question);
        await pass(30_000);
        const { run } = store.getState();
        expect(run.kind, `seed ${seed}`).toBe("finished");
        expect(recorder.recordedAfterEnd, `seed ${seed}`).toBe(0);
      }
    } finally {
      process.off("unhandledRejection", note);
    }
    expect(rejections).toEqual([]);
  }, 120_000);
});
