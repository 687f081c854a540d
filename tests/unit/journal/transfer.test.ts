import { describe, expect, it } from "vitest";
import { RunImportError } from "../../../src/journal/errors";
import type { PackedEvent } from "../../../src/journal/packed-events";
import type { SavedRequest } from "../../../src/journal/run-record";
import { exportRuns, readExportedRuns } from "../../../src/journal/transfer";
import { figures, sampleRun } from "../ui/history/sample-run";

const packed = (events = sampleRun.events) =>
  events.map(({ seconds, event }): PackedEvent => ({ kind: "event", at: seconds, event }));

function file(change: Partial<SavedRequest>, events = packed()): string {
  const { record } = sampleRun;
  return exportRuns([{ record: { ...record, request: { ...record.request, ...change } }, events }]);
}

describe("a file of runs", () => {
  it("is read as it was written", () => {
    const { record } = sampleRun;
    expect(readExportedRuns(file({}))).toEqual([
      { record: { ...record, deletedAt: null }, events: packed() },
    ]);
  });

  it.each<[string, Partial<SavedRequest>]>([
    ["tokens without end", { maxTokens: 10_000_001 }],
    ["no tokens", { maxTokens: 0 }],
    ["a Python call without end", { codeLimits: { seconds: 1e9, characters: 10 } }],
    ["output without end", { codeLimits: { seconds: 1, characters: 1e12 } }],
    ["calls without end", { codeExecutions: 1e9 }],
    ["comparisons without end", { comparisons: 1e6 }],
    ["long comparisons without end", { comparisonTokens: 1e9 }],
    ["a budget of time without end", { budget: { seconds: 1e9, tokens: null } }],
    ["a budget of tokens without end", { budget: { seconds: null, tokens: 1e15 } }],
    ["a temperature beyond all", { temperature: 1e6 }],
    ["a seed that is none", { seed: 2 ** 40 }],
  ])("that asks for %s is refused in words", (_, change) => {
    expect(() => readExportedRuns(file(change))).toThrow(RunImportError);
    expect(() => readExportedRuns(file(change))).toThrow(/no run may be asked\. .*must be .*not/);
  });

  it("with a figure that is larger than it says is refused", () => {
    const text = file({});
    const [figure] = figures;
    expect(text).toContain(figure?.png);
    const huge = "iVBORw0KGgoAAAANSUhEUgAAPoAAAD6AAQAAAABp";
    expect(() => readExportedRuns(text.replaceAll(figure?.png ?? "", huge))).toThrow(
      RunImportError,
    );
  });
});
