import { createWriteStream, existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import type { Verdict } from "../../src/solver/equality";
import { startMathVerifyPage } from "../eval/browser-page";
import { createCheckedEquality } from "../eval/checked-equality";
import { startDevServer } from "../eval/dev-server";
import { lazy } from "../eval/lazy";
import { messageOf } from "../eval/outcome";
import { type JudgeArgs, readArgs, UsageError, usage } from "./args";
import { formatAccuracy, formatRow, type Row, readRows } from "./rows";

/** @returns the exit code: 0, or 2 when the command line or the file can't be used, or 1 */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const args = readArgs(argv);
    if (!args) {
      console.log(usage);
      return 0;
    }
    if (!existsSync(args.file)) throw new UsageError(`There is no file ${args.file}.`);
    await judgeAll(readRows(await readFile(args.file, "utf8"), args.file), args);
    return 0;
  } catch (error) {
    console.error(messageOf(error));
    if (!(error instanceof UsageError)) return 1;
    console.error("See: npm run judge -- --help");
    return 2;
  }
}

/** Judges one row after the other; each is written when it is known. */
async function judgeAll(rows: readonly Row[], { out }: JudgeArgs): Promise<void> {
  const server = lazy(() => startDevServer("demo"));
  const equality = createCheckedEquality(
    async () => startMathVerifyPage({ url: (await server.get()).url, log }),
    log,
  );
  const output: Writable = out === null ? process.stdout : createWriteStream(out);
  const failed = out === null ? null : finished(output);
  failed?.catch(() => {});
  const verdicts: Verdict[] = [];
  try {
    for (const [index, row] of rows.entries()) {
      const start = performance.now();
      const verdict = await equality.judge(row.a, row.b);
      verdicts.push(verdict);
      output.write(`${formatRow(row, verdict, (performance.now() - start) / 1000)}\n`);
      if ((index + 1) % 50 === 0) log(`${index + 1} of ${rows.length} pairs judged.`);
    }
    log(formatAccuracy(rows, verdicts) ?? `${rows.length} pairs judged.`);
  } finally {
    if (out !== null) output.end();
    await equality.close();
    await server.close();
  }
  await failed;
}

/** Not stdout: that is for the verdicts. */
function log(line: string): void {
  console.error(line);
}
