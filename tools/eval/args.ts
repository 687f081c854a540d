import { parseArgs } from "node:util";

import { type Selection, selectionNames } from "../../src/solver/selection/registry";

/** What the main table shows: one selection rule, or all of them side by side. */
export type Choice = Selection | "all";

/** What one evaluation does; see `usage`. */
export interface EvalArgs {
  /** Null: the recorded samples say what the problems are; only with `rescore`. */
  readonly data: string | null;
  readonly model: string;
  /** Where the model runs: in the browser page, or in this process on the machine's GPU. */
  readonly engine: "page" | "node";
  readonly mode: "cot" | "tir";
  /** Null: as many as are recorded; only with `rescore`. */
  readonly samples: number | null;
  readonly select: Choice;
  readonly rescore: boolean;
  readonly seed: number;
  readonly out: string;
  /** Only the first so many problems; null for all. */
  readonly limit: number | null;
  /** Sequences in flight in each page. */
  readonly concurrency: number;
  /** Browsers, each with an engine of its own. */
  readonly pages: number;
  readonly maxTokens: number;
  readonly temperature: number;
  /** With GenSelect: comparisons of one set of answers, and tokens that one may write. */
  readonly comparisons: number;
  readonly comparisonTokens: number;
}

export const usage = `npm run eval -- --data FILE.jsonl --out OUT.jsonl [options]
npm run eval -- --rescore --out OUT.jsonl [options]

  --data FILE        problems, one JSON object a line: id, problem, expected_answer (null: the
                     model should give no answer), and if you like family and split
  --out FILE         one line a finished sample; an unfinished evaluation goes on where it stopped.
                     The summary goes to OUT.summary.json, comparisons to OUT.genselect.jsonl
  --rescore          draw nothing: judge and count what OUT.jsonl holds. Model, mode and limits are
                     those of its lines; with --data, expected answers are taken from there
  --model ID         a model of the app's catalogue, or the path of a GGUF file  (demo)
  --engine page|node where the model runs: in the browser, by what the app would choose, or in
                     Node, by our GPU engine on this machine's GPU               (page)
  --mode cot|tir     reasoning only, or with Python                              (tir)
  --samples N        samples a problem                  (1; with --rescore all that are recorded)
  --select RULE      what the main table shows of N samples (majority): ${selectionNames.join(", ")};
                     or all, which compares them on the same samples. With genselect and all, the
                     model compares the answers that compete
  --comparisons C    with genselect: comparisons of one set of answers           (4)
  --comparison-tokens T    tokens that one comparison may write                  (2048)
  --seed S           the evaluation's seed; each sample gets one of its own      (1)
  --limit K          only the first K problems                                   (all)
  --temperature T    0 for greedy                                                (0.6)
  --max-tokens N     tokens a sample                                             (2048)
  --concurrency C    samples in flight in one page, also in simulated runs       (4)
  --pages P          browsers side by side                                       (1)`;

/** The command line can't be carried out as written; `message` says why. Exit code 2. */
export class UsageError extends Error {
  override name = "UsageError";
}

const flags = {
  data: { type: "string" },
  out: { type: "string" },
  model: { type: "string", default: "demo" },
  engine: { type: "string", default: "page" },
  mode: { type: "string", default: "tir" },
  samples: { type: "string" },
  select: { type: "string", default: "majority" },
  rescore: { type: "boolean", default: false },
  comparisons: { type: "string", default: "4" },
  "comparison-tokens": { type: "string", default: "2048" },
  seed: { type: "string", default: "1" },
  limit: { type: "string" },
  temperature: { type: "string", default: "0.6" },
  "max-tokens": { type: "string", default: "2048" },
  concurrency: { type: "string", default: "4" },
  pages: { type: "string", default: "1" },
  help: { type: "boolean", short: "h" },
} as const;

/** @returns null when help was asked for @throws {@link UsageError} */
export function readArgs(argv: readonly string[]): EvalArgs | null {
  const values = parse(argv);
  if (values.help) return null;
  const { data, out, rescore } = values;
  if (!data && !rescore) throw new UsageError("--data FILE.jsonl is missing.");
  if (!out) throw new UsageError("--out OUT.jsonl is missing.");
  return {
    ...{ data: data || null, out, rescore },
    mode: oneOf("--mode", values.mode, ["cot", "tir"]),
    model: values.model,
    engine: oneOf("--engine", values.engine, ["page", "node"]),
    samples: samples(values.samples, rescore),
    select: oneOf("--select", values.select, [...selectionNames, "all"]),
    comparisons: whole("--comparisons", values.comparisons, 1, 64),
    comparisonTokens: whole("--comparison-tokens", values["comparison-tokens"], 1),
    seed: whole("--seed", values.seed, 0, 0xffffffff),
    limit: values.limit === undefined ? null : whole("--limit", values.limit, 1),
    concurrency: whole("--concurrency", values.concurrency, 1, 64),
    pages: whole("--pages", values.pages, 1, 16),
    maxTokens: whole("--max-tokens", values["max-tokens"], 1),
    temperature: temperature(values.temperature),
  };
}

function samples(text: string | undefined, rescore: boolean): number | null {
  if (text === undefined) return rescore ? null : 1;
  return whole("--samples", text, 1, 1024);
}

function oneOf<T extends string>(flag: string, text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  const names = `${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}`;
  throw new UsageError(`${flag} is ${names}, not "${text}".`);
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: flags, strict: true, allowPositionals: false })
      .values;
  } catch (error) {
    // Node's message goes on about positionals after its first sentence.
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(message.split(". ")[0] ?? message);
  }
}

function whole(flag: string, text: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
  throw new UsageError(`${flag} is a whole number ${range}, not "${text}".`);
}

function temperature(text: string): number {
  const number = text.trim() === "" ? Number.NaN : Number(text);
  if (number >= 0 && number <= 5) return number;
  throw new UsageError(`--temperature is a number from 0 to 5, not "${text}".`);
}
