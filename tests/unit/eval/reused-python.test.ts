import { describe, expect, it } from "vitest";
import type { Python, PythonResult } from "../../../src/python/python-session";
import { reusePython } from "../../../tools/eval/reused-python";

const limits = { seconds: 1, characters: 10 };
const { signal } = new AbortController();

/** Sessions with numbers; `status` says how a block of a session ends. */
function numberedPython(status: (code: string) => PythonResult["status"] = () => "completed") {
  const seen = { opened: 0, closed: [] as number[] };
  const python: Python = {
    async openSession() {
      seen.opened += 1;
      const number = seen.opened;
      return {
        run: async (code) => ({
          status: status(code),
          stdout: String(number),
          stderr: "",
          seconds: 0,
        }),
        close: async () => void seen.closed.push(number),
      };
    },
    async close() {},
  };
  return { seen, python: reusePython(python) };
}

async function sample(python: Python, code: string): Promise<string> {
  const session = await python.openSession();
  const { stdout } = await session.run(code, limits, signal);
  await session.close();
  return stdout;
}

describe("reusePython", () => {
  it("gives a session to one sample after the other, never to two", async () => {
    const { seen, python } = numberedPython();
    expect(await sample(python, "a")).toBe("1");
    expect(await sample(python, "b")).toBe("1");
    const both = [await python.openSession(), await python.openSession()];
    const outputs = await Promise.all(both.map((one) => one.run("c", limits, signal)));
    expect(outputs.map(({ stdout }) => stdout)).toEqual(["1", "2"]);
    expect(seen.closed).toEqual([]);
  });

  it("reuses a session in which code failed", async () => {
    const { seen, python } = numberedPython((code) => (code === "bad" ? "raised" : "completed"));
    await sample(python, "bad");
    await sample(python, "a");
    expect(seen.opened).toBe(1);
  });

  it("does not reuse one after a time-out, or one that can't be emptied", async () => {
    const late = numberedPython((code) => (code === "slow" ? "timed-out" : "completed"));
    await sample(late.python, "slow");
    expect(late.seen.closed).toEqual([1]);
    const stuck = numberedPython((code) => (code.includes("def empty") ? "raised" : "completed"));
    await sample(stuck.python, "a");
    expect(stuck.seen.closed).toEqual([1]);
  });

  it("ends a session after many samples", async () => {
    const { seen, python } = numberedPython();
    for (let index = 0; index < 150; index += 1) await sample(python, "a");
    expect(seen).toEqual({ opened: 2, closed: [1] });
  });
});
