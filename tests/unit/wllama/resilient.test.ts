import { describe, expect, it } from "vitest";
import { AbortedError } from "../../../src/engine/errors";
import type { CompletionEnd } from "../../../src/engine/wllama/chunk";
import {
  type CompletionRequest,
  type Instance,
  SharedFault,
} from "../../../src/engine/wllama/instance";
import { createLane } from "../../../src/engine/wllama/lane";
import { createResilientComplete } from "../../../src/engine/wllama/resilient";

const { signal } = new AbortController();

/**
 * An instance that writes "x" until the limit. A request whose text begins with "!" fails at its
 * third token, with every other under way, `faults` times; one with "?" only while
 * log-probabilities are asked for.
 */
function fakeInstance(faults = Number.POSITIVE_INFINITY) {
  const requests: CompletionRequest[] = [];
  const underWay = new Set<(error: Error) => void>();
  let crashed = false;
  let closed = false;
  const instance: Instance = {
    contextLength: 100,
    threads: 1,
    log: [],
    kvBytesPerToken: 10,
    metadata: {},
    crashed: () => crashed,
    complete(request, onPiece) {
      requests.push(request);
      return new Promise<CompletionEnd>((resolve, reject) => {
        const fail = (error: Error) => {
          underWay.delete(fail);
          reject(error);
        };
        underWay.add(fail);
        let written = 0;
        const step = () => {
          if (!underWay.has(fail)) return;
          const bad =
            request.text.startsWith("!") || (request.text.startsWith("?") && request.logprobs);
          if (bad && written === 2 && faults > 0) {
            faults -= 1;
            for (const one of [...underWay].reverse()) one(new SharedFault("Broken."));
            return;
          }
          if (written === request.maxTokens) {
            underWay.delete(fail);
            resolve(end(written));
            return;
          }
          written += 1;
          onPiece("x", { logprob: -1 });
          setTimeout(step, 0);
        };
        setTimeout(step, 0);
      });
    },
    async close() {
      closed = true;
    },
  };
  return {
    instance,
    requests,
    isClosed: () => closed,
    crash: () => {
      crashed = true;
    },
  };
}

function end(generatedTokens: number): CompletionEnd {
  return {
    reason: "token-limit",
    stopString: null,
    prefilledTokens: 5,
    cachedTokens: 0,
    generatedTokens,
  };
}

function request(text: string, maxTokens = 40): CompletionRequest {
  return {
    text,
    stop: [],
    maxTokens,
    sampling: { temperature: 1, topP: 1, seed: 1 },
    logprobs: true,
  };
}

async function outcome(complete: Instance["complete"], text: string): Promise<string> {
  let written = "";
  try {
    const { generatedTokens } = await complete(
      request(text),
      (piece) => {
        written += piece;
      },
      signal,
    );
    return `${written.length} ${generatedTokens}`;
  } catch (error) {
    return `${written.length} ${error}`;
  }
}

describe("createResilientComplete", () => {
  it("fails the culprit alone; the others end with all their tokens", async () => {
    const complete = createResilientComplete(fakeInstance().instance);
    const outcomes = ["a", "b", "!", "c"].map((text) => outcome(complete, text));
    expect(await Promise.all(outcomes)).toEqual([
      "40 40",
      "40 40",
      expect.stringMatching(/^\d SharedFault: Broken/),
      "40 40",
    ]);
  });

  it("finds several culprits", async () => {
    const complete = createResilientComplete(fakeInstance().instance);
    const outcomes = await Promise.all(["!", "a", "!", "!"].map((text) => outcome(complete, text)));
    expect(outcomes.filter((one) => one.includes("SharedFault"))).toHaveLength(3);
    expect(outcomes[1]).toBe("40 40");
  });

  it("goes on from the text so far, without log-probabilities", async () => {
    const fake = fakeInstance();
    const complete = createResilientComplete(fake.instance);
    expect(await outcome(complete, "?")).toBe("40 40");
    expect(fake.requests).toMatchObject([
      { text: "?", maxTokens: 40, logprobs: true },
      { text: "?xx", maxTokens: 38, logprobs: false },
    ]);
  });

  it("takes a suspect that is aborted while it waits out of the queue", async () => {
    const complete = createResilientComplete(fakeInstance(1).instance);
    const controller = new AbortController();
    const a = outcome(complete, "!");
    const b = complete(request("b"), () => {}, controller.signal);
    await new Promise((done) => setTimeout(done, 15));
    controller.abort();
    await b.catch((error) => expect(error).toBeInstanceOf(AbortedError));
    expect(await a).toBe("40 40");
    expect(await outcome(complete, "c")).toBe("40 40");
  });
});

describe("createLane", () => {
  it("starts the instance anew when it keeps too much, never under a running request", async () => {
    const [first, second] = [fakeInstance(), fakeInstance()];
    const lane = createLane(first.instance, async () => second.instance, 500);
    expect(await outcome(lane.complete, "a")).toBe("40 40");
    // 45 tokens of 10 bytes are below the limit, 90 are above.
    const running = outcome(lane.complete, "b");
    expect(await running).toBe("40 40");
    expect(first.requests).toHaveLength(2);
    const both = await Promise.all([outcome(lane.complete, "c"), outcome(lane.complete, "d")]);
    expect(both).toEqual(["40 40", "40 40"]);
    expect(first.isClosed()).toBe(true);
    expect(second.requests).toHaveLength(2);
  });

  it("starts it anew after a crash", async () => {
    const [first, second] = [fakeInstance(), fakeInstance()];
    const lane = createLane(first.instance, async () => second.instance, 500);
    first.crash();
    expect(await outcome(lane.complete, "a")).toBe("40 40");
    expect(second.requests).toHaveLength(1);
  });

  it("tries again when a new start failed", async () => {
    const [first, second] = [fakeInstance(), fakeInstance()];
    let tries = 0;
    const lane = createLane(
      first.instance,
      async () => {
        tries += 1;
        if (tries === 1) throw new Error("no memory");
        return second.instance;
      },
      500,
    );
    first.crash();
    expect(await outcome(lane.complete, "a")).toBe("0 Error: no memory");
    expect(await outcome(lane.complete, "a")).toBe("40 40");
  });

  it("closes what it started while it was being closed", async () => {
    const [first, second] = [fakeInstance(), fakeInstance()];
    let deliver: (instance: Instance) => void = () => {};
    const lane = createLane(
      first.instance,
      () =>
        new Promise((resolve) => {
          deliver = resolve;
        }),
      500,
    );
    first.crash();
    const running = outcome(lane.complete, "a");
    await new Promise((done) => setTimeout(done, 0));
    await lane.close();
    deliver(second.instance);
    expect(await running).toMatch(/unloaded/);
    expect(second.isClosed()).toBe(true);
  });
});
