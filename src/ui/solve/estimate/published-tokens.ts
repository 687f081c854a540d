import type { EngineSource } from "../../../engine/engine-source";
import { findEntry } from "../../../models/catalogue";

/** What a contest problem takes on average, a sample. */
export interface PublishedTokens {
  readonly cot: number;
  readonly tir: number;
}

/** Table 10 of the OpenMath paper (Moshkov et al. 2025, arXiv 2504.16891), measured with its 14B model. */
const openMath: PublishedTokens = { cot: 11_200, tir: 15_800 };

/** Null for models of which nothing is published. */
export function publishedTokens(source: EngineSource): PublishedTokens | null {
  if (source.kind !== "stored") return null;
  return findEntry(source.id)?.accuracy ? openMath : null;
}
