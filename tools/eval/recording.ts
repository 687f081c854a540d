import { existsSync } from "node:fs";
import { appendFile, mkdir, readFile, truncate } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { RecordedLines } from "./recorded-lines";

/** A file of JSON lines that grows while an evaluation runs. */
export interface Recording<T> {
  readonly file: string;
  readonly lines: readonly T[];
  add(line: T): Promise<void>;
}

/**
 * Reads what is there. The file is changed only when a line is added.
 * @throws what `read` throws
 */
export async function openRecording<T>(
  file: string,
  read: (content: string, file: string) => RecordedLines<T>,
): Promise<Recording<T>> {
  const content = existsSync(file) ? await readFile(file, "utf8") : "";
  const { lines: earlier, wholeBytes } = read(content, file);
  const lines = [...earlier];
  let torn = wholeBytes < Buffer.byteLength(content);
  const write = async (line: T) => {
    if (torn) await truncate(file, wholeBytes);
    torn = false;
    await mkdir(dirname(resolve(file)), { recursive: true });
    await appendFile(file, `${JSON.stringify(line)}\n`);
    lines.push(line);
  };
  // One after the other: a line written before a torn one is cut off would go with it.
  let last: Promise<void> = Promise.resolve();
  return {
    ...{ file, lines },
    add(line) {
      last = last.then(() => write(line));
      return last;
    },
  };
}
