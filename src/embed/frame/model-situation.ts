import type { EngineSource } from "../../engine/engine-source";
import { type CatalogueEntry, findEntry } from "../../models/catalogue";
import type { LibraryState, ModelStatus } from "../../models/library";
import { statusOf } from "../../ui/models/model-state";

/** Where the model stands that the page around asks for. */
export type ModelSituation =
  /** It can be used without asking. */
  | { readonly kind: "ready"; readonly title: string; readonly source: EngineSource }
  /** The store is being opened. */
  | { readonly kind: "looking"; readonly title: string }
  /** It would have to be downloaded; `status` where a part is there, or on its way. */
  | {
      readonly kind: "missing";
      readonly title: string;
      readonly entry: CatalogueEntry;
      readonly status: ModelStatus | null;
    }
  | { readonly kind: "unknown"; readonly title: string };

/** @param borrowed the title of this model where the full app lends it */
export function situationOf(
  id: string,
  library: LibraryState | null,
  borrowed: string | null,
): ModelSituation {
  const entry = findEntry(id);
  if (entry?.source.kind === "bundled") {
    return { kind: "ready", title: entry.title, source: { kind: "demo" } };
  }
  if (borrowed !== null) return stored(id, borrowed);
  if (!library || library.kind === "opening") return { kind: "looking", title: entry?.title ?? id };
  const status = statusOf(id, library);
  if (status?.model.state === "complete") return stored(id, status.model.description.title);
  return entry
    ? { kind: "missing", title: entry.title, entry, status }
    : { kind: "unknown", title: id };
}

function stored(id: string, title: string): ModelSituation {
  return { kind: "ready", title, source: { kind: "stored", id, title } };
}
