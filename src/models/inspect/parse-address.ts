import { DownloadRefusedError } from "../errors";

/** A model repository on the Hugging Face hub, or on a host with the same paths. */
export interface HubRepo {
  readonly origin: string;
  /** "owner/name" */
  readonly name: string;
  /** Branch, tag or commit, as it stands in an address. */
  readonly revision: string;
}

/** What a typed or pasted address leads to. */
export type Address =
  /** `path` is a file's or folder's, without slashes around it; empty for the whole repository. */
  | { readonly kind: "hub"; readonly repo: HubRepo; readonly path: string }
  | { readonly kind: "plain"; readonly url: URL };

const hub = "https://huggingface.co";
const hubHosts = /(^|\.)(huggingface\.co|hf\.co)$/;

/** How addresses go on after a repository's name. Elsewhere “raw” may well be the file itself. */
const views = /^(blob|resolve|tree)$/;
const hubViews = /^(blob|resolve|tree|raw)$/;

/**
 * Reads an address as people paste them: a file's page instead of the file, a repository's page or
 * only its name, without "https://".
 * @throws {@link DownloadRefusedError} when it is none
 */
export function parseAddress(typed: string): Address {
  const url = readUrl(typed.trim());
  const onHub = hubHosts.test(url.hostname);
  const [owner, name, view, revision, ...rest] = url.pathname.split("/").filter(Boolean);
  if (owner && name && revision && view && (onHub ? hubViews : views).test(view)) {
    const repo = { origin: url.origin, name: `${owner}/${name}`, revision };
    return { kind: "hub", repo, path: rest.map(decodePart).join("/") };
  }
  if (owner && name && !view && onHub) {
    const repo = { origin: url.origin, name: `${owner}/${name}`, revision: "main" };
    return { kind: "hub", repo, path: "" };
  }
  return { kind: "plain", url };
}

/** A part of a path as people read it; as it stands where its coding is broken. */
export function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function readUrl(typed: string): URL {
  // "owner/name": a repository of the hub.
  if (/^[\w-]+\/[\w.-]+$/.test(typed) && !/\.gguf$/i.test(typed)) return new URL(`${hub}/${typed}`);
  // A host without a scheme: it has a dot, or is this computer.
  const whole = /^([\w-]+\.[\w.-]+|localhost)(:\d+)?(\/|$)/i.test(typed)
    ? `https://${typed}`
    : typed;
  const url = URL.canParse(whole) ? new URL(whole) : null;
  if (!url?.hostname || !/^https?:$/.test(url.protocol)) {
    throw new DownloadRefusedError(
      "This is no address that a model can be fetched from: it must begin with https:// or http://.",
    );
  }
  if (url.username || url.password) {
    throw new DownloadRefusedError(
      "This address holds a user name or password, and browsers don't fetch such addresses. " +
        "Download the file by hand and import it here.",
    );
  }
  url.hash = "";
  return url;
}
