import { catalogue, findEntry } from "../../models/catalogue";
import type { StoredModel } from "../../models/store/model-store";
import pythonPackages from "../../python/pyodide-distribution.json";
import { hostsOf } from "./hosts";

export interface ContactedHost {
  readonly host: string;
  /** When it is contacted, and why. docs/models.md says the same. */
  readonly why: string;
}

export const hostReasons = {
  site: "The site that this app comes from: the app itself, the demonstration model, and Python with its packages. After the first visit they are kept in this browser; then it is only asked whether there is a new version.",
  catalogue:
    "Only when you download a model of the list: it is asked for size and hash, then for the bytes. It sends browsers on to file servers of its own, whose names end in hf.co.",
  address:
    "You entered this address: contacted when you look it up, download from it, or check what came from it.",
  packages:
    "Only when Python code of a model imports a package that this app's own site doesn't have, such as SciPy: Pyodide's project publishes them there. It learns the package's name, and nothing of your problem.",
  server:
    "Only when you enter one under “A server of yours”. Then your problems are sent to it, and all that the model writes comes from it.",
  nobody: "Nobody else: no statistics, no advertising, no fonts from elsewhere.",
} as const;

/** Every host that this app ever contacts, with what this person's models add to them. */
export function contactedHosts(site: string, models: readonly StoredModel[]): ContactedHost[] {
  const listed = new Set(
    catalogue.flatMap(({ source }) => (source.kind === "download" ? hostsOf(source.model) : [])),
  );
  const entered = new Set(
    models.flatMap(({ id, description }) => (findEntry(id) ? [] : hostsOf(description))),
  );
  return [
    { host: site, why: hostReasons.site },
    ...[...listed].map((host) => ({ host, why: hostReasons.catalogue })),
    ...[...entered]
      .filter((host) => host !== site && !listed.has(host))
      .map((host) => ({ host, why: hostReasons.address })),
    { host: new URL(pythonPackages.url).host, why: hostReasons.packages },
    { host: "A server of yours", why: hostReasons.server },
  ];
}
