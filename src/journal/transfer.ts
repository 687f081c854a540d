import * as v from "valibot";
import { checkRunRequest } from "../solver/run-request";
import { RunImportError } from "./errors";
import type { StoredRun } from "./journal-store";
import { packedEventSchema } from "./packed-events";
import { type RunRecord, runRecordSchema } from "./run-record";

const format = "math-solver-runs";
const version = 1;

/** No file of runs is as long. */
const longestFile = 200_000_000;

const fileSchema = v.object({
  format: v.literal(format),
  version: v.literal(version),
  runs: v.pipe(
    v.array(v.object({ record: runRecordSchema, events: v.array(packedEventSchema) })),
    v.minLength(1),
  ),
});

/** Runs as a file that another browser can import. */
export function exportRuns(runs: readonly StoredRun[]): string {
  return `${JSON.stringify({ format, version, runs })}\n`;
}

/**
 * Reads such a file. Whatever is wrong with it, nothing of it is used.
 * @throws {@link RunImportError}
 */
export function readExportedRuns(text: string): StoredRun[] {
  if (text.length > longestFile) {
    throw new RunImportError(
      "This file is too large to hold runs of this app. Nothing was imported.",
    );
  }
  const json = parseJson(text);
  const head = v.safeParse(v.object({ format: v.literal(format), version: v.number() }), json);
  if (!head.success) {
    throw new RunImportError(
      "This file does not hold runs of this app. Choose one that was exported as JSON from the " +
        "history. Nothing was imported.",
    );
  }
  if (head.output.version > version) {
    throw new RunImportError(
      "This file was made by a newer version of this app. Reload the page to get that version, then " +
        "import it again. Nothing was imported.",
    );
  }
  const file = v.safeParse(fileSchema, json);
  if (!file.success) {
    const [issue] = file.issues;
    const place = v.getDotPath(issue) ?? "the file";
    throw new RunImportError(
      `This file is damaged (${place}: ${issue.message}). Export the runs again where they come ` +
        "from. Nothing was imported.",
    );
  }
  for (const { record } of file.output.runs) checkRequest(record);
  return file.output.runs.map(({ record, events }) => ({
    record: { ...record, deletedAt: null },
    events,
  }));
}

/** A run that was cut off can be gone on with: no file may ask for more than the form lets a person ask. */
function checkRequest({ request }: RunRecord): void {
  try {
    checkRunRequest(request);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new RunImportError(
      `A run in this file asks for what no run may be asked. ${why} Nothing was imported.`,
      { cause: error },
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RunImportError(
      "This file is not JSON, or not all of it is there. Choose one that was exported from the " +
        "history. Nothing was imported.",
    );
  }
}
