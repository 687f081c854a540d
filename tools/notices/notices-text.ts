import type { Component } from "./component.ts";

const rule = "-".repeat(78);

/** All components with their licences, as one text. Equal texts are written once. */
export function noticesText(components: readonly Component[]): string {
  const byText = new Map<string, Component[]>();
  for (const component of components) {
    const text = component.text.replaceAll("\r\n", "\n").trim();
    byText.set(text, [...(byText.get(text) ?? []), component]);
  }
  const sections = [...byText].map(([text, sharing]) =>
    [rule, ...sharing.map(headOf), "", text, ""].join("\n"),
  );
  return [
    "Math Solver is under the Apache License 2.0. It holds software of others, under the licences",
    "below, each with where its source is.",
    "",
    ...sections,
  ].join("\n");
}

function headOf({ name, version, licence, source }: Component): string {
  const title = version === null ? name : `${name} ${version}`;
  return [`${title} (${licence ?? "unknown licence"})`, ...(source ? [source] : [])].join("\n");
}
