import { readLinkText, writeLinkText } from "./link-text";
import { cleanProblem } from "./problem-text";
import type { SolveSettings } from "./settings";
import { readSettings, settingNames } from "./settings-link";

export type ProblemLink =
  /** The address holds no problem. */
  | { readonly kind: "none" }
  | {
      readonly kind: "problem";
      readonly problem: string;
      /** Null where the link holds none. */
      readonly settings: SolveSettings | null;
      readonly run: boolean;
    }
  /** `message` says what is wrong with the link. */
  | { readonly kind: "invalid"; readonly message: string };

/** What a link can hold beside the problem. */
const linkNames: ReadonlySet<string> = new Set(["run", ...settingNames]);

/**
 * The part of an address that holds a problem. Reading it gives the problem back, cleaned.
 * @param settings as `writeSettings` gives them
 */
export function writeProblemLink(problem: string, settings: string): string {
  return `#problem=${writeLinkText(cleanProblem(problem))}${settings && `&${settings}`}`;
}

/** The fields of `a=1&b=2`, as they stand there; the first of each name. */
export function readFields(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const field of text.split("&")) {
    const at = field.indexOf("=");
    if (at > 0 && !fields.has(field.slice(0, at))) {
      fields.set(field.slice(0, at), field.slice(at + 1));
    }
  }
  return fields;
}

/**
 * The fields of an address that holds a problem, which may have an "&" of its own: what follows one and
 * is no field that is known belongs to it, as in `problem=a&b&run=1`.
 * @param names the other fields that there are
 */
export function readLinkFields(
  hash: string,
  names: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  let inProblem = false;
  for (const field of hash.replace(/^#/, "").split("&")) {
    const at = field.indexOf("=");
    const name = at < 0 ? field : field.slice(0, at);
    const first = !fields.has(name);
    if (name === "problem" && at > 0 && first) {
      fields.set(name, field.slice(at + 1));
      inProblem = true;
    } else if (names.has(name)) {
      if (at > 0 && first) fields.set(name, field.slice(at + 1));
      inProblem = false;
    } else if (inProblem) {
      fields.set("problem", `${fields.get("problem")}&${field}`);
    }
  }
  return fields;
}

/**
 * Reads the part of an address after "#", as in `#problem=1%2B1&samples=8&run=1`. A problem that is too
 * long is given whole: it is not solved, and not lost.
 */
export function readProblemLink(hash: string): ProblemLink {
  const fields = readLinkFields(hash, linkNames);
  const written = fields.get("problem");
  if (written === undefined) return { kind: "none" };
  const problem = cleanProblem(readLinkText(written));
  if (!problem) {
    const message = "This link holds an empty problem. Type the problem instead.";
    return { kind: "invalid", message };
  }
  return {
    ...{ kind: "problem", problem, settings: readSettings(fields) },
    run: fields.get("run") === "1",
  };
}
