import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { frameMessageSchema } from "../../../src/embed/protocol/frame-messages";
import { hostMessageSchema } from "../../../src/embed/protocol/host-messages";
import { allowsHost, HostRulesError, readHostRules } from "../../../src/embed/protocol/host-rules";
import { parseChunk } from "../../../src/engine/http/chunk";
import { readSse } from "../../../src/engine/http/sse";
import { RunImportError } from "../../../src/journal/errors";
import { exportRuns, readExportedRuns } from "../../../src/journal/transfer";
import { sampleRun } from "../ui/history/sample-run";
import { mutated, odd } from "./arbitraries";
import { fuzzRuns } from "./fuzz-runs";

const settings = { numRuns: fuzzRuns(3000), seed: 17 };

describe("run files", () => {
  const { record, events } = sampleRun;
  const file = exportRuns([{ record, events: [] }]);

  it("are read whole or refused in words, whatever was changed in them", () => {
    const good: unknown = JSON.parse(exportRuns([{ record, events: [] }]));
    expect(readExportedRuns(file)).toHaveLength(1);
    expect(events.length).toBeGreaterThan(0);
    const text = fc.oneof(
      mutated(good).map((value) => JSON.stringify(value) ?? ""),
      fc.tuple(fc.nat(file.length), fc.string()).map(([at, put]) => file.slice(0, at) + put),
      fc.json(),
    );
    fc.assert(
      fc.property(text, (one) => {
        try {
          for (const run of readExportedRuns(one)) expect(run.record.deletedAt).toBeNull();
        } catch (error) {
          if (!(error instanceof RunImportError)) throw error;
          expect(error.message).toMatch(/Nothing was imported\.$/);
        }
      }),
      settings,
    );
  });
});

describe("messages of the widget", () => {
  it("are taken as the schema says or not at all, and no other field comes through", () => {
    const message = fc.oneof(
      fc.record({
        kind: fc.constantFrom("configure", "solve", "stop", "get-state", "resize", "error"),
      }),
      fc.record({ kind: fc.constant("resize"), height: odd }),
      fc.record({ kind: fc.constant("configure"), options: fc.dictionary(fc.string(), odd) }),
      fc.anything(),
    );
    fc.assert(
      fc.property(message, (one) => {
        for (const schema of [hostMessageSchema, frameMessageSchema]) {
          const { success, output } = v.safeParse(schema, one);
          if (success && output.kind === "resize") expect(output.height).toBeGreaterThanOrEqual(0);
        }
      }),
      settings,
    );
  });

  it("come only from hosts that the owner's file names", () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.oneof(fc.webUrl(), fc.string()), (host, other) => {
        const { origin } = new URL(host);
        try {
          const rules = readHostRules(JSON.stringify({ hosts: [other] }));
          if (allowsHost(rules, origin)) expect(origin).toContain(other.replace(/^.*\*/, ""));
        } catch (error) {
          if (!(error instanceof HostRulesError)) throw error;
        }
      }),
      settings,
    );
  });
});

describe("a server's stream", () => {
  const chunk = { choices: [{ text: "x", finish_reason: "stop", logprobs: null }], usage: null };

  it("is read event by event, whatever an event holds", () => {
    fc.assert(
      fc.property(fc.oneof(mutated(chunk), fc.anything()), (one) => {
        const text = JSON.stringify(one, (_, value) => (typeof value === "bigint" ? 1 : value));
        const read = parseChunk(text ?? "");
        if (read) expect(typeof read.text).toBe("string");
      }),
      settings,
    );
  });

  it("gives the same events however it is cut into pieces", async () => {
    const line = fc.constantFrom(
      ...["data: a", "data:b", "data: ", ": ping", "event: x", "", "data: π≈", "id: 1", "x"],
    );
    const text = fc.array(fc.tuple(line, fc.constantFrom("\n", "\r\n", "\r", "\n\n")), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        async (lines, sizes) => {
          const bytes = new TextEncoder().encode(lines.flat().join(""));
          expect(await events(bytes, sizes)).toEqual(await events(bytes, [bytes.length || 1]));
        },
      ),
      settings,
    );
  });

  async function events(bytes: Uint8Array, sizes: readonly number[]): Promise<string[]> {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1;
          controller.enqueue(bytes.subarray(at, at + size));
          at += size;
        }
        controller.close();
      },
    });
    const found: string[] = [];
    for await (const data of readSse(body)) found.push(data);
    return found;
  }
});
