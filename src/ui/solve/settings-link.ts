import { votingRules } from "../../solver/selection/registry";
import { efforts } from "./effort";
import { readLinkText, writeLinkText } from "./link-text";
import { defaultSettings, type SolveSettings } from "./settings";
import { findStopping } from "./stopping-choice";

/** Texts of the form, each under its own name. */
const texts = [
  ...(["samples", "seed", "seconds", "tokens", "sampleTokens"] as const),
  ...(["temperature", "topP"] as const),
];
/** The fields of a link that are settings. */
export const settingNames = [
  ...texts,
  "mode",
  "genselect",
  "effort",
  "stopping",
  "voting",
] as const;

/** As in the form. */
const longestText = 20;

/** The settings that a person changed, as the fields of a link: `samples=8&mode=tir`. */
export function writeSettings(settings: SolveSettings): string {
  const fields = texts.flatMap((name) => {
    const text = settings[name].trim();
    return text === "" ? [] : [`${name}=${writeLinkText(text)}`];
  });
  if (settings.mode !== null) fields.push(`mode=${settings.mode}`);
  if (settings.genselect !== null) fields.push(`genselect=${settings.genselect ? 1 : 0}`);
  if (settings.voting) fields.push(`voting=${settings.voting}`);
  if (settings.effort !== defaultSettings.effort) fields.push(`effort=${settings.effort}`);
  if (settings.stopping !== null) fields.push(`stopping=${settings.stopping}`);
  return fields.join("&");
}

/**
 * Settings from a link's fields, which anyone may have written. What isn't understood is left to the
 * page; whether numbers make sense is checked with the run.
 * @returns null where no field is a setting
 */
export function readSettings(fields: ReadonlyMap<string, string>): SolveSettings | null {
  const found: { -readonly [Name in keyof SolveSettings]?: SolveSettings[Name] } = {};
  for (const name of texts) {
    const text = readLinkText(fields.get(name) ?? "");
    if (/^[\w.+-]+$/.test(text)) found[name] = text.slice(0, longestText);
  }
  const mode = fields.get("mode");
  if (mode === "tir" || mode === "cot" || mode === "mix") found.mode = mode;
  const genselect = fields.get("genselect");
  if (genselect === "1" || genselect === "0") found.genselect = genselect === "1";
  const voting = votingRules.find((rule) => rule === fields.get("voting"));
  if (voting) found.voting = voting;
  const effort = efforts.find((one) => one === fields.get("effort"));
  if (effort) found.effort = effort;
  const stopping = findStopping(fields.get("stopping") ?? "");
  if (stopping) found.stopping = stopping;
  return Object.keys(found).length > 0 ? { ...defaultSettings, ...found } : null;
}
