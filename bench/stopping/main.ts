import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { UsageError } from "../../tools/eval/args";
import { readSamples } from "../../tools/eval/samples";
import { compare, type Score } from "./compare";
import { plotScores } from "./plot";
import { fromEvaluation, type RecordedProblem } from "./recorded";
import { contestants } from "./rules";
import { synthetic } from "./synthetic";

const usage = `npm run bench:stopping -- [FILE.jsonl ...] [options]

What each stopping rule would have cost and kept on recorded samples: files that npm run eval wrote
with --samples N. Without a file, on a made-up set.

  --out FILE     the plot, an SVG file                            (results/stopping.svg)
  --samples N    of each problem, at most                         (all; 16 when made up)
  --at-once C    samples that run together                        (4)
  --orders R     runs of each problem, samples in other orders    (20)
  --problems P   of the made-up set                               (200)
  --seed S       of the orders, and of the made-up set            (1)`;

interface Args {
  readonly files: readonly string[];
  readonly out: string;
  readonly samples: number | null;
  readonly atOnce: number;
  readonly orders: number;
  readonly problems: number;
  readonly seed: number;
}

/** @returns the exit code: 0, or 2 when the command line can't be carried out, or 1 */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const args = readArgs(argv);
    if (args) await bench(args);
    else console.log(usage);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    if (!(error instanceof UsageError)) return 1;
    console.error("See: npm run bench:stopping -- --help");
    return 2;
  }
}

/** @returns null when help was asked for @throws {@link UsageError} */
export function readArgs(argv: readonly string[]): Args | null {
  const { values, positionals } = parse(argv);
  if (values.help) return null;
  return {
    files: positionals,
    out: values.out,
    samples: values.samples === undefined ? null : whole("--samples", values.samples),
    atOnce: whole("--at-once", values["at-once"]),
    orders: whole("--orders", values.orders),
    problems: whole("--problems", values.problems),
    seed: whole("--seed", values.seed),
  };
}

function parse(argv: readonly string[]) {
  const text = (value: string) => ({ type: "string", default: value }) as const;
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        out: text("results/stopping.svg"),
        samples: { type: "string" },
        "at-once": text("4"),
        orders: text("20"),
        problems: text("200"),
        seed: text("1"),
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function whole(flag: string, value: string): number {
  if (/^\d{1,9}$/.test(value) && Number(value) > 0) return Number(value);
  throw new UsageError(`${flag} is a whole number from 1, not "${value}".`);
}

async function bench(args: Args): Promise<void> {
  const problems = await readProblems(args);
  const { atOnce, orders, seed } = args;
  const rules = contestants(problems, atOnce);
  const scores = compare({ problems, contestants: rules, atOnce, orders, seed });
  const most = Math.max(...problems.map(({ samples }) => samples.length));
  const source = args.files.length > 0 ? args.files.join(", ") : "made-up samples";
  const title = `${problems.length} problems, up to ${most} samples, ${atOnce} at once (${source})`;
  console.log(`${title}\n\n${formatScores(scores)}`);
  await mkdir(dirname(resolve(args.out)), { recursive: true });
  await writeFile(args.out, plotScores(scores, title));
  console.log(`\nThe plot is ${args.out}`);
}

async function readProblems(args: Args): Promise<RecordedProblem[]> {
  if (args.files.length === 0) {
    return synthetic({ problems: args.problems, samples: args.samples ?? 16, seed: args.seed });
  }
  const problems: RecordedProblem[] = [];
  for (const file of args.files) {
    const content = await readFile(file, "utf8").catch((error: unknown) => {
      throw new UsageError(
        `${file} can't be read: ${error instanceof Error ? error.message : error}`,
      );
    });
    problems.push(...(await fromEvaluation(readSamples(content, file).lines)));
  }
  const cut = problems.map(({ id, samples }) => ({
    id,
    samples: samples.slice(0, args.samples ?? samples.length),
  }));
  if (cut.every(({ samples }) => samples.length < 2)) {
    throw new UsageError(
      "There is no problem with two samples in these files. Use --samples N in npm run eval.",
    );
  }
  return cut;
}

export function formatScores(scores: readonly Score[]): string {
  const width = Math.max(...scores.map(({ contestant }) => contestant.name.length));
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(8);
  const head = `${"rule".padEnd(width)}    tokens    of all  samples  seconds  accuracy  against all (95 %)`;
  const rows = scores.map((one) => {
    const points = (100 * one.difference).toFixed(1);
    return [
      one.contestant.name.padEnd(width),
      one.tokens.toFixed(0).padStart(8),
      percent(one.tokenShare),
      one.samples.toFixed(1).padStart(7),
      one.seconds.toFixed(1).padStart(7),
      percent(one.accuracy),
      `${points.padStart(5)} ± ${(100 * one.margin).toFixed(1)} points`,
    ].join("  ");
  });
  return [head, ...rows].join("\n");
}
