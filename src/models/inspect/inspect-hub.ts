import { differ } from "../download/check-response";
import { DownloadRefusedError, IntegrityError, ModelError } from "../errors";
import type { FileDescription, ModelDescription } from "../model-description";
import { askForGguf, describeFile, type FileAnswer } from "./ask";
import { type HubListing, hubFile, listHubRepo } from "./hub";
import {
  describeMlcFile,
  listMlcFiles,
  type MlcFile,
  mlcConfigName,
  readMlcConfig,
} from "./mlc-package";
import type { HubRepo } from "./parse-address";
import { isGguf, modelTitle, splitNames } from "./split-names";

/**
 * What lies at a path of a repository. The files' addresses name the commit, where the hub tells it:
 * what a branch holds may change during a download.
 */
export async function inspectHub(
  repo: HubRepo,
  path: string,
  signal: AbortSignal,
): Promise<ModelDescription> {
  if (isGguf(path)) {
    // The metadata are a gain, not a need: other hosts have the same paths and no metadata.
    const listing = await listHubRepo(repo, signal).catch((error: unknown) => {
      signal.throwIfAborted();
      if (error instanceof ModelError) return null;
      throw error;
    });
    return inspectFile(repo, path, listing, signal);
  }
  const listing = await listHubRepo(repo, signal);
  const inside = path === "" ? "" : `${path}/`;
  if (listing.files.has(`${inside}${mlcConfigName}`)) {
    return inspectPackage(repo, path, listing, signal);
  }
  return inspectFile(repo, onlyModel(repo, inside, listing), listing, signal);
}

async function inspectFile(
  repo: HubRepo,
  path: string,
  listing: HubListing | null,
  signal: AbortSignal,
): Promise<ModelDescription> {
  const paths = splitNames(path);
  const missing = listing && paths.find((one) => !listing.files.has(one));
  if (missing) {
    throw new DownloadRefusedError(
      `The repository ${repo.name} has no file ${missing}. Check the address.`,
    );
  }
  const files: FileDescription[] = [];
  for (const one of paths) {
    const url = hubFile(repo, listing?.commit ?? repo.revision, one);
    const told = listing?.files.get(one);
    // The first also where the metadata tell all: the files themselves may want a login.
    const answer = told && files.length > 0 ? told : await askForGguf(url, signal);
    const bytes = told?.bytes ?? answer.bytes;
    const sha256 = told?.sha256 ?? answer.sha256;
    files.push(describeFile(baseName(one), url, { bytes, sha256 }));
  }
  return {
    id: `url:${hubFile(repo, repo.revision, paths[0] ?? path)}`,
    title: modelTitle(path),
    format: "gguf",
    files,
    licence: listing?.licence ?? null,
  };
}

async function inspectPackage(
  repo: HubRepo,
  path: string,
  listing: HubListing,
  signal: AbortSignal,
): Promise<ModelDescription> {
  const inside = path === "" ? "" : `${path}/`;
  const address = (name: string) => hubFile(repo, listing.commit, `${inside}${name}`);
  const config = await readMlcConfig(address, signal);
  const files = await listMlcFiles(address, config, signal);
  return {
    id: `url:${hubFile(repo, repo.revision, inside)}`,
    title: baseName(path || repo.name),
    format: "mlc",
    files: files.map((file) => confirmed(file, listing.files.get(`${inside}${file.name}`))),
    licence: listing.licence,
  };
}

/** @throws {@link IntegrityError} when the package's list and the hub don't agree */
function confirmed(file: MlcFile, told: FileAnswer | undefined): FileDescription {
  if (!told || differ(file.bytes, told.bytes) || differ(file.sha256, told.sha256)) {
    throw new IntegrityError(
      `This MLC package is not whole: its list names ${file.name}, and the repository has no such ` +
        "file or another one. Choose another package.",
    );
  }
  return describeMlcFile(file, told);
}

/** @throws {@link DownloadRefusedError} that names the models, when there is not just one */
function onlyModel(repo: HubRepo, inside: string, listing: HubListing): string {
  const models = [...listing.files.keys()].filter(
    (path) =>
      path.startsWith(inside) &&
      isGguf(path) &&
      // Of a split model, its first part. Image parts and importance matrices are no models.
      splitNames(path)[0] === path &&
      !/mmproj|imatrix/i.test(baseName(path)),
  );
  const [first] = models;
  if (first && models.length === 1) return first;
  const where = `The repository ${repo.name}`;
  throw new DownloadRefusedError(
    first
      ? `${where} holds ${models.length} models. Add one of these names to the address, after ` +
          `${repo.origin}/${repo.name}/blob/${repo.revision}/ – ${models.join(", ")}`
      : `${where} holds no GGUF file and no MLC package. Choose another.`,
  );
}

function baseName(path: string): string {
  return path.split("/").at(-1) ?? path;
}
