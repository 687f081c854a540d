// Trusted Types: with the built pages' policy (tools/vite/content-policy.ts) browsers that know them run
// no script, and parse no HTML, from a text that did not come through here.

/** What `trustedTypes` gives; browsers take it where TypeScript's own types have a string. */
interface TrustedTypePolicy {
  createScriptURL(address: string): string;
  createHTML(html: string): string;
}
interface TrustedTypePolicyFactory {
  createPolicy(name: string, rules: TrustedTypePolicy): TrustedTypePolicy;
}

const rules: TrustedTypePolicy = {
  createScriptURL(address) {
    const { protocol, origin } = new URL(address, location.href);
    // Of this site, or made by this page.
    if (protocol === "blob:" || origin === location.origin) return address;
    throw new TypeError(`No script is run from ${origin}.`);
  },
  createHTML: (html) => html,
};

const policy = factoryOf(globalThis)?.createPolicy("math-solver", rules) ?? rules;

function factoryOf(place: object): TrustedTypePolicyFactory | null {
  return "trustedTypes" in place ? (place.trustedTypes as TrustedTypePolicyFactory) : null;
}

/** A worker's address, for `Worker` and `register`. @throws TypeError where it is of another site */
export function trustedScript(address: string): string {
  return policy.createScriptURL(address);
}

/** A frame's own page, for `srcdoc`. No text of a model, a person or a server may be part of it. */
export function trustedPage(html: string): string {
  return policy.createHTML(html);
}
