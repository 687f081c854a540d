import { catalogue, findEntry } from "../../models/catalogue";
import type { StoredModel } from "../../models/store/model-store";
import pypi from "../../python/packages/pypi-wheels.json";
import pythonPackages from "../../python/pyodide-distribution.json";
import type { Texts } from "../texts/texts";
import { hostsOf } from "./hosts";

export interface ContactedHost {
  readonly host: string;
  /** When it is contacted, and why. */
  readonly why: string;
}

/** Every host that this app ever contacts, with what this person's models add to them. */
export function contactedHosts(
  site: string,
  models: readonly StoredModel[],
  { storage: { hosts: words } }: Texts,
): ContactedHost[] {
  const listed = new Set(
    catalogue.flatMap(({ source }) => (source.kind === "download" ? hostsOf(source.model) : [])),
  );
  const entered = new Set(
    models.flatMap(({ id, description }) => (findEntry(id) ? [] : hostsOf(description))),
  );
  return [
    { host: site, why: words.site },
    ...[...listed].map((host) => ({ host, why: words.catalogue })),
    ...[...entered]
      .filter((host) => host !== site && !listed.has(host))
      .map((host) => ({ host, why: words.address })),
    { host: new URL(pythonPackages.url).host, why: words.packages },
    ...[...new Set(pypi.wheels.map(({ url }) => new URL(url).host))].map((host) => ({
      host,
      why: words.pypi,
    })),
    { host: "raw.githubusercontent.com", why: words.webLlm },
    { host: words.ownServer, why: words.server },
  ];
}
