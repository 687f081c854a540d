import * as v from "valibot";
import * as field from "../protocol/fields";
import type { WidgetOptions } from "../protocol/options";

/** The attributes that are options; `lang` is HTML's own. */
export const optionNames = [
  ...["problem", "model", "samples", "mode", "lang", "theme", "readonly", "controls", "autorun"],
  ...["reveal", "max-attempts", "app-link"],
] as const;

/** When the solution may be seen. */
export interface RevealRule {
  readonly reveal: "always" | "after-attempts" | "never";
  readonly maxAttempts: number;
}

const reveal = v.picklist(["always", "after-attempts", "never"]);

/** The options of attributes, and what is wrong with them; what is wrong counts as absent. */
export interface ReadOptions {
  readonly options: Omit<WidgetOptions, "revealed">;
  readonly rule: RevealRule;
  readonly faults: readonly string[];
}

/**
 * @param get the value of an attribute; null where it is absent
 * @param inheritedLang the language of the place where the element stands
 */
export function readAttributes(
  get: (name: string) => string | null,
  inheritedLang: string | null,
): ReadOptions {
  const faults: string[] = [];
  function read<T>(name: string, schema: v.GenericSchema<unknown, T>, must: string): T | null {
    const text = get(name);
    if (text === null || text === "") return null;
    const { success, output } = v.safeParse(schema, text);
    if (success) return output;
    faults.push(`The attribute ${name} must be ${must}, not “${text.slice(0, 60)}”.`);
    return null;
  }
  const whole = v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number));
  const number = v.pipe(whole, field.samples);
  const attempts = v.pipe(whole, v.minValue(1), v.maxValue(99));
  return {
    options: {
      problem: read("problem", field.problem, "at most 1,000,000 characters long") ?? "",
      model: read("model", field.model, "the name of a model, such as demo") ?? "demo",
      samples: read("samples", number, "a whole number from 1 to 64"),
      mode: read("mode", field.mode, "tir, cot or mix"),
      lang: read("lang", field.lang, "a language tag, such as de") ?? inheritedLang,
      theme: read("theme", field.theme, "auto, light or dark") ?? "auto",
      readonly: readFlag(get("readonly")),
      controls: read("controls", field.controls, "none, solve or all") ?? "solve",
      autorun: readFlag(get("autorun")),
      applink: read("app-link", v.literal("none"), "none, or absent") === null,
    },
    rule: {
      reveal: read("reveal", reveal, "always, after-attempts or never") ?? "always",
      maxAttempts: read("max-attempts", attempts, "a whole number from 1 to 99") ?? 3,
    },
    faults,
  };
}

/** Frameworks that write properties as text write "false" for one that is off. */
function readFlag(value: string | null): boolean {
  return value !== null && value !== "false";
}

/** A language tag of a page, which may hold anything; null where it is none. */
export function readLang(tag: string | null | undefined): string | null {
  const { success, output } = v.safeParse(field.lang, tag);
  return success ? output : null;
}

/**
 * The framed page of a solver. @param src address of its folder, or of the page itself; may be relative
 * @throws an Error that says what to do
 */
export function framedPage(src: string, base: string): URL {
  let url: URL;
  try {
    url = new URL(src, base);
  } catch {
    throw new Error(`The attribute src is no address: “${src.slice(0, 60)}”.`);
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new Error(
      "The solver's address must begin with https://. Give it in the attribute src, as in " +
        'src="https://solver.example/".',
    );
  }
  if (!url.pathname.endsWith(".html")) {
    if (!url.pathname.endsWith("/")) url.pathname += "/";
    url.pathname += "embed.html";
  }
  url.search = "";
  url.hash = "element";
  return url;
}
