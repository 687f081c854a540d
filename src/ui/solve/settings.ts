import type { EngineInfo } from "../../engine/engine";
import type { EngineSource } from "../../engine/engine-source";
import { findEntry } from "../../models/catalogue";
import { trainingOf } from "../../solver/form/describe-form";
import { RunRequestError } from "../../solver/run-request";
import type { VotingRule } from "../../solver/selection/registry";
import { type Effort, effortSamples } from "./effort";
import type { StoppingChoice } from "./stopping-choice";

/** How samples think: all with Python, none, or every other one. */
export type SolveMode = "tir" | "cot" | "mix";

/** What the form holds. Texts are as typed; an empty one, or null, leaves it to the page. */
export interface SolveSettings {
  readonly effort: Effort;
  readonly samples: string;
  readonly mode: SolveMode | null;
  /** Whether the model compares answers that compete. */
  readonly genselect: boolean | null;
  /** How votes are counted where the model compares nothing. @default what suits the model */
  readonly voting?: VotingRule | undefined;
  readonly seed: string;
  /** Of the whole run. */
  readonly seconds: string;
  readonly tokens: string;
  /** Of one sample. */
  readonly sampleTokens: string;
  readonly temperature: string;
  readonly topP: string;
  readonly stopping: StoppingChoice | null;
}

export const defaultSettings: SolveSettings = {
  effort: "normal",
  samples: "",
  mode: null,
  genselect: null,
  seed: "",
  seconds: "",
  tokens: "",
  sampleTokens: "",
  temperature: "",
  topP: "",
  stopping: null,
};

/** The settings as a run needs them; null: the page chooses, or there is no limit. */
export interface SettingValues extends Pick<SolveSettings, "effort" | "stopping" | "voting"> {
  readonly samples: number | null;
  readonly seed: number | null;
  readonly seconds: number | null;
  readonly tokens: number | null;
  readonly sampleTokens: number | null;
  readonly temperature: number | null;
  readonly topP: number | null;
}

/** @throws {@link RunRequestError} for what isn't a number; its range is checked with the run */
export function readValues(settings: SolveSettings): SettingValues {
  const { effort, stopping, voting } = settings;
  return {
    ...{ effort, stopping, voting },
    samples: read("The number of samples", settings.samples),
    seed: read("The seed", settings.seed),
    seconds: read("The run's time budget", settings.seconds),
    tokens: read("The run's token budget", settings.tokens),
    sampleTokens: read("The token limit of a sample", settings.sampleTokens),
    temperature: read("The temperature", settings.temperature),
    topP: read("Top-p", settings.topP),
  };
}

function read(what: string, text: string): number | null {
  const typed = text.trim();
  if (typed === "") return null;
  const number = Number(typed);
  if (/^[+-]?\d*\.?\d+$/.test(typed) && Number.isFinite(number)) return number;
  throw new RunRequestError(`${what} must be a number, not “${typed}”.`);
}

/** Votes need at least four to be worth anything; the demonstration model is fast enough for them. */
const demoSamples = 4;

/** What the page chooses where the person has not. */
export interface AutomaticSettings {
  readonly samples: number;
  readonly mode: SolveMode;
  readonly genselect: boolean;
}

/**
 * What suits the model and the effort: what it was trained to do, what the catalogue recommends, and
 * as many samples as it draws at once. One alone wants another mode than many. The demonstration model
 * compares answers worse than it votes (docs/solver.md), so it leaves them to the vote.
 */
export function automaticSettings(
  source: EngineSource,
  info: EngineInfo | null,
  settings: Pick<SolveSettings, "samples" | "effort">,
): AutomaticSettings {
  const trained = info ? trainingOf(info.promptForm) : { tir: true, genselect: true };
  const samples = effortSamples(settings.effort, normalSamples(source, info));
  const alone = (Number(settings.samples) || samples) === 1;
  return {
    samples,
    mode: trained.tir && !(alone && thinksBestAlone(source)) ? "tir" : "cot",
    genselect: trained.genselect && source.kind !== "demo",
  };
}

/** A single sample of the OpenMath models solves more without Python than with it; a vote does not. */
function thinksBestAlone(source: EngineSource): boolean {
  return source.kind === "stored" && findEntry(source.id)?.recommended.one === "cot";
}

/** As many samples as the engine draws at once, or four where a sample takes a second. */
function normalSamples(source: EngineSource, info: EngineInfo | null): number {
  const together = info?.maxSequences ?? 1;
  return source.kind === "demo" ? demoSamples : together;
}
