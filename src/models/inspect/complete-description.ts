import { ModelError } from "../errors";
import type { ModelDescription } from "../model-description";
import { describeFile } from "./ask";
import { type HubListing, hubFile, listHubRepo } from "./hub";
import { type HubRepo, parseAddress } from "./parse-address";

/**
 * Adds what the hub's metadata tell to files whose hash isn't known: length, SHA-256, and the commit
 * in the address, so that nothing changes during the download. Call it before a first download.
 * Where the metadata can't be had the description stays as it is: the hash is then learnt.
 */
export async function completeDescription(
  model: ModelDescription,
  signal: AbortSignal,
): Promise<ModelDescription> {
  const listings = new Map<string, Promise<HubListing>>();
  const list = (repo: HubRepo) => {
    const key = `${repo.origin}/${repo.name}/${repo.revision}`;
    const listing = listings.get(key) ?? listHubRepo(repo, signal);
    listings.set(key, listing);
    return listing;
  };
  const files = model.files.map(async (file) => {
    if (file.url === null || file.sha256 !== null) return file;
    const address = parseAddress(file.url);
    if (address.kind !== "hub") return file;
    const { repo, path } = address;
    const { commit, files } = await list(repo);
    const told = files.get(path);
    if (!told) return file;
    const answer = { ...told, bytes: told.bytes ?? file.bytes };
    return describeFile(file.name, hubFile(repo, commit, path), answer);
  });
  try {
    return { ...model, files: await Promise.all(files) };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ModelError) return model;
    throw error;
  }
}
