import * as v from "valibot";
import { afterEach, expect, it, vi } from "vitest";
import { answerCalls, CallError, Calls } from "../../../src/python/calls";
import { deferred } from "../../../src/python/deferred";

const text = v.pipe(v.string(), v.maxLength(10));
const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

/** A caller, and the bare port of the other side: what comes from there may be anything. */
function setUp() {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  const onNews = vi.fn();
  const onBreach = vi.fn();
  const calls = new Calls<{ call: string }, "started">(port1, {
    news: v.literal("started"),
    onNews,
    onBreach,
  });
  return { calls, other: port2, onNews, onBreach };
}

it("gives each call its own answer, in whatever order they come", async () => {
  const { calls, other } = setUp();
  const ends: (() => void)[] = [];
  answerCalls<{ call: string }, "started">(other, ({ call }) => {
    const { promise, resolve } = deferred<string>();
    ends.push(() => resolve(`for ${call}`));
    return promise;
  });
  const asked = [calls.ask({ call: "a" }, text), calls.ask({ call: "b" }, text)];
  await vi.waitFor(() => expect(ends).toHaveLength(2));
  ends[1]?.();
  ends[0]?.();
  expect(await Promise.all(asked)).toEqual(["for a", "for b"]);
});

it("says why a call could not be carried out, in at most so many words", async () => {
  const { calls, other } = setUp();
  answerCalls(other, () => {
    throw new Error("no ".repeat(10_000));
  });
  const failed = calls.ask({ call: "a" }, text);
  await expect(failed).rejects.toThrow(CallError);
  await failed.catch(({ message }: Error) => expect(message.length).toBe(2000));
});

it("hears news of the form agreed on", async () => {
  const { calls, other, onNews, onBreach } = setUp();
  answerCalls<{ call: string }, "started">(other, (_, tell) => tell("started"));
  expect(await calls.ask({ call: "a" }, v.null())).toBeNull();
  expect(onNews.mock.calls).toEqual([["started"]]);
  expect(onBreach).not.toHaveBeenCalled();
});

it.each([
  ["no object", "x"],
  ["nothing", null],
  // As comlink would read it.
  ["a path to set", { id: "1", type: "SET", path: ["__proto__", "apply"], value: null }],
  ["a call of its own", { id: 1, type: "APPLY", path: [], argumentList: [] }],
  ["an answer to nothing", { kind: "value", id: 99, value: "x" }],
  ["an answer with more in it", { kind: "value", id: 1, value: "x", more: 1 }],
  ["an answer without its value", { kind: "value", id: 1 }],
  ["an answer that is too long", { kind: "value", id: 1, value: "x".repeat(11) }],
  ["an answer of another type", { kind: "value", id: 1, value: ["x"] }],
  ["an error that is too long", { kind: "error", id: 1, message: "x".repeat(2001) }],
  ["news of another kind", { kind: "news", news: "ended" }],
])("tells of %s as a breach", async (_, message) => {
  const { calls, other, onBreach } = setUp();
  onBreach.mockImplementation(() => calls.end(new Error("broken")));
  const asked = calls.ask({ call: "a" }, text);
  asked.catch(() => {});
  other.postMessage(message);
  await vi.waitFor(() => expect(onBreach).toHaveBeenCalledTimes(1));
  await expect(asked).rejects.toThrow();
});

it("counts a second answer as a breach", async () => {
  const { calls, other, onBreach } = setUp();
  const asked = calls.ask({ call: "a" }, text);
  for (const value of ["one", "two"]) other.postMessage({ kind: "value", id: 1, value });
  expect(await asked).toBe("one");
  await vi.waitFor(() => expect(onBreach).toHaveBeenCalledTimes(1));
});

it("settles all calls when it ends, and takes no more", async () => {
  const { calls, other, onNews } = setUp();
  const asked = [calls.ask({ call: "a" }, text), calls.ask({ call: "b" }, text)];
  calls.end(new Error("gone"));
  calls.end(new Error("again"));
  for (const call of [...asked, calls.ask({ call: "c" }, text)]) {
    await expect(call).rejects.toThrow("gone");
  }
  other.postMessage({ kind: "news", news: "started" });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(onNews).not.toHaveBeenCalled();
});
