import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import * as v from "valibot";
import type { Component } from "./component.ts";

const manifestSchema = v.object({
  name: v.string(),
  version: v.string(),
  license: v.optional(v.string()),
  repository: v.optional(v.union([v.string(), v.object({ url: v.string() })])),
  dependencies: v.optional(v.record(v.string(), v.string()), {}),
});

/** Tools whose code is in the built files too: what loads chunks before they are needed. */
const helpers = ["vite"];

/** Licence and notice files, as packages name them. */
const legalFile = /^(?:licen[cs]e|notice|copying)/i;

/**
 * All packages that the app imports, and those that they import.
 * @param own texts for packages that carry none
 */
export async function npmComponents(
  root: string,
  own: Readonly<Record<string, string>>,
): Promise<Component[]> {
  const { dependencies } = v.parse(manifestSchema, await readJson(join(root, "package.json")));
  const found = new Map<string, Component>();
  const visit = async (name: string, from: string): Promise<void> => {
    const folder = await folderOf(name, from);
    // Types only: nothing of it is in the built app.
    if (name.startsWith("@types/") || found.has(folder)) return;
    const manifest = v.parse(manifestSchema, await readJson(join(folder, "package.json")));
    const { version, license, repository } = manifest;
    const address = typeof repository === "string" ? repository : repository?.url;
    found.set(folder, {
      ...{ name, version, licence: license ?? null },
      source: address?.replace(/^git\+|\.git$/g, "") ?? null,
      text: (await legalTexts(folder)) || (own[name] ?? ""),
      purl: `pkg:npm/${name.replace("@", "%40")}`,
    });
    if (helpers.includes(name)) return;
    for (const dependency of Object.keys(manifest.dependencies)) await visit(dependency, folder);
  };
  for (const name of [...Object.keys(dependencies), ...helpers]) await visit(name, root);
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function legalTexts(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => legalFile.test(name)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  return texts.map((text) => text.trim()).join("\n\n");
}

/** As Node finds a package from another one's folder. */
async function folderOf(name: string, from: string): Promise<string> {
  const places = createRequire(join(from, "package.json")).resolve.paths(name) ?? [];
  for (const place of places) {
    const manifest = join(place, name, "package.json");
    if (
      await readFile(manifest).then(
        () => true,
        () => false,
      )
    )
      return dirname(manifest);
  }
  throw new Error(`${name} is not installed. Run \`npm ci\`.`);
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, "utf8"));
}
