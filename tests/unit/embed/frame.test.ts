import { describe, expect, it, vi } from "vitest";
import { allowsEmbedders } from "../../../src/embed/frame/embedders";
import { placeIn } from "../../../src/embed/frame/engine-turn";
import { situationOf } from "../../../src/embed/frame/model-situation";
import { throttle } from "../../../src/embed/frame/throttle";
import { xapiStatement } from "../../../src/embed/frame/xapi-statement";
import type { WidgetAnswer } from "../../../src/embed/protocol/state";
import type { LibraryState } from "../../../src/models/library";

describe("the place in the queue", () => {
  const name = "math-solver engine";
  const held = [
    { name, clientId: "a" },
    { name: "mine", clientId: "c" },
  ];

  it("counts who asked before", () => {
    const pending = ["b", "c", "d"].map((clientId) => ({ name, clientId }));
    expect(placeIn({ held, pending }, "mine")).toBe(2);
  });

  it("is none for who does not wait, and other locks don't count", () => {
    expect(placeIn({ held, pending: [{ name, clientId: "b" }] }, "mine")).toBe(null);
    const pending = [
      { name: "run 7", clientId: "b" },
      { name, clientId: "c" },
    ];
    expect(placeIn({ held, pending }, "mine")).toBe(1);
    expect(placeIn({ held: [], pending }, "mine")).toBe(null);
  });
});

describe("pages around", () => {
  it("must all be allowed", () => {
    const rules = { hosts: ["https://a.example", "https://b.example"] };
    expect(allowsEmbedders(rules, ["https://a.example", "https://b.example"])).toBe(true);
    expect(allowsEmbedders(rules, ["https://a.example", "https://evil.example"])).toBe(false);
  });

  it("that a browser doesn't tell are allowed only where all are", () => {
    expect(allowsEmbedders({ hosts: "*" }, [])).toBe(true);
    expect(allowsEmbedders({ hosts: ["https://a.example"] }, [])).toBe(false);
  });
});

describe("the model that is asked for", () => {
  const empty: LibraryState = {
    ...{ kind: "open", models: [] },
    storage: { usedBytes: null, quotaBytes: null, persisted: null },
  };

  it("is there at once if it comes with the app", () => {
    expect(situationOf("demo", null, null)).toMatchObject({
      kind: "ready",
      source: { kind: "demo" },
    });
  });

  it("is looked for, then asked about", () => {
    expect(situationOf("openmath-1.5b-q8_0", null, null).kind).toBe("looking");
    expect(situationOf("openmath-1.5b-q8_0", empty, null).kind).toBe("missing");
    expect(situationOf("openmath-1.5b-q8_0", empty, "OpenMath").kind).toBe("ready");
    expect(situationOf("nonsense", empty, null).kind).toBe("unknown");
  });
});

describe("an xAPI statement", () => {
  const answer: WidgetAnswer = {
    ...{ problem: "6·7?", answer: "42", votes: 3, allVotes: 4, samples: 4 },
    ...{ stopped: false, seconds: 3.217, tokens: 80, model: "Demo", decidedBy: "vote", tie: [] },
  };
  const options = { solver: "https://solver.example/embed.html", id: "i", time: new Date(0) };

  it("has what the specification asks for", () => {
    const statement = xapiStatement({ answer, ...options });
    expect(statement.verb.id).toBe("http://adlnet.gov/expapi/verbs/answered");
    expect(statement.object.id).toBe("https://solver.example/embed.html#problem=6%C2%B77%3F");
    expect(statement.result).toMatchObject({
      ...{ response: "42", completion: true, duration: "PT3.22S" },
    });
    expect(Object.values(statement.result.extensions)).toEqual([3, 4, 4, "Demo"]);
    expect(statement.timestamp).toBe("1970-01-01T00:00:00.000Z");
  });

  it("without an answer has no response", () => {
    const { result } = xapiStatement({ answer: { ...answer, answer: null }, ...options });
    expect("response" in result).toBe(false);
  });
});

describe("throttled work", () => {
  it("is done at once, then once for all that came meanwhile", () => {
    vi.useFakeTimers();
    let done = 0;
    const call = throttle(() => done++, 100);
    for (let n = 0; n < 5; n++) call();
    expect(done).toBe(1);
    vi.advanceTimersByTime(100);
    expect(done).toBe(2);
    vi.advanceTimersByTime(1000);
    expect(done).toBe(2);
    call();
    expect(done).toBe(3);
    vi.useRealTimers();
  });
});
