import { describe, expect, it } from "vitest";
import { decideStop } from "../../../src/engine/http/stop";
import { createStopScanner } from "../../../src/engine/stop-scanner";

describe("createStopScanner", () => {
  it("finds a stop string however the text is cut", () => {
    const text = "a</b></tool_call>rest";
    for (let size = 1; size <= text.length; size += 1) {
      const scanner = createStopScanner(["</tool_call>", "nowhere"]);
      let kept = "";
      let stop: string | null = null;
      for (let at = 0; at < text.length && stop === null; at += size) {
        const piece = text.slice(at, at + size);
        const found = scanner.push(piece);
        kept += found ? piece.slice(0, found.keep) : piece;
        stop = found?.stop ?? null;
      }
      expect([kept, stop]).toEqual(["a</b></tool_call>", "</tool_call>"]);
    }
  });

  it("takes the one that ends first", () => {
    expect(createStopScanner(["cd", "bc"]).push("abcd")).toEqual({ keep: 3, stop: "bc" });
  });

  it("never finds anything without stop strings", () => {
    expect(createStopScanner([]).push("abc")).toBeNull();
  });
});

describe("decideStop", () => {
  const stops = ["</tool_call>"];
  const closed = { kind: "stop-string", stop: "</tool_call>", missing: "</tool_call>" };

  it("believes a server that tells", () => {
    const text = "<tool_call>\nprint(1)\n";
    expect(decideStop({ text, stops, matched: "eos" })).toEqual({ kind: "end-of-turn" });
    expect(decideStop({ text: "1 <", stops, matched: { stop: "</tool_call>" } })).toEqual(closed);
  });

  it("takes an unclosed opening tag for the stop string's coming", () => {
    expect(decideStop({ text: "<tool_call>\nprint(1)\n", stops, matched: null })).toEqual(closed);
  });

  it("takes a closed or absent tag for the end of the turn", () => {
    const text = "<tool_call>1</tool_call> so \\boxed{1}";
    expect(decideStop({ text, stops, matched: null })).toEqual({ kind: "end-of-turn" });
    expect(decideStop({ text: "1 < 2 <", stops, matched: null })).toEqual({ kind: "end-of-turn" });
    expect(decideStop({ text: "a", stops: ["\n\n"], matched: null })).toEqual({
      kind: "end-of-turn",
    });
  });

  it("completes a stop string whose beginning the server let through", () => {
    expect(decideStop({ text: "<tool_call>1</tool", stops, matched: null })).toEqual({
      ...closed,
      missing: "_call>",
    });
  });
});
