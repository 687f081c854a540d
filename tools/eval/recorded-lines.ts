import * as v from "valibot";
import { UsageError } from "./args";

/** What an earlier run of an evaluation left in a file of JSON lines. */
export interface RecordedLines<T> {
  readonly lines: readonly T[];
  /** The file up to its last whole line, in bytes: what follows was torn off by a crash. */
  readonly wholeBytes: number;
}

/**
 * @param what the file should hold, for people
 * @throws {@link UsageError} when it holds something else
 */
export function readRecordedLines<T>(
  content: string,
  file: string,
  schema: v.GenericSchema<unknown, T>,
  what: string,
): RecordedLines<T> {
  const lines: T[] = [];
  let whole = 0;
  const texts = content.split("\n");
  for (const [index, text] of texts.entries()) {
    // A line without its line end may have been cut inside a number and still parse.
    if (index === texts.length - 1) break;
    whole += text.length + 1;
    if (text.trim() === "") continue;
    const line = parseLine(text, schema);
    if (!line) {
      throw new UsageError(
        `${file}, line ${index + 1} is not ${what}. Name another --out file, or remove this one.`,
      );
    }
    lines.push(line.output);
  }
  return { lines, wholeBytes: new TextEncoder().encode(content.slice(0, whole)).length };
}

function parseLine<T>(text: string, schema: v.GenericSchema<unknown, T>): { output: T } | null {
  try {
    const parsed = v.safeParse(schema, JSON.parse(text));
    return parsed.success ? { output: parsed.output } : null;
  } catch {
    return null;
  }
}
