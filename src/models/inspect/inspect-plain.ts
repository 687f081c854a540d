import { DownloadRefusedError, IntegrityError } from "../errors";
import type { FileDescription, ModelDescription } from "../model-description";
import { askForGguf, describeFile } from "./ask";
import {
  describeMlcFile,
  isMlcFile,
  listMlcFiles,
  type MlcConfig,
  readMlcConfig,
} from "./mlc-package";
import { decodePart } from "./parse-address";
import { isGguf, modelTitle, splitNames } from "./split-names";

/** What lies at an address of any server. */
export async function inspectPlain(url: URL, signal: AbortSignal): Promise<ModelDescription> {
  const name = fileName(url);
  const isFolder = name === "" || isMlcFile(name);
  if (isFolder || !name.includes(".")) {
    const found = await inspectFolder(url, isFolder, signal);
    if (found) return found;
  }
  return inspectFile(url, signal);
}

async function inspectFile(url: URL, signal: AbortSignal): Promise<ModelDescription> {
  const parts = splitNames(url.pathname).map((path) => {
    const part = new URL(url);
    part.pathname = path;
    return part;
  });
  // The typed one first: most mistakes are in it.
  const first = await askForGguf(url.href, signal);
  const files: FileDescription[] = [];
  for (const part of parts) {
    const answer = part.href === url.href ? first : await askForGguf(part.href, signal);
    files.push(describeFile(fileName(part) || url.hostname, part.href, answer));
  }
  const name = fileName(url) || url.hostname;
  return {
    id: `url:${parts[0]?.href ?? url.href}`,
    title: isGguf(name) ? modelTitle(name) : name,
    format: "gguf",
    files,
    licence: null,
  };
}

/**
 * @param only the address can be nothing else
 * @returns null when it is no MLC package
 */
async function inspectFolder(
  typed: URL,
  only: boolean,
  signal: AbortSignal,
): Promise<ModelDescription | null> {
  const folder = new URL(typed);
  folder.pathname = only ? typed.pathname.replace(/[^/]*$/, "") : `${typed.pathname}/`;
  const address = (name: string) => {
    const url = new URL(folder);
    url.pathname += name.split("/").map(encodeURIComponent).join("/");
    return url.href;
  };
  let config: MlcConfig;
  try {
    config = await readMlcConfig(address, signal);
  } catch (cause) {
    const isNone = cause instanceof DownloadRefusedError || cause instanceof IntegrityError;
    if (!isNone) throw cause;
    if (!only) return null;
    throw new DownloadRefusedError(
      "There is no model at this address: no MLC package, and a GGUF file's address ends in .gguf. " +
        "Open the file's own page and copy its download link.",
      { cause },
    );
  }
  return {
    id: `url:${folder.href}`,
    title: decodePart(folder.pathname.split("/").at(-2) ?? "") || folder.hostname,
    format: "mlc",
    files: (await listMlcFiles(address, config, signal)).map((file) => describeMlcFile(file)),
    licence: null,
  };
}

function fileName(url: URL): string {
  return decodePart(url.pathname.split("/").at(-1) ?? "");
}
