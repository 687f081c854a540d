import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import type { Component } from "./component.ts";
import { npmComponents } from "./npm-components.ts";
import { type PythonFacts, pythonComponents } from "./python-components.ts";

const text = v.object({ copyright: v.string(), text: v.string() });
const partsSchema = v.object({
  parts: v.array(
    v.object({ ...text.entries, name: v.string(), licence: v.string(), source: v.string() }),
  ),
  npm: v.record(v.string(), text),
  python: v.record(v.string(), v.object({ ...v.partial(text).entries, licence: v.string() })),
});

/**
 * All that others made and the built app holds: npm packages, Python packages, and what is compiled
 * into their files.
 * @param root the repository, after set-up
 */
export async function collectComponents(root: string): Promise<Component[]> {
  const folder = join(root, "tools/notices");
  const json = JSON.parse(await readFile(join(folder, "parts.json"), "utf8"));
  const { parts, npm, python } = v.parse(partsSchema, json);
  const pyodide: unknown = JSON.parse(
    await readFile(join(root, "node_modules/pyodide/package.json"), "utf8"),
  );
  const { version } = v.parse(v.object({ version: v.string() }), pyodide);
  const legal = async ({
    copyright = "",
    text = "",
  }: Partial<Record<"copyright" | "text", string | undefined>>) => {
    const path = text === "Apache-2.0" ? join(root, "LICENSE") : join(folder, "texts", text);
    return text === "" ? "" : `${copyright}\n\n${(await readFile(path, "utf8")).trim()}`;
  };
  const own: Record<string, string> = {};
  for (const [name, item] of Object.entries(npm)) own[name] = await legal(item);
  const facts: Record<string, PythonFacts> = {};
  for (const [name, item] of Object.entries(python)) {
    facts[name] = { licence: item.licence, text: await legal(item) };
  }
  const [pyodidePart, ...others] = await Promise.all(
    parts.map(async (part) => ({
      ...{ name: part.name, version: null, licence: part.licence, purl: null },
      source: part.source.replace("{pyodide}", version),
      text: await legal(part),
    })),
  );
  const packages = await npmComponents(root, { ...own, pyodide: pyodidePart?.text ?? "" });
  return [
    ...packages.map((one) =>
      one.name === "pyodide" ? { ...one, source: pyodidePart?.source ?? one.source } : one,
    ),
    ...(await pythonComponents(join(root, "public/assets-setup"), facts)),
    ...others,
  ];
}
