import * as v from "valibot";
import type { Verdict } from "../../src/solver/equality";
import { UsageError } from "./args";

const rowSchema = v.looseObject({
  a: v.string(),
  b: v.string(),
  equal: v.optional(v.nullable(v.boolean())),
});

/** A pair of answers, perhaps with the right verdict, and whatever else its line holds. */
export type Row = v.InferOutput<typeof rowSchema>;

/** One judged pair, as a line of the output has it. */
export interface JudgedRow extends Verdict {
  readonly a: string;
  readonly b: string;
  readonly seconds: number;
}

/**
 * The rows of a JSONL file; empty lines are left out.
 * @param file its name, for messages @throws {@link UsageError} that names the first broken line
 */
export function readRows(text: string, file: string): Row[] {
  const rows: Row[] = [];
  for (const [index, line] of text
    .replace(/^\ufeff/, "")
    .split("\n")
    .entries()) {
    if (line.trim() === "") continue;
    rows.push(readRow(line, `${file}, line ${index + 1}`));
  }
  if (rows.length === 0) throw new UsageError(`${file} holds no pairs of answers.`);
  return rows;
}

function readRow(line: string, place: string): Row {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new UsageError(`${place}: this is no JSON: ${line.slice(0, 80)}`);
  }
  const result = v.safeParse(rowSchema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const field = v.getDotPath(issue);
  throw new UsageError(
    `${place}: ${field === null ? "" : `${field}: `}${issue.message} A row is an object with the ` +
      "texts a and b, and if you like equal (true or false).",
  );
}

/** A line of the output: the row's own fields, then the verdict. The right one is `expected`. */
export function formatRow(row: Row, verdict: Verdict, seconds: number): string {
  const { a, b, equal: expected, ...others } = row;
  const judged: JudgedRow = { a, b, ...verdict, seconds: Math.round(seconds * 1000) / 1000 };
  return JSON.stringify({
    ...judged,
    ...(typeof expected === "boolean" && { expected }),
    ...others,
    ...judged,
  });
}

/** How many verdicts are the expected ones, for a person; null where no row has a label. */
export function formatAccuracy(rows: readonly Row[], verdicts: readonly Verdict[]): string | null {
  const labelled = rows.flatMap((row, index) =>
    typeof row.equal === "boolean" ? [{ expected: row.equal, is: verdicts[index]?.equal }] : [],
  );
  if (labelled.length === 0) return null;
  const count = (wanted: (one: (typeof labelled)[number]) => boolean) =>
    labelled.filter(wanted).length;
  const right = count(({ expected, is }) => expected === is);
  return (
    `${right} of ${labelled.length} right (${((100 * right) / labelled.length).toFixed(1)} %); ` +
    `${count(({ expected, is }) => is === true && !expected)} wrongly equal, ` +
    `${count(({ expected, is }) => is === false && expected)} wrongly different, ` +
    `${count(({ is }) => is === null)} not compared.`
  );
}
