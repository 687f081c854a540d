import type { Component } from "./component.ts";

/**
 * Licences that code of this app's own licence (Apache-2.0) may be passed on with. MPL-2.0 asks for
 * no more than that its own files stay under it and that their source is named.
 */
const allowed = new Set([
  ...["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "ISC", "MIT"],
  ...["MIT-0", "MPL-2.0", "PSF-2.0", "Python-2.0", "Unlicense", "Zlib", "bzip2-1.0.6", "dtoa"],
]);

/** What is wrong with the licences of the app's parts, a line each; empty where nothing is. */
export function licenceProblems(components: readonly Component[]): string[] {
  return components.flatMap(({ name, version, licence, text, source }) => {
    const what = version === null ? name : `${name} ${version}`;
    if (licence === null)
      return [`${what}: no licence is known. Name it in tools/notices/parts.json.`];
    if (!isAllowed(licence)) {
      return [
        `${what}: ${licence} is not on the list of tools/notices/licences.ts. Use another package, ` +
          "or add the licence there once it is clear that it may be passed on with Apache-2.0.",
      ];
    }
    if (text.trim() === "")
      return [`${what}: its licence text is missing. Add it to tools/notices.`];
    if (licence.includes("MPL") && source === null)
      return [`${what}: MPL-2.0 asks where its source is.`];
    return [];
  });
}

/** A name of the list, or a choice that has one ("MIT OR GPL-3.0-only"); "AND" needs all. */
function isAllowed(expression: string): boolean {
  const inner = /^\((.*)\)$/.exec(expression)?.[1] ?? expression;
  if (/[()]/.test(inner)) return false;
  return inner
    .split(/ OR /)
    .some((choice) => choice.split(/ AND /).every((name) => allowed.has(name.trim())));
}
