import * as v from "valibot";
import { readLinkText } from "../../ui/solve/link-text";
import { readLinkFields } from "../../ui/solve/problem-link";
import { readLang } from "../element/attributes";
import { optionsSchema, type WidgetOptions } from "../protocol/options";

/**
 * The options of a plain `<iframe>`, from its address: `#problem=1%2B1&samples=4&readonly=1`. What isn't
 * as it should be is left out.
 */
export function readAddress(hash: string): WidgetOptions {
  const { entries } = optionsSchema;
  const names = new Set(Object.keys(entries).filter((name) => name !== "problem"));
  const fields = readLinkFields(hash, names);
  const text = (name: string) => {
    const written = fields.get(name);
    return written === undefined ? undefined : readLinkText(written);
  };
  const flag = (name: string) => fields.get(name) === "1";
  const samples = text("samples");
  const given: Readonly<Record<string, unknown>> = {
    problem: text("problem"),
    model: text("model"),
    samples: samples === undefined ? undefined : Number(samples),
    mode: text("mode"),
    lang: readLang(text("lang")),
    theme: text("theme"),
    readonly: flag("readonly"),
    controls: text("controls"),
    autorun: flag("autorun"),
  };
  const options: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(entries)) {
    const { success, output } = v.safeParse(schema, given[name]);
    if (success) options[name] = output;
  }
  return v.parse(optionsSchema, options);
}
