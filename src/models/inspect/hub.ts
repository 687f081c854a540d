import * as v from "valibot";
import type { ModelDescription } from "../model-description";
import { askForJson, type FileAnswer } from "./ask";
import type { HubRepo } from "./parse-address";

/** A repository's files at one commit, as the hub's metadata tells. */
export interface HubListing {
  readonly commit: string;
  readonly files: ReadonlyMap<string, FileAnswer>;
  readonly licence: ModelDescription["licence"];
}

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const listingSchema = v.object({
  sha: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/)),
  siblings: v.array(
    v.object({
      rfilename: v.string(),
      size: v.optional(v.nullable(count)),
      // Large files only; the SHA-256 of their content.
      lfs: v.optional(v.nullable(v.object({ sha256: v.optional(v.nullable(sha256)) }))),
    }),
  ),
  cardData: v.fallback(v.nullish(v.object({ license: v.optional(v.string()) })), null),
});

/**
 * Asks the hub which files a repository has, and how long they are.
 * @throws what `askForJson` throws
 */
export async function listHubRepo(repo: HubRepo, signal: AbortSignal): Promise<HubListing> {
  const { origin, name, revision } = repo;
  const address = `${origin}/api/models/${name}/revision/${revision}?blobs=true`;
  const listing = await askForJson(address, listingSchema, signal);
  const files = listing.siblings.map(({ rfilename, size, lfs }): [string, FileAnswer] => [
    rfilename,
    { bytes: size ?? null, sha256: lfs?.sha256 ?? null },
  ]);
  const licence = listing.cardData?.license;
  return {
    commit: listing.sha,
    files: new Map(files),
    licence: licence
      ? { name: licence, url: `${origin}/${name}`, attribution: `${name}, licence: ${licence}` }
      : null,
  };
}

/** The address of a file itself, at a branch or a commit. */
export function hubFile({ origin, name }: HubRepo, revision: string, path: string): string {
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  return `${origin}/${name}/resolve/${revision}/${encoded}`;
}
