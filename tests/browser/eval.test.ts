import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sampleSeed } from "../../tools/eval/samples";

/** Of kinds that the demo model has learned, and one that it must decline. */
const problems = [
  ["gcd", "Find the greatest common divisor of 84 and 126.", "42"],
  ["gcd", "Find the greatest common divisor of 30 and 75.", "15"],
  ["lcm", "Find the least common multiple of 12 and 18.", "36"],
  ["off_scope", "Write a poem about the sea.", null],
].map(([family, problem, expected_answer], index) => ({
  id: `p${index}`,
  problem,
  expected_answer,
  family,
  split: family === "off_scope" ? "off_scope" : "numbers",
}));
const samples = 2;
const total = problems.length * samples;

let folder: string;
let running: ChildProcess | null = null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "math-solver-eval-"));
  const lines = problems.map((problem) => `${JSON.stringify(problem)}\n`);
  await writeFile(join(folder, "data.jsonl"), lines.join(""));
});

afterEach(async () => {
  running?.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

/** Starts the command on the data. */
function start(...more: string[]) {
  return startCommand("--data", join(folder, "data.jsonl"), "--samples", String(samples), ...more);
}

/** The browser's profile lies in the test's folder too: a kill leaves it. */
function startCommand(...argv: string[]) {
  const child = spawn(
    process.execPath,
    ["tools/eval/eval.mjs", "--out", join(folder, "out.jsonl"), ...argv],
    { env: { ...process.env, TMPDIR: folder }, stdio: ["ignore", "pipe", "pipe"] },
  );
  running = child;
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (piece) => {
    output.stdout += piece;
  });
  child.stderr.on("data", (piece) => {
    output.stderr += piece;
  });
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) =>
    child.on("close", (code) => resolve({ code, ...output })),
  );
  return { child, ended, output };
}

async function readOut(name = "out.jsonl"): Promise<string> {
  const file = join(folder, name);
  return existsSync(file) ? readFile(file, "utf8") : "";
}

async function readSummary(): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(join(folder, "out.summary.json"), "utf8"));
}

function parse(content: string): Record<string, unknown>[] {
  return content
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

function toJsonl(lines: readonly object[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** As an earlier evaluation would have left them, which knew equal answers by their letters only. */
function recordedSamples(id: string, expected: string, answers: readonly string[]) {
  return answers.map((answer, sample) => ({
    ...{ id, sample, seed: sampleSeed(1, id, sample), model: "demo", mode: "tir" },
    ...{ temperature: 0.6, max_tokens: 2048, expected, answer, correct: answer === expected },
    ...{ tokens: 20, code_calls: 0, seconds: 1, code_seconds: 0, ended: "answered", error: null },
    ...{ family: "gcd", split: "numbers" },
    text: `Let us see.\n</think>\n\nThe answer is $\\boxed{${answer}}$.`,
  }));
}

describe("npm run eval", () => {
  it("draws samples with the app's engine, is killed, and goes on where it was", {
    timeout: 600_000,
  }, async () => {
    const first = start("--concurrency", "1");
    // Killed once something is written, and before all is.
    while ((await readOut()).split("\n").length < 3) {
      expect(first.child.exitCode, first.output.stderr).toBeNull();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    first.child.kill("SIGKILL");
    await first.ended;
    const before = await readOut();
    expect(parse(before).length).toBeLessThan(total);

    const second = await start().ended;
    expect(second.code, second.stderr).toBe(0);
    expect(second.stderr).toMatch(/holds [1-7] samples; [1-7] remain/);
    const after = await readOut();
    expect(after.startsWith(before.slice(0, before.lastIndexOf("\n") + 1))).toBe(true);
    const lines = parse(after);
    const drawn = lines.map(({ id, sample }) => `${id}/${sample}`).sort();
    expect(drawn).toEqual(
      problems.flatMap(({ id }) => Array.from({ length: samples }, (_, n) => `${id}/${n}`)).sort(),
    );
    expect(lines.every(({ error, seconds }) => error === null && Number(seconds) > 0)).toBe(true);
    // A real model called a real Python and read what it printed.
    expect(lines.some((line) => Number(line.code_calls) > 0 && line.correct)).toBe(true);
    const called = lines.find((line) => Number(line.code_calls) > 0);
    expect(called?.text).toMatch(
      /<tool_call>[\s\S]+<\/tool_call>\n```output\n[\s\S]+```\n```system\n/,
    );

    expect(second.stdout).toMatch(/pass@1\s+maj@2/);
    expect(second.stdout).toMatch(/\nall\s+3 /);
    expect(second.stdout).toMatch(/\ngcd\s+2 /);
    expect(second.stdout).toMatch(/declined: .* of 1 problems/);
    expect(await readSummary()).toMatchObject({ model: "demo", samples, all: { samples: 6 } });

    // All is there: nothing is drawn again.
    const third = await start().ended;
    expect(third).toMatchObject({ code: 0, stdout: second.stdout });
    expect(third.stderr).not.toMatch(/Engine:/);
    expect(await readOut()).toBe(after);
  });

  it("compares answers with the app's engine, goes on where it was, and scores it again", {
    timeout: 900_000,
  }, async () => {
    // Recorded, so that answers compete whatever the model would say now.
    const recorded = recordedSamples("p0", "42", ["42", "21", "42", "6"]);
    await writeFile(join(folder, "out.jsonl"), toJsonl(recorded));
    const more = ["--select", "genselect", "--comparisons", "2", "--comparison-tokens", "200"];
    const argv = ["--data", join(folder, "data.jsonl"), "--limit", "2", "--samples", "4", ...more];

    const first = await startCommand(...argv).ended;
    expect(first.code, first.stderr).toBe(0);
    expect(first.stderr).toMatch(/holds 4 samples; 4 remain/);
    expect(first.stdout).toMatch(/pass@1\s+maj@4\s+GenSelect@4/);
    const drawn = parse(await readOut()).slice(4);
    expect(drawn.map(({ id }) => id)).toEqual(["p1", "p1", "p1", "p1"]);
    // The engine gives log-probabilities: a number between 0 and 1; and those of the likeliest tokens.
    for (const { confidence, trace } of drawn) {
      expect(trace).toMatchObject({
        ...{ mean: expect.any(Number), tail: expect.any(Number) },
        ...{ lowest_group: expect.any(Number), bottom_tenth: expect.any(Number) },
      });
      expect(confidence).toBeGreaterThan(0);
      expect(confidence).toBeLessThanOrEqual(1);
    }
    const content = await readOut("out.genselect.jsonl");
    const all = parse(content).find(
      ({ id, samples }) => id === "p0" && JSON.stringify(samples) === "[0,1,2,3]",
    );
    expect(all).toMatchObject({
      answers: [{ answer: "42", samples: [0, 2] }, { answer: "21" }, { answer: "6" }],
      // Two were asked for: rounded up to a multiple of the answers.
      comparisons: [{ error: null }, { error: null }, { error: null }],
      error: null,
    });
    expect(Number(all?.tokens)).toBeGreaterThan(1);

    // Cut off in the middle of its last line.
    const end = content.lastIndexOf("\n", content.length - 2) + 1;
    await writeFile(join(folder, "out.genselect.jsonl"), content.slice(0, end + 40));
    const second = await startCommand(...argv).ended;
    expect(second.code, second.stderr).toBe(0);
    expect(second.stderr).toMatch(/comparisons of \d+ subsets recorded, 1 missing/);
    const again = await readOut("out.genselect.jsonl");
    expect(again.startsWith(content.slice(0, end))).toBe(true);
    const subsets = (text: string) => parse(text).map(({ id, samples }) => `${id} ${samples}`);
    expect(subsets(again)).toEqual(subsets(content));
    const summary = await readSummary();
    expect(summary).toMatchObject({
      ...{ select: "genselect", samples: 4, comparisons: 2 },
      all: { by_k: [{ k: 1 }, { k: 2 }, { k: 4, genselect: { problems: 2 } }] },
    });

    // Neither model nor data: what is recorded says all.
    const third = await startCommand("--rescore", "--select", "genselect").ended;
    expect(third).toMatchObject({ code: 0, stdout: second.stdout });
    expect(third.stderr).not.toMatch(/Engine:/);
    expect(await readSummary()).toEqual({ ...summary, data: null });
    expect(await readOut("out.genselect.jsonl")).toBe(again);
  });

  it("judges recorded samples anew, with Math-Verify", { timeout: 600_000 }, async () => {
    const answers = ["(x+1)^2", "(x+1)(x+1)", "x^2+1", "x^2+2x+1"];
    const recorded = toJsonl(recordedSamples("powers", "x^2+2x+1", answers));
    await writeFile(join(folder, "out.jsonl"), recorded);
    const { code, stderr, stdout } = await startCommand("--rescore").ended;
    expect(code, stderr).toBe(0);
    expect(stderr).toMatch(/Judged anew: 2 samples are right that were wrong when drawn, 0/);
    expect(stdout).toMatch(/\nall\s+1\s+75\.0 % \([^)]*\)\s+100\.0 %/);
    expect(await readOut()).toBe(recorded);
  });

  it("says what is wrong with the command line", async () => {
    const { code, stderr } = await start("--model", "no-such-model").ended;
    expect(code).toBe(2);
    expect(stderr).toMatch(/neither a model public\/models\/no-such-model.gguf nor a file/);
  });
});
