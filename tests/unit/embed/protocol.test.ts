import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { frameMessageSchema } from "../../../src/embed/protocol/frame-messages";
import { hostMessageSchema } from "../../../src/embed/protocol/host-messages";
import { limits } from "../../../src/embed/protocol/limits";
import { listen, type PortEnd } from "../../../src/embed/protocol/listen";
import { makeOffer } from "../../../src/embed/protocol/offer";
import { createOfferDesk } from "../../../src/embed/protocol/offer-desk";
import { createRateLimit } from "../../../src/embed/protocol/rate-limit";
import { maxProblemLength } from "../../../src/ui/solve/problem-text";

const host = "https://school.example";
const parent = { name: "parent" };

describe("an offer", () => {
  const offer = () => ({ data: makeOffer(), origin: host, source: parent, ports: ["port"] });
  const desk = () => createOfferDesk<string>({ parent, allows: (origin) => origin === host });

  it("is accepted from the page around, where the owner allows it", () => {
    const one = offer();
    expect(desk()(one, 0)).toEqual({
      ...{ kind: "accepted", port: "port", nonce: one.data.nonce, origin: host },
    });
  });

  it("is ignored from another window, and without exactly one port", () => {
    const decide = desk();
    expect(decide({ ...offer(), source: {} }, 0).kind).toBe("ignored");
    expect(decide({ ...offer(), source: null }, 0).kind).toBe("ignored");
    expect(decide({ ...offer(), ports: [] }, 0).kind).toBe("ignored");
    expect(decide({ ...offer(), ports: ["a", "b"] }, 0).kind).toBe("ignored");
    expect(decide(offer(), 0).kind).toBe("accepted");
  });

  it("is refused to a page that the owner does not allow, and of a version that isn't known", () => {
    const decide = desk();
    const stranger = { ...offer(), origin: "https://school.example.evil.example" };
    expect(decide(stranger, 0)).toEqual({ kind: "refused", port: "port", reason: "host" });
    const newer = { ...offer(), data: { ...makeOffer(), version: 2 } };
    expect(decide(newer, 0)).toEqual({ kind: "refused", port: "port", reason: "version" });
  });

  it("is taken once: what comes later, the same or another, is a replay", () => {
    const decide = desk();
    const one = offer();
    expect(decide(one, 0).kind).toBe("accepted");
    expect(decide(one, 1000).kind).toBe("ignored");
    expect(decide(offer(), 2000).kind).toBe("ignored");
  });

  it("of another shape is ignored", () => {
    const decide = desk();
    const { nonce } = makeOffer();
    const shapes = [null, 7, "offer", [], {}, { ...makeOffer(), nonce: "x" }, { nonce }];
    for (const data of shapes) expect(decide({ ...offer(), data }, 0).kind).toBe("ignored");
  });

  it("is not looked at when too many come", () => {
    const decide = desk();
    for (let n = 0; n < limits.burst; n++) decide({ ...offer(), data: n }, 0);
    expect(decide(offer(), 0).kind).toBe("ignored");
    expect(decide(offer(), 1000).kind).toBe("accepted");
  });
});

describe("messages", () => {
  const configure = (options: unknown) =>
    v.safeParse(hostMessageSchema, { kind: "configure", options });

  it("fill in what a host leaves open", () => {
    const { output } = configure({ problem: "1+1" });
    expect(output).toEqual({
      kind: "configure",
      options: {
        ...{ problem: "1+1", model: "demo", samples: null, mode: null, lang: null },
        ...{ theme: "auto", readonly: false, controls: "solve", autorun: false },
        ...{ revealed: true, applink: true },
      },
    });
  });

  it("take no address for a model, and nothing that is too long or of the wrong type", () => {
    expect(configure({ model: "openmath-1.5b-q8_0" }).success).toBe(true);
    for (const model of [
      "https://evil.example/a.gguf",
      "../x",
      "//x",
      "a b",
      "",
      "x".repeat(200),
    ]) {
      expect(configure({ model }).success, model).toBe(false);
    }
    expect(configure({ problem: "x".repeat(limits.problem) }).success).toBe(true);
    expect(configure({ problem: "x".repeat(limits.problem + 1) }).success).toBe(false);
    for (const samples of [0, 65, 1.5, "4", Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(configure({ samples }).success, String(samples)).toBe(false);
    }
    expect(configure({ problem: { toString: "x" } }).success).toBe(false);
    expect(configure({ readonly: "yes" }).success).toBe(false);
    expect(configure(null).success).toBe(false);
  });

  it("of kinds and fields that are not known are ignored, field by field and kind by kind", () => {
    expect(v.safeParse(hostMessageSchema, { kind: "run-code", code: "1" }).success).toBe(false);
    const { output } = configure({ problem: "1", script: "alert(1)" });
    expect(JSON.stringify(output)).not.toContain("alert");
  });

  it("of the frame ask for no more height than there may be", () => {
    const resize = (height: unknown) => v.safeParse(frameMessageSchema, { kind: "resize", height });
    expect(resize(300).success).toBe(true);
    for (const height of [-1, limits.height + 1, 1.5, "300px"]) {
      expect(resize(height).success, String(height)).toBe(false);
    }
  });

  it("hold problems that are too long to be solved, so that they can be shown and refused", () => {
    const { output } = configure({ problem: "x".repeat(maxProblemLength + 2037) });
    expect(output).toMatchObject({ options: { problem: "x".repeat(maxProblemLength + 2037) } });
  });
});

describe("a rate limit", () => {
  const options = { burst: 3, perSecond: 2, flood: 4 };

  it("takes a burst, then so many a second", () => {
    const limit = createRateLimit(options);
    expect([0, 0, 0, 0].map((now) => limit(now))).toEqual(["taken", "taken", "taken", "dropped"]);
    expect([500, 500].map((now) => limit(now))).toEqual(["taken", "dropped"]);
  });

  it("saves up no more than a burst", () => {
    const limit = createRateLimit(options);
    const later = [0, 60_000, 60_000, 60_000, 60_000].map((now) => limit(now));
    expect(later).toEqual(["taken", "taken", "taken", "taken", "dropped"]);
  });

  it("closes for good after a flood", () => {
    const limit = createRateLimit(options);
    for (let n = 0; n < 6; n++) limit(0);
    expect(limit(0)).toBe("closed");
    expect(limit(60_000)).toBe("closed");
  });
});

describe("a port", () => {
  function port() {
    let closed = false;
    const end: PortEnd = {
      onmessage: null,
      postMessage() {},
      close() {
        closed = true;
      },
    };
    const say = (data: unknown) => end.onmessage?.({ data } as MessageEvent);
    return { end, say, isClosed: () => closed };
  }

  it("gives what is as it should be, and nothing else", () => {
    const { end, say } = port();
    const heard: unknown[] = [];
    listen(end, hostMessageSchema, (message) => heard.push(message));
    for (const data of [{ kind: "solve" }, { kind: "fly" }, "solve", { kind: "stop" }]) say(data);
    expect(heard).toEqual([{ kind: "solve" }, { kind: "stop" }]);
  });

  it("is closed to a flood", () => {
    const { end, say, isClosed } = port();
    let heard = 0;
    listen(end, hostMessageSchema, () => heard++);
    for (let n = 0; n < limits.burst + limits.flood + 10; n++) say({ kind: "solve" });
    expect(isClosed()).toBe(true);
    // Time goes on meanwhile, and brings a few more.
    expect(heard).toBeLessThan(limits.burst + limits.perSecond * 10);
  });
});
