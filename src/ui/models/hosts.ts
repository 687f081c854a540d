import type { ModelDescription } from "../../models/model-description";

/** The hosts that a model's files come from. */
export function hostsOf({ files }: ModelDescription): string[] {
  const hosts = files.flatMap(({ url }) => (url === null ? [] : [new URL(url).host]));
  return [...new Set(hosts)];
}
