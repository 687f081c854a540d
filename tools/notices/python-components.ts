import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { unzipSync } from "fflate";
import type { Component } from "./component.ts";

/** What is said of a Python package in place of its own metadata. */
export interface PythonFacts {
  readonly licence: string;
  /** For a wheel without a licence file. */
  readonly text?: string;
}

const legalPath = /^[^/]+\.dist-info\/(?:METADATA$|.*(?:licen[cs]e|notice|copying|authors)[^/]*$)/i;

/**
 * The Python packages in the wheels and archives of a folder.
 * @param folder where set-up puts them
 */
export async function pythonComponents(
  folder: string,
  facts: Readonly<Record<string, PythonFacts>>,
): Promise<Component[]> {
  const names = (await readdir(folder, { recursive: true })).sort();
  const archives = names.filter((name) => /\.whl$|(?:^|\/)ipython-[^/]*\.zip$/.test(name));
  const found: Component[] = [];
  for (const name of archives) {
    const bytes = new Uint8Array(await readFile(join(folder, name)));
    const files = unzipSync(bytes, { filter: (file) => legalPath.test(file.name) });
    found.push(...packagesOf(files, facts));
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function packagesOf(
  files: Readonly<Record<string, Uint8Array>>,
  facts: Readonly<Record<string, PythonFacts>>,
): Component[] {
  const text = (path: string) => new TextDecoder().decode(files[path]);
  return Object.keys(files)
    .filter((path) => path.endsWith("/METADATA"))
    .map((path) => {
      const metadata = text(path);
      const field = (key: string) => new RegExp(`^${key}: (.+)$`, "im").exec(metadata)?.[1]?.trim();
      const name = (field("Name") ?? path).toLowerCase().replaceAll(/[_.]/g, "-");
      const folder = path.slice(0, path.lastIndexOf("/") + 1);
      const legal = Object.keys(files)
        .filter((one) => one.startsWith(folder) && one !== path)
        .sort()
        .map((one) => text(one).trim());
      const known = facts[name];
      return {
        ...{ name, version: field("Version") ?? null },
        licence: field("License-Expression") ?? known?.licence ?? null,
        source: `https://pypi.org/project/${name}/`,
        text: legal.join("\n\n") || (known?.text ?? ""),
        purl: `pkg:pypi/${name}`,
      };
    });
}
