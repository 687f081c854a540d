import { existsSync } from "node:fs";
import { appendFile, mkdir, readFile, truncate, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { sameAnswer } from "../../src/solver/same-answer";
import { type EvalArgs, readArgs, UsageError, usage } from "./args";
import { startBrowserPage } from "./browser-page";
import { startDevServer } from "./dev-server";
import { drive, type SampleOutcome } from "./drive";
import { findModel } from "./model";
import { type Problem, readProblems } from "./problems";
import { createProgress } from "./progress";
import {
  checkSameEvaluation,
  type Job,
  readSamples,
  remainingJobs,
  type SampleLine,
} from "./samples";
import { formatSummary, summarise } from "./summary";

/** @returns the exit code: 0, or 2 when the command line can't be carried out, or 1 */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const args = readArgs(argv);
    if (args) await evaluate(args);
    else console.log(usage);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\nSee: npm run eval -- --help`);
      return 2;
    }
    console.error(error instanceof Error ? error.message : error);
    console.error("What was finished is kept; the same command goes on from there.");
    return 1;
  }
}

async function evaluate(args: EvalArgs): Promise<void> {
  const all = readProblems(await readData(args.data), args.data);
  const problems = all.slice(0, args.limit ?? all.length);
  const lines = await readEarlier(args, all);
  const wanted = new Set(problems.map(({ id }) => id));
  const counted = (line: SampleLine) => wanted.has(line.id) && line.sample < args.samples;
  const jobs = remainingJobs(problems, args, lines);
  if (lines.length > 0) log(`${args.out} holds ${lines.length} samples; ${jobs.length} remain.`);
  if (jobs.length > 0) {
    await mkdir(dirname(resolve(args.out)), { recursive: true });
    await draw(args, jobs, async (line) => {
      lines.push(line);
      await appendFile(args.out, `${JSON.stringify(line)}\n`);
    });
  }
  const summary = summarise(lines.filter(counted), sameAnswer);
  const { data, model, mode, samples, seed, temperature, maxTokens } = args;
  const about = { data, model, mode, samples, seed, temperature, max_tokens: maxTokens };
  await writeFile(
    `${args.out.replace(/\.jsonl$/, "")}.summary.json`,
    `${JSON.stringify({ ...about, ...summary }, null, 2)}\n`,
  );
  console.log(formatSummary(summary));
}

async function readData(file: string): Promise<string> {
  if (!existsSync(file)) throw new UsageError(`There is no file ${file} (--data).`);
  return readFile(file, "utf8");
}

/** Earlier samples of the same evaluation. Cuts off a line that a crash left torn. */
async function readEarlier(args: EvalArgs, problems: readonly Problem[]): Promise<SampleLine[]> {
  if (!existsSync(args.out)) return [];
  const content = await readFile(args.out, "utf8");
  const { lines, wholeBytes } = readSamples(content, args.out);
  checkSameEvaluation(lines, args, problems);
  if (wholeBytes < Buffer.byteLength(content)) await truncate(args.out, wholeBytes);
  return [...lines];
}

async function draw(
  args: EvalArgs,
  jobs: readonly Job[],
  onLine: (line: SampleLine) => Promise<void>,
): Promise<void> {
  const server = await startDevServer(args.model);
  try {
    const setup = {
      model: findModel(args.model, server.url),
      mode: args.mode,
      maxSequences: args.concurrency,
      maxTokens: args.maxTokens,
      temperature: args.temperature,
    };
    const progress = createProgress(jobs.length, log);
    await drive({
      jobs,
      pages: args.pages,
      concurrency: args.concurrency,
      startPage: () => startBrowserPage({ url: server.url, setup, log }),
      onSample: async (job, outcome) => {
        progress.finished(outcome);
        await onLine(toLine(args, job, outcome));
      },
      log,
    });
    progress.close();
  } finally {
    await server.close();
  }
}

function toLine(args: EvalArgs, { problem, sample, seed }: Job, one: SampleOutcome): SampleLine {
  return {
    id: problem.id,
    sample,
    seed,
    model: args.model,
    mode: args.mode,
    temperature: args.temperature,
    max_tokens: args.maxTokens,
    expected: problem.expected,
    answer: one.answer,
    correct: one.correct,
    tokens: one.tokens,
    code_calls: one.codeCalls,
    seconds: milli(one.seconds),
    code_seconds: milli(one.codeSeconds),
    ended: one.ended,
    error: one.error,
    family: problem.family,
    split: problem.split,
    text: one.text,
  };
}

function milli(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

/** Not stdout: that is for the summary. */
function log(line: string): void {
  console.error(line);
}
