import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openRecording } from "../../../tools/eval/recording";
import { readSamples } from "../../../tools/eval/samples";
import { line } from "./lines";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "math-solver-recording-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("openRecording", () => {
  it("begins a file, in a folder that isn't there yet", async () => {
    const file = join(folder, "new/out.jsonl");
    const recording = await openRecording(file, readSamples);
    expect(recording.lines).toEqual([]);
    await recording.add(line("a", 0));
    expect((await openRecording(file, readSamples)).lines).toEqual([line("a", 0)]);
  });

  it("cuts off a torn line, but not before there is one to add", async () => {
    const file = join(folder, "out.jsonl");
    const torn = `${JSON.stringify(line("a", 0))}\n{"id":"b","sam`;
    await writeFile(file, torn);
    const recording = await openRecording(file, readSamples);
    expect(await readFile(file, "utf8")).toBe(torn);
    await Promise.all([1, 2, 3].map((sample) => recording.add(line("a", sample))));
    const samples = (await openRecording(file, readSamples)).lines.map(({ sample }) => sample);
    expect(samples).toEqual([0, 1, 2, 3]);
    expect(recording.lines).toHaveLength(4);
  });
});
