import { parseArgs } from "node:util";
import { messageOf } from "../eval/outcome";

/** What one call of `npm run judge` does; see `usage`. */
export interface JudgeArgs {
  readonly file: string;
  /** Null: stdout. */
  readonly out: string | null;
}

export const usage = `npm run judge -- FILE.jsonl [--out OUT.jsonl]

Judges pairs of answers as the app does, in a real Chromium.

  FILE.jsonl     one JSON object a line: a and b, what two boxes hold. If a line has equal (true or
                 false), what is right, the accuracy is printed at the end. Other fields are carried
                 along, but equal becomes expected, since equal is the verdict
  --out FILE     where to write one line a pair: a, b, equal (true, false, or null where they could not
                 be compared), decidedBy (a word for what settled it) and seconds  (stdout)`;

/** The command line or the file can't be used as it is; `message` says why. Exit code 2. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** @returns null when help was asked for @throws {@link UsageError} */
export function readArgs(argv: readonly string[]): JudgeArgs | null {
  const { values, positionals } = parse(argv);
  if (values.help) return null;
  const [file, ...more] = positionals;
  if (file === undefined)
    throw new UsageError("Which file? Give one with a pair of answers a line.");
  if (more.length > 0)
    throw new UsageError(`One file at a time, please: ${positionals.join(", ")}`);
  return { file, out: values.out ?? null };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { out: { type: "string" }, help: { type: "boolean", short: "h" } },
    });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}
