import * as v from "valibot";
import { UsageError } from "./args";

/** One row of the data file. */
export interface Problem {
  readonly id: string;
  readonly problem: string;
  /** null: outside what the model can do; right is to box nothing. */
  readonly expected: string | null;
  readonly family: string | null;
  readonly split: string | null;
}

const text = v.pipe(v.union([v.string(), v.number()]), v.transform(String));

const rowSchema = v.object({
  id: text,
  problem: v.pipe(v.string(), v.trim(), v.minLength(1, "problem is empty")),
  expected_answer: v.nullable(text),
  family: v.nullish(text, null),
  split: v.nullish(text, null),
});

/** @throws {@link UsageError} naming the line that is wrong */
export function readProblems(jsonl: string, file: string): Problem[] {
  const seen = new Set<string>();
  const problems: Problem[] = [];
  for (const [index, line] of jsonl.split("\n").entries()) {
    if (line.trim() === "") continue;
    const where = `${file}, line ${index + 1}`;
    const parsed = v.safeParse(rowSchema, parseLine(line, where));
    if (!parsed.success) {
      const [issue] = parsed.issues;
      const path = v.getDotPath(issue);
      throw new UsageError(`${where}: ${path ? `${path}: ` : ""}${issue.message}`);
    }
    const { id, problem, expected_answer: expected, family, split } = parsed.output;
    if (seen.has(id)) throw new UsageError(`${where}: the id "${id}" came before.`);
    seen.add(id);
    problems.push({ id, problem, expected, family, split });
  }
  if (problems.length === 0) throw new UsageError(`${file} has no problems.`);
  return problems;
}

function parseLine(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new UsageError(`${where}: not JSON.`);
  }
}
