import type { Package, PackageSource } from "./package-index";
import type { PackageNotice } from "./run-reply";

/** Unpacks a wheel into the interpreter. */
export type Install = (bytes: Uint8Array, file: string) => Promise<void>;

/** Brings packages into one interpreter, each at most once. */
export class PackageLoader {
  readonly #fetch: typeof fetch;
  readonly #install: Install;
  readonly #loaded = new Set<string>();

  constructor(fetchFunction: typeof fetch, install: Install) {
    this.#fetch = fetchFunction;
    this.#install = install;
  }

  /** Returns what could not be had. It is tried again when the next block asks for it. */
  async load(packages: readonly Package[]): Promise<PackageNotice[]> {
    const wanted = packages.filter(({ name }) => !this.#loaded.has(name));
    // All downloads at once; unpacked in order, dependencies first.
    const downloads = wanted.map((item) => ({ item, found: this.#download(item) }));
    const notices: PackageNotice[] = [];
    for (const { item, found } of downloads) {
      try {
        const { bytes, file } = await found;
        await this.#install(bytes, file);
        this.#loaded.add(item.name);
      } catch (error) {
        notices.push(notice(item.name, error));
      }
    }
    return notices;
  }

  async #download(item: Package): Promise<{ bytes: Uint8Array; file: string }> {
    const reasons: string[] = [];
    for (const source of item.sources) {
      try {
        return { bytes: await this.#get(source), file: source.file };
      } catch (error) {
        reasons.push(`${source.url}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    throw new Error(reasons.join("; "));
  }

  async #get({ url, sha256 }: PackageSource): Promise<Uint8Array> {
    // The browser checks the hash; a wrong one fails as a network error does.
    const response = await this.#fetch(url, { integrity: integrityOf(sha256) });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}

/** The hash as Subresource Integrity writes it. */
export function integrityOf(sha256: string): string {
  const bytes = sha256.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
  return `sha256-${btoa(String.fromCharCode(...bytes))}`;
}

function notice(name: string, error: unknown): PackageNotice {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    package: name,
    message:
      `The Python package ${name} could not be loaded, so code that imports it fails. ` +
      `To have it offline, run "npm run setup" with a network where this app is built; ` +
      `otherwise check the network connection. (${reason})`,
  };
}
