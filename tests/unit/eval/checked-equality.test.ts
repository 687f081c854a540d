import { describe, expect, it } from "vitest";
import { type Checker, createCheckedEquality } from "../../../tools/eval/checked-equality";

/** Checkers that say what `check` says; counts what happens. */
function checkers(check: (one: string, other: string, checker: number) => boolean) {
  const seen = { started: 0, closed: 0, pairs: [] as string[], inFlight: 0, most: 0 };
  const log: string[] = [];
  const start = async (): Promise<Checker> => {
    seen.started += 1;
    const number = seen.started;
    return {
      async judge(one, other) {
        seen.pairs.push(`${one} = ${other}`);
        seen.inFlight += 1;
        seen.most = Math.max(seen.most, seen.inFlight);
        await new Promise((resolve) => setTimeout(resolve, 1));
        seen.inFlight -= 1;
        return { equal: check(one, other, number), decidedBy: "math-verify" };
      },
      async close() {
        seen.closed += 1;
      },
    };
  };
  return { seen, log, equality: createCheckedEquality(start, (line) => void log.push(line)) };
}

describe("createCheckedEquality", () => {
  it("starts nothing for what is cheaply settled", async () => {
    const { seen, equality } = checkers(() => true);
    expect(await equality.same("\\frac12", "0.5")).toBe(true);
    expect(await equality.same(" 41", "42")).toBe(false);
    await equality.close();
    expect(seen).toMatchObject({ started: 0, closed: 0 });
  });

  it("asks for one pair at a time, in one order, and for none twice", async () => {
    const { seen, equality } = checkers((one) => one === "a+1");
    const answers = await Promise.all([
      equality.same("b+1", "a+1"),
      equality.same("c+1", "d+1"),
      equality.same("a+1", "b+1"),
      equality.same("c+1", "e+1"),
    ]);
    expect(answers).toEqual([true, false, true, false]);
    expect(seen).toMatchObject({ started: 1, most: 1 });
    expect(seen.pairs).toEqual(["a+1 = b+1", "c+1 = d+1", "c+1 = e+1"]);
    expect(equality.asked()).toBe(3);
    await equality.close();
    expect(seen.closed).toBe(1);
  });

  it("starts another checker when one breaks, and gives a pair up that breaks two", async () => {
    const { seen, log, equality } = checkers((one, _, checker) => {
      if (one === "p+1" || (one === "q+1" && checker === 1)) throw new Error("page crashed");
      return true;
    });
    expect(await equality.same("q+1", "x+1")).toBe(true);
    expect(seen).toMatchObject({ started: 2, closed: 1 });
    expect(await equality.judge("p+1", "x+1")).toEqual({ equal: null, decidedBy: "broken" });
    expect(log).toEqual(['["p+1","x+1"] could not be compared: page crashed']);
    expect(await equality.same("r+1", "x+1")).toBe(true);
    expect(seen.started).toBe(4);
  });

  it("fails when no checker can be started", async () => {
    const equality = createCheckedEquality(
      () => Promise.reject(new Error("no Chromium")),
      () => {},
    );
    await expect(equality.same("a+1", "b+1")).rejects.toThrow("no Chromium");
    await expect(equality.same("a+1", "c+1")).rejects.toThrow("no Chromium");
    await equality.close();
  });
});
