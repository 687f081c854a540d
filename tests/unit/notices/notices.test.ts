import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import Ajv from "ajv";
import { beforeAll, describe, expect, it } from "vitest";
import { collectComponents } from "../../../tools/notices/collect";
import type { Component } from "../../../tools/notices/component";
import { licenceProblems } from "../../../tools/notices/licences";
import { noticesText } from "../../../tools/notices/notices-text";
import { sbomJson } from "../../../tools/notices/sbom";

let components: readonly Component[];
beforeAll(async () => {
  components = await collectComponents(process.cwd());
}, 60_000);

const named = (name: string) => components.find((one) => one.name === name);

describe("what others made and the app holds", () => {
  it("may be passed on with the app, with its licence text", () => {
    expect(licenceProblems(components)).toEqual([]);
  });

  it("is every package that the app imports, and those that they import", () => {
    const { dependencies } = JSON.parse(readFileSync("package.json", "utf8"));
    for (const name of Object.keys(dependencies)) expect(named(name), name).toBeDefined();
    for (const name of ["scheduler", "@lezer/lr", "workbox-routing", "vite"]) {
      expect(named(name), name).toBeDefined();
    }
    expect(named("vitest")).toBeUndefined();
  });

  it("is every Python package of the set-up, those of IPython's archive among them", () => {
    const pins = JSON.parse(readFileSync("src/python/wheels.json", "utf8"));
    const ours = pins.wheels.filter(({ source }: { source: string }) => source === "registry");
    for (const { name, version } of [...ours, ...pins.ipython.wheels]) {
      expect(named(name), name).toMatchObject({ version });
    }
  });

  it("names where the source of Pyodide is, which its licence asks for", () => {
    expect(named("pyodide")).toMatchObject({
      licence: "MPL-2.0",
      source: expect.stringMatching(/^https:\/\/github\.com\/pyodide\/pyodide\/tree\/\d/),
    });
  });

  it("is written down once a licence text, with each name", () => {
    const text = noticesText(components);
    for (const { name, version } of components) {
      expect(text).toContain(version === null ? name : `${name} ${version}`);
    }
    for (const copyright of [
      "Meta Platforms",
      // Whose licences name them beside the standard text.
      "Neither the name Facebook, nor Meta",
      "Julian R Seward",
      "David M. Gay",
      "Ville Laurikari",
      "INRIA, CMU and Microsoft",
      "Khan Academy",
      "SymPy Development Team",
      "IPython",
    ]) {
      expect(text).toContain(copyright);
    }
    expect(text.split("Mozilla Public License, version 2.0\n").length - 1).toBe(1);
  });
});

describe("the check of licences", () => {
  const one: Component = {
    ...{ name: "a", version: "1", licence: "MIT", source: null, text: "MIT", purl: null },
  };

  it("refuses what it does not know, what forbids it, and what lacks its text", () => {
    for (const licence of ["GPL-3.0-only", "SSPL-1.0", "UNLICENSED", "MIT AND GPL-2.0-only", ""]) {
      expect(licenceProblems([{ ...one, licence }])).toHaveLength(1);
    }
    expect(licenceProblems([{ ...one, licence: null }])).toHaveLength(1);
    expect(licenceProblems([{ ...one, text: " " }])).toHaveLength(1);
    expect(licenceProblems([{ ...one, licence: "MPL-2.0" }])).toHaveLength(1);
  });

  it("takes a choice of licences where one will do", () => {
    for (const licence of ["(MIT OR GPL-3.0-only)", "BSD-2-Clause", "MIT AND ISC"]) {
      expect(licenceProblems([{ ...one, licence }])).toEqual([]);
    }
  });
});

describe("the bill of materials", () => {
  it("is valid CycloneDX 1.6 and the same each time", () => {
    const require = createRequire(import.meta.url);
    const folder = require
      .resolve("@cyclonedx/cyclonedx-library/package.json")
      .replace("package.json", "res/schema/");
    // Their names for each other differ from those of the files that the package holds.
    const read = (name: string) => ({
      ...JSON.parse(readFileSync(`${folder}${name}`, "utf8")),
      $id: `http://cyclonedx.org/schema/${name}`,
    });
    const ajv = new Ajv({ strict: false, validateFormats: false });
    ajv.addSchema(read("spdx.SNAPSHOT.schema.json"));
    ajv.addSchema(read("jsf-0.82.SNAPSHOT.schema.json"));
    const validate = ajv.compile(read("bom-1.6.SNAPSHOT.schema.json"));
    const app = { name: "math-solver", version: "1.2.3" };
    const json = sbomJson(app, components);
    validate(JSON.parse(json));
    expect(validate.errors).toBeNull();
    expect(JSON.parse(json).components).toHaveLength(components.length);
    expect(sbomJson(app, [...components].reverse())).toBe(json);
    expect(validate({ bomFormat: "CycloneDX", specVersion: "1.6", components: [{}] })).toBe(false);
  });
});
