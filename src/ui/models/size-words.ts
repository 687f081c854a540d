import type { CatalogueEntry } from "../../models/catalogue";
import type { Texts } from "../texts/texts";

/** A model's size; of an entry of the catalogue it may be known only about. */
export function describeSize(bytes: number, entry: CatalogueEntry | null, texts: Texts): string {
  const known = !entry || entry.size.exact;
  return known ? texts.format.size(bytes) : texts.models.download.approximately(bytes);
}
