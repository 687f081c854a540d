import { anyHost, type HostRules, HostRulesError, readHostRules } from "../protocol/host-rules";

/**
 * The owner's rules, beside the framed page. Where the owner has no such file, any host may embed; where
 * it can't be read, none: a lost connection must not lift a restriction.
 * @throws {@link HostRulesError}
 */
export async function loadHostRules(): Promise<HostRules> {
  const response = await fetch("./embed-hosts.json", { cache: "no-cache" }).catch((error) => {
    throw new HostRulesError(`embed-hosts.json could not be fetched: ${String(error)}`);
  });
  if (response.status === 404) return anyHost;
  if (!response.ok) {
    throw new HostRulesError(`embed-hosts.json could not be fetched: status ${response.status}.`);
  }
  return readHostRules(await response.text());
}
