import { allowsHost, type HostRules } from "../protocol/host-rules";

/** `ancestorOrigins` is missing in some browsers. */
type AnyLocation = Omit<Location, "ancestorOrigins"> & {
  readonly ancestorOrigins?: DOMStringList;
};

/** Origins of the pages around this one, as far as the browser tells. */
export function embeddersOf(window: Window): readonly string[] {
  const { ancestorOrigins }: AnyLocation = window.location;
  if (ancestorOrigins) return Array.from(ancestorOrigins);
  const { referrer } = window.document;
  return referrer ? [new URL(referrer).origin] : [];
}

/**
 * Whether all pages around may embed. Where a browser doesn't tell who they are, only an owner who allows
 * everybody allows them.
 */
export function allowsEmbedders(rules: HostRules, embedders: readonly string[]): boolean {
  if (rules.hosts === "*") return true;
  return embedders.length > 0 && embedders.every((origin) => allowsHost(rules, origin));
}
