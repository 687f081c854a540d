import { describe, expect, it, vi } from "vitest";
import type { Python, PythonResult } from "../../../src/python/python-session";
import { createMathVerify, MathVerifyUnavailableError } from "../../../src/solver/math-verify";

type Answer = Partial<PythonResult> | Error;

interface Block {
  readonly session: number;
  readonly code: string;
  readonly seconds: number;
}

/** Python whose sessions open, then answer what `answer` says to a pair. */
function fakePython(answer: (pair: [string, string]) => Answer, onOpen: () => Answer = () => ({})) {
  const blocks: Block[] = [];
  const closed: number[] = [];
  let sessions = 0;
  let running = 0;
  const python: Python = {
    async openSession() {
      const session = sessions++;
      return {
        async run(code, { seconds }) {
          blocks.push({ session, code, seconds });
          running += 1;
          await new Promise((resolve) => setTimeout(resolve));
          expect(running).toBe(1);
          running -= 1;
          const pair = pairOf(code);
          const result = pair ? answer(pair) : onOpen();
          if (result instanceof Error) throw result;
          return { status: "completed", stdout: "", stderr: "", seconds: 0, ...result };
        },
        async close() {
          closed.push(session);
        },
      };
    },
    close: async () => {},
  };
  return { python, blocks, closed };
}

function pairOf(code: string): [string, string] | null {
  const literal = /^answer_question\((".*")\)$/s.exec(code)?.[1];
  return literal === undefined ? null : JSON.parse(JSON.parse(literal));
}

const yes = { stdout: '[true, "list"]\n' };
const no = { stdout: '[false, "number"]\n' };
const late = { status: "timed-out" as const };

it("opens a session at the first question, and asks one at a time", async () => {
  const { python, blocks } = fakePython(([one]) => (one === "a" ? yes : no));
  const { same } = createMathVerify(python);
  expect(blocks).toEqual([]);
  expect(await Promise.all([same("a", "b"), same("c", "d"), same("a", "d")])).toEqual([
    true,
    false,
    true,
  ]);
  expect(blocks.map(({ session }) => session)).toEqual([0, 0, 0, 0]);
  expect(blocks[0]?.code).toContain("import");
});

it("gives a question its own limit, and loading another", async () => {
  const { python, blocks } = fakePython(() => yes);
  await createMathVerify(python).same("a", "b");
  expect(blocks[0]?.seconds).toBeGreaterThan(60);
  expect(blocks[1]?.seconds).toBe(5);
});

it.each([
  ["late", late],
  ["broken", { status: "raised" as const, stdout: "SystemError" }],
  ["broken", { stdout: "nonsense" }],
])(
  "opens a new session after a question that was %s, which replays nothing",
  async (reason, result) => {
    const { python, blocks, closed } = fakePython(([one]) => (one === "slow" ? result : yes));
    const { judge, same } = createMathVerify(python);
    expect(await same("a", "b")).toBe(true);
    expect(await judge("slow", "b")).toEqual({ equal: null, decidedBy: reason });
    expect(await same("a", "c")).toBe(true);
    expect(closed).toEqual([0]);
    const second = blocks.filter(({ session }) => session === 1).map(({ code }) => pairOf(code));
    expect(second).toEqual([null, ["a", "c"]]);
  },
);

it("asks no more about an answer that was late twice, but about those that weren't", async () => {
  const asked = vi.fn(([one]: [string, string]) => (one.startsWith("sl") ? late : yes));
  const { same } = createMathVerify(fakePython(asked).python);
  expect(await same("a", "b")).toBe(true);
  for (const other of ["a", "b", "c", "a"]) expect(await same("slow", other)).toBeNull();
  expect(asked).toHaveBeenCalledTimes(3);
  expect(await same("a", "c")).toBe(true);
  // Two slow ones make no number slow.
  for (const one of ["slow", "sluggish", "slow"]) await same(one, "5");
  expect(await same("x", "5")).toBe(true);
});

it("hands answers over as data, whatever is in them, and in plain LaTeX", async () => {
  const asked: [string, string][] = [];
  const { python } = fakePython((pair) => {
    asked.push(pair);
    return no;
  });
  const { same } = createMathVerify(python);
  await same('") or True #', "'''\\n\n\u2028\ud800");
  await same("$2\\sqrt3\\text{ cm}$", "\\frac\\pi2");
  await same("90^\\circ", "\\frac{\\pi}{2}");
  expect(asked).toEqual([
    ['") or True #', "'''\\n \ud800"],
    ["2\\sqrt{3}\\text{ cm}", "\\frac{\\pi}{2}"],
    ["90\\degree", "\\frac{\\pi}{2}"],
  ]);
});

it.each([
  ["too long", "x+".repeat(600)],
  ["too long", `${"(".repeat(60)}x${")".repeat(60)}`],
  ["unreadable", " "],
])("doesn't bother Python with an answer that is %s", async (decidedBy, answer) => {
  const { python, blocks } = fakePython(() => yes);
  expect(await createMathVerify(python).judge(answer, "x")).toEqual({ equal: null, decidedBy });
  expect(blocks).toEqual([]);
});

describe("units", () => {
  const isPint = (block?: Block) => block?.code.trim().startsWith("import pint") === true;

  /** Python that needs Pint for the pairs that begin with "5 cm". */
  function withPint(load: () => Answer) {
    let loaded = false;
    const { python, blocks } = fakePython(
      ([one]) => (loaded || one !== "5 cm" ? yes : { stdout: '[null, "units"]\n' }),
      () => {
        if (!isPint(blocks.at(-1))) return {};
        const result = load();
        loaded = !("status" in result);
        return result;
      },
    );
    return {
      python,
      loads: () => blocks.filter(isPint).length,
    };
  }

  it("are loaded for the first question that has one, and once", async () => {
    const { python, loads } = withPint(() => ({}));
    const { same } = createMathVerify(python);
    expect(await same("a", "b")).toBe(true);
    expect(loads()).toBe(0);
    expect(await same("5 cm", "b")).toBe(true);
    expect(await same("5 cm", "c")).toBe(true);
    expect(loads()).toBe(1);
  });

  it("that can't be had leave the question open; a person is told once", async () => {
    const onNotice = vi.fn();
    const failure = {
      status: "raised" as const,
      stdout: "ModuleNotFoundError: No module named 'pint'",
    };
    const { python } = withPint(() => failure);
    const { judge, same } = createMathVerify(python, { onNotice });
    const open = { equal: null, decidedBy: "unavailable" };
    expect(await judge("5 cm", "b")).toEqual(open);
    expect(await judge("5 cm", "c")).toEqual(open);
    expect(await same("a", "b")).toBe(true);
    expect(onNotice).toHaveBeenCalledExactlyOnceWith(
      expect.stringMatching(/Pint could not be loaded.*npm run setup.*No module named 'pint'/),
    );
  });
});

describe("when Math-Verify can't be had", () => {
  const missing = {
    status: "raised" as const,
    stdout:
      "Traceback (most recent call last):\nModuleNotFoundError: No module named 'math_verify'\n",
  };

  it.each<[string, Answer, RegExp]>([
    ["the packages", missing, /npm run setup.*No module named 'math_verify'/],
    ["Python itself", new Error("Python could not be started."), /Python could not be started/],
  ])("says once what to do about %s, and tries again only when told to", async (_, first, text) => {
    let result: Answer = first;
    const onNotice = vi.fn();
    const { python, blocks, closed } = fakePython(
      () => yes,
      () => result,
    );
    const { same, warmUp } = createMathVerify(python, { onNotice });
    await expect(same("a", "b")).rejects.toThrow(MathVerifyUnavailableError);
    await expect(same("c", "d")).rejects.toThrow(text);
    expect(blocks).toHaveLength(1);
    expect(closed).toEqual([0]);
    expect(onNotice).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(text));
    await expect(warmUp()).rejects.toThrow(text);
    result = {};
    await warmUp();
    expect(await same("a", "b")).toBe(true);
  });
});

it("ends its session when it is closed, and opens no other", async () => {
  const { python, blocks, closed } = fakePython(() => yes);
  const verify = createMathVerify(python);
  await verify.warmUp();
  await verify.close();
  expect(closed).toEqual([0]);
  await expect(verify.same("a", "b")).rejects.toThrow("closed");
  expect(blocks).toHaveLength(1);
});

it("ends its session also when it is closed while that opens", async () => {
  const onNotice = vi.fn();
  const { python, closed } = fakePython(
    () => yes,
    () => {
      void verify.close();
      return {};
    },
  );
  const verify = createMathVerify(python, { onNotice });
  await expect(verify.same("a", "b")).rejects.toThrow("closed");
  expect(closed).toEqual([0]);
  expect(onNotice).not.toHaveBeenCalled();
});
