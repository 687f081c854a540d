import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import type { Engine } from "../../src/engine/engine";
import type { SameAnswer } from "../../src/solver/equality";
import { selectionRules } from "../../src/solver/selection/registry";
import type { NodeEngineParams } from "../node-engine/open-engine";
import { type Choice, readArgs, UsageError, usage } from "./args";
import { startMathVerifyPage } from "./browser-page";
import { createCheckedEquality } from "./checked-equality";
import { startDevServer } from "./dev-server";
import { drawComparisons, drawSamples } from "./draw";
import { formatSummary } from "./format-summary";
import { checkSameComparisons, type GenSelectLine, readGenSelect } from "./genselect-lines";
import { remainingComparisons } from "./genselect-subsets";
import { lazy } from "./lazy";
import { measure } from "./measure";
import { modelFile } from "./model";
import { messageOf } from "./outcome";
import { countedLines, makePlan, type Plan } from "./plan";
import { type Problem, readProblems } from "./problems";
import { openRecording, type Recording } from "./recording";
import { readSamples, remainingJobs, type SampleLine } from "./samples";
import { type ScoredProblem, scoreSamples } from "./score";
import { summarise } from "./summary";

/**
 * @param openNodeEngine opens our GPU engine in this process
 * @returns the exit code: 0, or 2 when the command line can't be carried out, or 1
 */
export async function main(
  argv: readonly string[],
  openNodeEngine: OpenNodeEngine,
): Promise<number> {
  try {
    const args = readArgs(argv);
    if (!args) {
      console.log(usage);
      return 0;
    }
    const recordings = {
      samples: await openRecording(args.out, readSamples),
      comparisons: comparesAnswers(args.select)
        ? await openRecording(beside(args.out, "genselect.jsonl"), readGenSelect)
        : null,
    };
    const data = args.data === null ? null : await readData(args.data);
    const { samples, comparisons } = recordings;
    await evaluate(
      makePlan(args, data, samples.lines, comparisons?.lines ?? []),
      recordings,
      openNodeEngine,
    );
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\nSee: npm run eval -- --help`);
      return 2;
    }
    console.error(messageOf(error));
    console.error("What was finished is kept; the same command goes on from there.");
    return 1;
  }
}

function comparesAnswers(select: Choice): boolean {
  return select === "all" || selectionRules[select].compares;
}

async function readData(file: string): Promise<Problem[]> {
  if (!existsSync(file)) throw new UsageError(`There is no file ${file} (--data).`);
  return readProblems(await readFile(file, "utf8"), file);
}

type OpenNodeEngine = (params: NodeEngineParams) => Promise<Engine>;

/** What the steps of an evaluation share. */
interface Workshop {
  readonly plan: Plan;
  readonly same: SameAnswer;
  /** Null: each page has its own. */
  engine(): Promise<Engine | null>;
  /** The dev server's address. */
  url(): Promise<string>;
}

interface Recordings {
  readonly samples: Recording<SampleLine>;
  /** Null: nothing is compared. */
  readonly comparisons: Recording<GenSelectLine> | null;
}

async function evaluate(
  plan: Plan,
  { samples, comparisons }: Recordings,
  openNodeEngine: OpenNodeEngine,
): Promise<void> {
  const server = lazy(() => startDevServer(plan.model));
  const url = async () => (await server.get()).url;
  const equality = createCheckedEquality(
    async () => startMathVerifyPage({ url: await url(), log }),
    log,
  );
  const ofNode = lazy(() => openEngine(plan, openNodeEngine));
  const engine = async () => (plan.engine === "node" ? (await ofNode.get()).engine : null);
  const workshop: Workshop = { plan, same: equality.same, engine, url };
  try {
    if (!plan.rescore) await drawMissing(workshop, samples);
    const lines = countedLines(plan, samples.lines);
    const scored = await scoreSamples(lines, equality.same);
    reportChanges(lines, scored);
    if (comparisons) await compareMissing(workshop, samples.lines, scored, comparisons);
    const measured = measure({
      problems: scored,
      comparisons: comparisons?.lines ?? null,
      atOnce: plan.concurrency,
    });
    const summary = summarise(measured, lines);
    await writeFile(
      beside(plan.out, "summary.json"),
      `${JSON.stringify({ ...about(plan), ...summary }, null, 2)}\n`,
    );
    console.log(formatSummary(summary, plan.select));
  } finally {
    await equality.close();
    await server.close();
    await ofNode.close();
  }
}

/** Tokens of a text, where the GPU's memory and the model allow as many. */
const longestText = 32_768;

/** Our GPU engine in this process. */
async function openEngine({ model, concurrency }: Plan, openNodeEngine: OpenNodeEngine) {
  const engine = await openNodeEngine({
    file: modelFile(model),
    ...{ contextLength: longestText, maxSequences: concurrency },
    log,
  });
  return { engine, close: () => engine.unload() };
}

async function drawMissing(
  { plan, same, engine, url }: Workshop,
  recording: Recording<SampleLine>,
): Promise<void> {
  const jobs = remainingJobs(plan.problems, plan, recording.lines);
  const there = recording.lines.length;
  if (there > 0) log(`${plan.out} holds ${there} samples; ${jobs.length} remain.`);
  if (jobs.length === 0) return;
  await drawSamples({ plan, jobs, recording, same, engine, url: await url(), log });
}

/** @param lines all recorded samples */
async function compareMissing(
  { plan, same, engine, url }: Workshop,
  lines: readonly SampleLine[],
  scored: readonly ScoredProblem[],
  recording: Recording<GenSelectLine>,
): Promise<void> {
  checkSameComparisons(recording.lines, lines, plan, recording.file);
  const jobs = remainingComparisons(scored, plan.problems, lines, recording.lines, plan);
  const there = recording.lines.length;
  if (there > 0 || plan.rescore) {
    log(`${recording.file}: comparisons of ${there} subsets recorded, ${jobs.length} missing.`);
  }
  if (jobs.length === 0 || plan.rescore) return;
  await drawComparisons({ plan, jobs, recording, same, engine, url: await url(), log });
}

/** Says which samples are judged otherwise than when they were drawn. */
function reportChanges(lines: readonly SampleLine[], scored: readonly ScoredProblem[]): void {
  const right = new Set(
    scored.flatMap(({ id, samples }) =>
      samples.flatMap(({ sample, correct }) => (correct ? [`${sample} ${id}`] : [])),
    ),
  );
  const now = (one: SampleLine) => right.has(`${one.sample} ${one.id}`);
  const gained = lines.filter((one) => now(one) && !one.correct).length;
  const lost = lines.filter((one) => !now(one) && one.correct).length;
  if (gained + lost > 0) {
    log(
      `Judged anew: ${gained} samples are right that were wrong when drawn, ${lost} the reverse.`,
    );
  }
}

/** OUT.jsonl → OUT.summary.json */
function beside(out: string, extension: string): string {
  return `${out.replace(/\.jsonl$/, "")}.${extension}`;
}

function about(plan: Plan) {
  const { data, model, mode, samples, seed, temperature, maxTokens, select } = plan;
  const { comparisons, comparisonTokens, concurrency } = plan;
  return {
    ...{ data, model, mode, samples, seed, temperature, max_tokens: maxTokens, select },
    ...(comparesAnswers(select) ? { comparisons, comparison_tokens: comparisonTokens } : {}),
    concurrency,
  };
}

/** Not stdout: that is for the summary. */
function log(line: string): void {
  console.error(line);
}
