import type { SolveSettings } from "./settings";
import { readSettings } from "./settings-link";

/** The longest problem that the page takes, in characters. */
export const maxProblemLength = 10_000;

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

/** The part of an address that holds a problem. @param settings as `writeSettings` gives them */
export function writeProblemLink(problem: string, settings: string): string {
  return `#problem=${encodeURIComponent(problem.trim())}${settings && `&${settings}`}`;
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

/** Reads the part of an address after "#", as in `#problem=1%2B1&samples=8&run=1`. */
export function readProblemLink(hash: string): ProblemLink {
  const fields = readFields(hash.replace(/^#/, ""));
  const encoded = fields.get("problem");
  if (encoded === undefined) return { kind: "none" };
  const problem = decode(encoded)?.trim();
  if (problem === undefined) {
    return invalid("This link is damaged, so its problem can't be read. Type the problem instead.");
  }
  if (!problem) return invalid("This link holds an empty problem. Type the problem instead.");
  if (problem.length > maxProblemLength) {
    const limit = maxProblemLength.toLocaleString("en");
    return invalid(
      `The problem in this link is longer than ${limit} characters. Type a shorter one.`,
    );
  }
  return {
    ...{ kind: "problem", problem, settings: readSettings(fields) },
    run: fields.get("run") === "1",
  };
}

function invalid(message: string): ProblemLink {
  return { kind: "invalid", message };
}

function decode(text: string): string | undefined {
  // Forms write a space as "+". A text with "%20" was not written by a form: there "+" is a plus.
  const spaced = text.includes("%20") ? text : text.replaceAll("+", " ");
  try {
    return withoutControls(decodeURIComponent(spaced));
  } catch {
    return undefined;
  }
}

/** Control characters are never part of a problem; line ends and tabs are. */
export function withoutControls(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(/[^\P{Cc}\n\t]/gu, "");
}
