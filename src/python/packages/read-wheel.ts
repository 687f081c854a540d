import { unzipSync } from "fflate";
import { WheelRefusedError } from "./package-error";
import { requiredName } from "./requirement";
import { type RecordedFile, readFields, readRecord } from "./wheel-metadata";
import { checkTags, normaliseName, parseWheelName } from "./wheel-name";

/** What a wheel says of itself, once it is known to be whole. */
export interface WheelFacts {
  /** Normalised. */
  readonly name: string;
  readonly version: string;
  /** What can be imported: the top-level modules in it. */
  readonly modules: readonly string[];
  /** Names of the packages that it needs here, normalised. */
  readonly depends: readonly string[];
  /** In one line. */
  readonly summary: string | null;
}

/** A wheel larger than this, packed or unpacked, would take the memory that its code needs. */
export const maxBytes = 256 * 2 ** 20;
const maxFiles = 20_000;
const maxTextBytes = 4 * 2 ** 20;

/**
 * Reads a wheel from disk and checks it: its name and tags, the bounds of the zip, and the hash of
 * every file in it (PEP 427). Its code is not run.
 * @param file its name, without the number that browsers add to copies
 * @throws {@link WheelRefusedError}
 */
export async function readWheel(file: string, bytes: Uint8Array<ArrayBuffer>): Promise<WheelFacts> {
  const named = parseWheelName(file);
  checkTags(file, named);
  const files = unpack(file, bytes);
  const folder = infoFolder(file, [...files.keys()]);
  const text = (name: string) => textOf(file, files, `${folder}/${name}`);
  const wheel = readFields(text("WHEEL"));
  if (!/^1(\.|$)/.test(wheel.get("wheel-version")?.[0] ?? "")) {
    throw refused(file, "is not a wheel of version 1, the only one that is known here");
  }
  await checkRecord(file, files, folder, text("RECORD"));
  const metadata = readFields(text("METADATA"));
  const name = normaliseName(metadata.get("name")?.[0] ?? "");
  const version = metadata.get("version")?.[0] ?? "";
  if (name !== named.name || !sameVersion(version, named.version)) {
    throw refused(file, `holds another package than its name says: ${name} ${version}`);
  }
  const modules = modulesIn([...files.keys()]);
  if (modules.length === 0) throw refused(file, "holds no modules that Python could import here");
  const depends = (metadata.get("requires-dist") ?? []).map(requiredName);
  return {
    name,
    version,
    modules,
    depends: [...new Set(depends.filter((required) => required !== null))],
    summary: metadata.get("summary")?.[0]?.slice(0, 300) || null,
  };
}

type Files = ReadonlyMap<string, Uint8Array>;

/** The files of a zip, within bounds. */
function unpack(file: string, bytes: Uint8Array<ArrayBuffer>): Files {
  const paths = new Set<string>();
  let total = 0;
  let fault: WheelRefusedError | null = null;
  const look = ({ name, originalSize }: { name: string; originalSize: number }): boolean => {
    total += originalSize;
    fault ??= faultOf(file, name, paths.has(name), total, paths.size);
    paths.add(name);
    // Nothing is unpacked once something is wrong.
    return fault === null && !name.endsWith("/");
  };
  let unpacked: Record<string, Uint8Array>;
  try {
    unpacked = unzipSync(bytes, { filter: look });
  } catch (cause) {
    throw fault ?? damaged(file, cause);
  }
  if (fault) throw fault;
  return new Map(Object.entries(unpacked));
}

/** What is wrong with an entry of the zip; null: nothing. */
function faultOf(
  file: string,
  path: string,
  again: boolean,
  total: number,
  count: number,
): WheelRefusedError | null {
  if (total > maxBytes) {
    return refused(file, `unpacks to more than ${maxBytes / 2 ** 20} MB, too much for this app`);
  }
  if (count >= maxFiles) return refused(file, `holds more than ${maxFiles} files, too many here`);
  if (again) return refused(file, `holds ${path} twice, as no proper wheel does`);
  const outside =
    /^[/\\]|\\|^[A-Za-z]:|\0/.test(path) || path.split("/").some((part) => part === "..");
  return outside ? refused(file, `holds a file that lies outside of it: ${path}`) : null;
}

/** The folder with what the wheel says of itself. */
function infoFolder(file: string, paths: readonly string[]): string {
  const folders = paths.map((path) => path.split("/", 1)[0] ?? "");
  const [folder, ...more] = new Set(folders.filter((name) => name.endsWith(".dist-info")));
  if (folder !== undefined && more.length === 0) return folder;
  throw refused(file, "is no wheel: it lacks the one .dist-info folder that each has");
}

function textOf(file: string, files: Files, path: string): string {
  const data = files.get(path);
  if (!data || data.byteLength > maxTextBytes) {
    throw refused(file, `is no whole wheel: ${path} is missing or too long`);
  }
  return new TextDecoder().decode(data);
}

/** Every file is listed with its hash, and nothing that is listed is missing. */
async function checkRecord(
  file: string,
  files: Files,
  folder: string,
  text: string,
): Promise<void> {
  const listed = new Map(readRecord(text).map(({ path, hash }) => [path, hash]));
  const own = ["RECORD", "RECORD.jws", "RECORD.p7s"].map((name) => `${folder}/${name}`);
  const missing = [...listed.keys()].find((path) => !files.has(path) && !own.includes(path));
  if (missing !== undefined) {
    throw refused(file, `is not whole: ${missing} is listed in it and missing`);
  }
  const checked = [...files].filter(([path]) => !own.includes(path));
  for (let start = 0; start < checked.length; start += hashedAtOnce) {
    const batch = checked.slice(start, start + hashedAtOnce);
    await Promise.all(batch.map(([path, data]) => checkHash(file, path, data, listed.get(path))));
  }
}

/** Each hash is computed elsewhere: waiting for them one by one takes longer than computing them. */
const hashedAtOnce = 64;

async function checkHash(
  file: string,
  path: string,
  data: Uint8Array,
  hash: RecordedFile["hash"] | undefined,
): Promise<void> {
  const algorithm = algorithms[hash?.algorithm ?? ""];
  if (!hash || !algorithm) throw refused(file, `was changed: ${path} has no hash in its list`);
  const digest = new Uint8Array(await crypto.subtle.digest(algorithm, new Uint8Array(data)));
  if (toBase64Url(digest) !== hash.value.replace(/=+$/, "")) {
    throw refused(file, `is damaged: ${path} has another hash than its list says`);
  }
}

/** PEP 376 allows these; older ones can be forged. */
const algorithms: Readonly<Record<string, string>> = {
  sha256: "SHA-256",
  sha384: "SHA-384",
  sha512: "SHA-512",
};

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

/** The top-level modules: files and folders with Python's source or compiled extensions. */
export function modulesIn(paths: readonly string[]): string[] {
  const names = paths
    .filter((path) => /\.(py|so)$/.test(path) && !/^[^/]*\.(dist-info|data|libs)\//.test(path))
    .map((path) => (path.includes("/") ? path.split("/", 1)[0] : path.split(".", 1)[0]) ?? "");
  return [...new Set(names)].filter((name) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)).sort();
}

/** File names have "_" where versions may have "-" or "+". */
function sameVersion(one: string, other: string): boolean {
  const plain = (version: string) => version.toLowerCase().replace(/[-_+]/g, "_");
  return plain(one) === plain(other);
}

function refused(file: string, reason: string): WheelRefusedError {
  return new WheelRefusedError(
    `${file} ${reason}. Get the file again from where it was published, then import it.`,
  );
}

function damaged(file: string, cause: unknown): WheelRefusedError {
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new WheelRefusedError(
    `${file} can't be unpacked: it is damaged or no wheel at all (${detail}). Get the file again from ` +
      "where it was published, then import it.",
    { cause },
  );
}
