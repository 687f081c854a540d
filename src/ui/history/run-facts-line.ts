import type { ListedRun } from "../../journal/journal";
import { formatMoment } from "../models/format-size";
import { formatSeconds, plural } from "../solve/figures";

/** When, with what, and at what cost. */
export function describeRun({ record }: ListedRun): string {
  const { createdAt, engine, request, tokens, seconds } = record;
  return [
    formatMoment(createdAt),
    engine.modelName,
    plural(request.samples, "sample"),
    plural(tokens, "token"),
    formatSeconds(seconds),
  ].join(" · ");
}

export const statusWords: Readonly<Record<ListedRun["status"], string | null>> = {
  running: "running",
  "cut-off": "cut off",
  finished: null,
  failed: "failed",
};
