import { maxProblemLength, withoutControls } from "../solve/problem-link";

/** What the app was opened with: a shared text, or a file. */
export type Launch =
  | { readonly kind: "none" }
  | { readonly kind: "problem"; readonly problem: string }
  /** Exported runs; whether they are, the import tells. */
  | { readonly kind: "runs"; readonly file: File }
  | { readonly kind: "refused"; readonly reason: "long" | "empty" | "unreadable" };

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
  // No UTF-16 unit takes more than three bytes of UTF-8; three more for a byte order mark.
  if (file.size > 3 * maxProblemLength + 3) return refuse("long");
  try {
    return takeText(new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()));
  } catch {
    return refuse("unreadable");
  }
}

function takeText(text: string): Launch {
  const problem = withoutControls(text).trim();
  if (!problem) return refuse("empty");
  return problem.length > maxProblemLength ? refuse("long") : { kind: "problem", problem };
}

function refuse(reason: "long" | "empty" | "unreadable"): Launch {
  return { kind: "refused", reason };
}
