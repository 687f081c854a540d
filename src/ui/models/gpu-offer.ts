import { readAdapter } from "../../engine/mlc/adapter";
import { fetchLibraryIndex } from "../../engine/mlc/fetch-library";
import type { LibraryEntry } from "../../engine/mlc/library-index";
import { librariesAddress } from "../../engine/worker/create-worker-engine";
import type { GpuOffer } from "../../models/fit/gpu-offer";

/** What our GPU engine finds here; null where there is no GPU, or the libraries' list can't be had. */
export async function readGpuOffer(): Promise<GpuOffer | null> {
  try {
    const adapter = await navigator.gpu?.requestAdapter({ powerPreference: "high-performance" });
    if (!adapter) return null;
    return { adapter: readAdapter(adapter), libraries: await libraryList() };
  } catch {
    // Then models are judged for llama.cpp alone, which runs them all.
    return null;
  }
}

let list: Promise<readonly LibraryEntry[]> | null = null;

/** Fetched once; again only when that failed. */
function libraryList(): Promise<readonly LibraryEntry[]> {
  list ??= fetchLibraryIndex(librariesAddress());
  list.catch(() => {
    list = null;
  });
  return list;
}
