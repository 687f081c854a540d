import type { EngineSource } from "../../engine/engine-source";
import type { LibraryState, ModelActivity, ModelStatus } from "../../models/library";
import type { ModelDescription } from "../../models/model-description";
import type { EngineState } from "../solve/solver-state";
import type { Texts } from "../texts/texts";

/** A model as a card shows it. */
export interface ModelView {
  readonly description: ModelDescription;
  /** Null while nothing of it is stored or being done. */
  readonly status: ModelStatus | null;
  readonly use: "none" | "loading" | "ready" | "failed";
}

/** What a card's main button does. */
export type ModelAction = "download" | "pause" | "go-on" | "use" | "none";

const idle: ModelActivity = { kind: "idle" };

export function viewOf(
  description: ModelDescription,
  library: LibraryState,
  engine: EngineState,
): ModelView {
  const status = statusOf(description.id, library);
  return { description, status, use: usageOf(description.id, engine) };
}

export function statusOf(id: string, library: LibraryState): ModelStatus | null {
  if (library.kind !== "open") return null;
  return library.models.find(({ model }) => model.id === id) ?? null;
}

function usageOf(id: string, engine: EngineState): ModelView["use"] {
  if (!isStored(engine.source, id)) return "none";
  return engine.kind === "error" ? "failed" : engine.kind;
}

function isStored(source: EngineSource, id: string): boolean {
  return source.kind === "stored" && source.id === id;
}

export function activityOf({ status }: ModelView): ModelActivity {
  return status?.activity ?? idle;
}

/** Bytes of all files; null while one of them is not known. */
export function totalBytes({ description, status }: ModelView): number | null {
  const files = status?.model.files ?? description.files;
  let sum = 0;
  for (const { bytes } of files) {
    if (bytes === null) return null;
    sum += bytes;
  }
  return sum;
}

export function isComplete({ status }: ModelView): boolean {
  return status?.model.state === "complete";
}

/** True while something of it is stored, but not all. */
export function isPartial({ status }: ModelView): boolean {
  return status?.model.state === "partial";
}

/** Whether it can be fetched, or fetched again. */
export function hasAddress({ description }: ModelView): boolean {
  return description.files.every(({ url }) => url !== null);
}

export function actionOf(view: ModelView): ModelAction {
  const activity = activityOf(view);
  if (activity.kind === "downloading") return "pause";
  if (isComplete(view)) return canBeChosen(view) ? "use" : "none";
  // What helps when it stopped is told with the problem.
  if (activity.kind !== "idle" || !hasAddress(view)) return "none";
  return isPartial(view) ? "go-on" : "download";
}

function canBeChosen({ use }: ModelView): boolean {
  return use === "none" || use === "failed";
}

/** Where a model stands, in a few words. */
export function describeState(view: ModelView, texts: Texts): string {
  const words = texts.models.states;
  const activity = activityOf(view);
  switch (activity.kind) {
    case "downloading":
      return activity.elsewhere ? words.downloadingElsewhere : words.downloading;
    case "verifying":
      return activity.elsewhere ? words.verifyingElsewhere : words.verifying;
    case "importing":
      return activity.elsewhere ? words.importingElsewhere : words.importing;
    case "exporting":
      return words.exporting;
    case "converting":
      return activity.elsewhere ? words.convertingElsewhere : words.converting;
    case "stopped":
      return isComplete(view) ? describeUse(view, texts) : words.stopped(amount(view, texts));
    case "idle":
      if (isComplete(view)) return describeUse(view, texts);
      if (!isPartial(view)) return words.absent;
      return hasAddress(view) ? words.paused(amount(view, texts)) : words.incomplete;
  }
}

function describeUse({ use }: ModelView, { models: { states } }: Texts): string {
  if (use === "ready") return states.inUse;
  return use === "loading" ? states.loading : states.stored;
}

function amount(view: ModelView, { models: { states } }: Texts): string {
  const stored = view.status?.storedBytes ?? 0;
  const total = totalBytes(view);
  if (total === null) return stored > 0 ? states.amountStored(stored) : "";
  return states.amountOf(stored, total);
}

/** The models that take room, the largest first; not `except`. */
export function deletable(library: LibraryState, except: string | null): ModelStatus[] {
  if (library.kind !== "open") return [];
  return library.models
    .filter(({ model, storedBytes }) => model.id !== except && storedBytes > 0)
    .sort((a, b) => b.storedBytes - a.storedBytes);
}
