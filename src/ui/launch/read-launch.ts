import { cleanProblem } from "../solve/problem-text";

/** What the app was opened with: a shared text, or a file. */
export type Launch =
  | { readonly kind: "none" }
  | { readonly kind: "problem"; readonly problem: string }
  /** Exported runs; whether they are, the import tells. */
  | { readonly kind: "runs"; readonly file: File }
  | { readonly kind: "refused"; readonly reason: "large" | "empty" | "unreadable" };

/** No text of a problem is larger: such a file is something else. */
export const maxFileBytes = 1_000_000;

/** The fields of `share_target` in public/manifest.webmanifest; the first that holds something counts. */
const sharedFields = ["shared-text", "shared-title", "shared-url"] as const;

/** What another app shared. @param search the query of an address, as `location.search` gives it */
export function readShared(search: string): Launch {
  const fields = new URLSearchParams(search);
  const texts = sharedFields.flatMap((name) => fields.get(name) ?? []);
  if (texts.length === 0) return { kind: "none" };
  return takeText(texts.find((text) => text.trim()) ?? "");
}

/** The address without what was shared, so that a reload does not bring it back. */
export function withoutShared(address: string): string {
  const url = new URL(address);
  for (const name of sharedFields) url.searchParams.delete(name);
  return url.href;
}

/** A file that the system opened with the app: exported runs (.json), else the text of a problem. */
export async function readLaunchedFile(file: File): Promise<Launch> {
  if (/\.json$/i.test(file.name)) return { kind: "runs", file };
  if (file.size > maxFileBytes) return refuse("large");
  try {
    return takeText(new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()));
  } catch {
    return refuse("unreadable");
  }
}

/** One that is too long to be solved is taken too: the form says so, and nothing is lost. */
function takeText(text: string): Launch {
  const problem = cleanProblem(text);
  return problem ? { kind: "problem", problem } : refuse("empty");
}

function refuse(reason: "large" | "empty" | "unreadable"): Launch {
  return { kind: "refused", reason };
}
