import type { RunRecord } from "../../journal/run-record";

/** About two lines. */
const longest = 200;

/** A problem on one line, cut at a word where it is long. */
export function shortProblem(problem: string): string {
  const line = problem.replace(/\s+/g, " ").trim();
  if (line.length <= longest) return line;
  return `${line.slice(0, longest).replace(/\s+\S*$/, "")} …`;
}

/** What a run goes by. */
export function titleOf({ title, request }: Pick<RunRecord, "title" | "request">): string {
  return title ?? shortProblem(request.problem);
}

/** A file's name for it, of letters that every system takes. */
export function fileNameOf(record: Pick<RunRecord, "title" | "request">, ending: string): string {
  const words = titleOf(record)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/\\[a-zA-Z]+/g, " ")
    .match(/[a-zA-Z0-9]+/g);
  const name = (words ?? []).join("-").toLowerCase().slice(0, 50).replace(/-$/, "");
  return `${name || "run"}.${ending}`;
}
