import type { KeptPackages } from "./kept-packages";
import type { Package, PackageSource } from "./package-index";
import type { PackageNotice } from "./run-reply";

/** Puts packages into an interpreter. */
export interface Installer {
  wheel(bytes: Uint8Array<ArrayBuffer>, file: string): Promise<void>;
  /** A zip with compiled modules. */
  bytecode(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
}

interface Download {
  readonly file: string;
  readonly wheel: Uint8Array<ArrayBuffer>;
  readonly bytecode: Uint8Array<ArrayBuffer> | null;
}

/** A download that takes longer is given up. */
const patienceMs = 120_000;

/** Brings packages into one interpreter, each at most once. */
export class PackageLoader {
  readonly #fetch: typeof fetch;
  readonly #kept: KeptPackages;
  readonly #installer: Installer;
  readonly #loaded: Set<string>;

  /** @param present names of the packages that it has already */
  constructor(
    fetchFunction: typeof fetch,
    kept: KeptPackages,
    installer: Installer,
    present: readonly string[] = [],
  ) {
    this.#fetch = fetchFunction;
    this.#kept = kept;
    this.#installer = installer;
    this.#loaded = new Set(present);
  }

  /** Returns what could not be had. It is tried again when the next block asks for it. */
  async load(packages: readonly Package[]): Promise<PackageNotice[]> {
    const wanted = packages.filter(({ name }) => !this.#loaded.has(name));
    // All downloads at once; unpacked in order, dependencies first.
    const downloads = wanted.map((item) => {
      const found = this.#download(item);
      // It may fail before its turn comes.
      found.catch(() => {});
      return { item, found };
    });
    const notices: PackageNotice[] = [];
    for (const { item, found } of downloads) {
      try {
        await this.#install(await found);
        this.#loaded.add(item.name);
      } catch (error) {
        notices.push(notice(item, error));
      }
    }
    return notices;
  }

  async #install({ wheel, file, bytecode }: Download): Promise<void> {
    await this.#installer.wheel(wheel, file);
    try {
      if (bytecode) await this.#installer.bytecode(bytecode);
    } catch {
      // Python then compiles the modules itself.
    }
  }

  async #download(item: Package): Promise<Download> {
    const reasons: string[] = [];
    if (item.stored) {
      try {
        const wheel = await this.#kept.read(item.stored);
        return { file: item.stored.file, wheel, bytecode: null };
      } catch (error) {
        reasons.push(error instanceof Error ? error.message : String(error));
      }
    }
    for (const source of item.sources) {
      try {
        const [wheel, bytecode] = await Promise.all([this.#get(source), this.#getBytecode(source)]);
        if (source.foreign) this.#kept.keep(item.name, source.sha256, wheel);
        return { file: source.file, wheel, bytecode };
      } catch (error) {
        reasons.push(`${source.url}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    throw new Error(reasons.join("; "));
  }

  async #get({
    url,
    sha256,
  }: Pick<PackageSource, "url" | "sha256">): Promise<Uint8Array<ArrayBuffer>> {
    // The browser checks the hash; a wrong one fails as a network error does.
    const response = await this.#fetch(url, {
      integrity: integrityOf(sha256),
      signal: AbortSignal.timeout(patienceMs),
    });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }

  async #getBytecode({ bytecode }: PackageSource): Promise<Uint8Array<ArrayBuffer> | null> {
    if (!bytecode) return null;
    try {
      return await this.#get(bytecode);
    } catch {
      return null;
    }
  }
}

/** The hash as Subresource Integrity writes it. */
export function integrityOf(sha256: string): string {
  const bytes = sha256.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
  return `sha256-${btoa(String.fromCharCode(...bytes))}`;
}

function notice({ name, sources }: Package, error: unknown): PackageNotice {
  const reason = error instanceof Error ? error.message : String(error);
  if (sources.length === 0) {
    const message =
      `The Python package ${name} could not be loaded, so code that imports it fails. Remove it on the ` +
      `page of Python packages, then import it again. (${reason})`;
    return { package: name, message };
  }
  return {
    package: name,
    message:
      `The Python package ${name} could not be loaded, so code that imports it fails. ` +
      `To have it offline, fetch it on the page of Python packages, or run "npm run setup" with a ` +
      `network where this app is built; otherwise check the network connection. (${reason})`,
  };
}
