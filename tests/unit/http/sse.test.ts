import { describe, expect, it } from "vitest";
import { readSse } from "../../../src/engine/http/sse";

async function read(...pieces: (string | Uint8Array)[]): Promise<string[]> {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) {
        controller.enqueue(typeof piece === "string" ? encoder.encode(piece) : piece);
      }
      controller.close();
    },
  });
  const events: string[] = [];
  for await (const data of readSse(body)) events.push(data);
  return events;
}

describe("readSse", () => {
  it.each([
    ["LF", "data: a\n\ndata: b\n\n"],
    ["CRLF", "data: a\r\n\r\ndata: b\r\n\r\n"],
    ["CR", "data: a\r\rdata: b\r\r"],
  ])("takes %s line ends", async (_, text) => {
    expect(await read(text)).toEqual(["a", "b"]);
  });

  it("takes any cut between two writes, also inside CRLF and inside a character", async () => {
    const bytes = new TextEncoder().encode(': ping\r\n\r\ndata: {"t":"π≈3"}\r\n\r\ndata:x\r\n\r\n');
    for (let at = 0; at <= bytes.length; at += 1) {
      expect(await read(bytes.slice(0, at), bytes.slice(at))).toEqual(['{"t":"π≈3"}', "x"]);
    }
    expect(await read(...[...bytes].map((byte) => Uint8Array.of(byte)))).toEqual([
      '{"t":"π≈3"}',
      "x",
    ]);
  });

  it("joins several data lines, skips comments and other fields", async () => {
    const text = ": hello\nevent: x\nid: 1\nretry: 5\ndata: a\ndata: b\n\n: ping\n\n\n\n";
    expect(await read(text)).toEqual(["a\nb"]);
  });

  it("gives a last event that lacks its blank line", async () => {
    expect(await read("data: a\n\ndata: [DONE]")).toEqual(["a", "[DONE]"]);
  });

  it("gives nothing for an empty body", async () => {
    expect(await read()).toEqual([]);
  });
});
