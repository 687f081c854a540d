import type { AdapterFacts } from "../../engine/mlc/adapter";
import type { LibraryEntry } from "../../engine/mlc/library-index";

/** What our GPU engine finds here: a GPU, and the libraries that came with the app. */
export interface GpuOffer {
  readonly adapter: AdapterFacts;
  readonly libraries: readonly LibraryEntry[];
}
