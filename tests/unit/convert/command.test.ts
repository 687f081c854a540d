import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { convertModel } from "../../../src/models/convert/convert-model";
import { createFolderSink } from "../../../tools/convert/folder-sink";
import { main } from "../../../tools/convert/main";
import { convertTo, fixtures, openPath } from "./helpers";

// A busy machine may take long.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const mixed = join(fixtures, "mixed.gguf");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "math-solver-convert-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(...args: readonly string[]) {
  const child = spawn(process.execPath, ["tools/convert/convert.mjs", ...args]);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data) => {
      output += data;
    });
  }
  const code = await new Promise((resolve) => child.on("close", resolve));
  return { code, output };
}

describe("npm run convert", () => {
  it("writes a package, and overwrites nothing", async () => {
    const out = join(folder, "made");
    const args = [mixed, "--format", "q4f32_1", "--out", out];
    const first = await run(...args);
    expect(first).toMatchObject({ code: 0, output: expect.stringMatching(/5 files, 0\.\d MB/) });
    const wanted = await convertTo(await openPath(mixed), "q4f32_1");
    for (const [name, bytes] of wanted.files) {
      expect((await readFile(join(out, name))).equals(bytes), name).toBe(true);
    }
    expect((await readdir(out)).length).toBe(wanted.files.size);
    await expect(createFolderSink(out).begin([])).rejects.toThrow(
      /is not empty, and nothing is overwritten\. Name another/,
    );
  });

  it.each([
    [["--format", "q4f16_1", "--out", "x"], 2, /^Name one source\..*npm run convert/s],
    [[mixed, "--format", "q5", "--out", "x"], 2, /^Name one of the formats/],
    [[mixed, "--format", "q4f16_1"], 2, /^Name a folder to write to/],
    [[mixed, "--fromat", "q4f16_1"], 2, /--fromat/],
    [
      ["no/such.gguf", "--format", "q0f32", "--out", "x"],
      1,
      /^There is no file or folder no\/such/,
    ],
    [[fixtures, "--format", "q0f32", "--out", "x"], 1, /Give the GGUF file itself: mixed\.gguf/],
    [["--help"], 0, /^Converts a model/],
  ])("with %j ends with %i and says why", async (args, code, words) => {
    const lines: string[] = [];
    const write = (line: string) => void lines.push(line);
    const spies = [
      vi.spyOn(console, "log").mockImplementation(write),
      vi.spyOn(console, "error").mockImplementation(write),
    ];
    const ended = await main(args).finally(() => {
      for (const spy of spies) spy.mockRestore();
    });
    expect(lines.join("\n")).toMatch(words);
    expect(ended).toBe(code);
  });
});

describe("a folder", () => {
  it("gets a package only when it is whole; what a killed run left makes way", async () => {
    const out = join(folder, "broken");
    await mkdir(`${out}.partial`);
    await writeFile(join(`${out}.partial`, "params_shard_9.bin"), "half");
    const source = await openPath(mixed);
    const looks: string[][] = [];
    const sink = createFolderSink(out);
    await convertModel({
      ...{ source, format: "q0f32", sink: { ...sink, finish: async () => sink.discard() } },
      onProgress: () => void readdir(folder).then((names) => looks.push(names)),
    });
    expect(looks.flat()).not.toContain("broken");
    expect(await readdir(folder)).not.toContain("broken.partial");
    await convertModel({ source, format: "q0f32", sink: createFolderSink(`${out}/`) });
    expect(await readdir(out)).not.toContain("params_shard_9.bin");
    expect(await readdir(folder)).not.toContain("broken.partial");
  });

  it("of other things under that name is left alone", async () => {
    const out = join(folder, "theirs");
    await mkdir(`${out}.partial`);
    await writeFile(join(`${out}.partial`, "diary.txt"), "Dear diary");
    await expect(createFolderSink(out).begin([])).rejects.toThrow(
      /theirs\.partial holds diary\.txt/,
    );
    expect(await readdir(`${out}.partial`)).toEqual(["diary.txt"]);
  });
});
