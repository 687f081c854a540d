import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { collectComponents } from "../notices/collect.ts";
import { licenceProblems } from "../notices/licences.ts";
import { noticesText } from "../notices/notices-text.ts";
import { sbomJson } from "../notices/sbom.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Puts the licences of what others made beside the app (third-party-notices.txt), and a bill of
 * materials (sbom.cdx.json). A licence that may not be passed on with the app's own ends the build.
 */
export function thirdParty(): Plugin {
  return {
    name: "third-party",
    configureServer(server) {
      server.middlewares.use("/third-party-notices.txt", async (_request, response, next) => {
        try {
          response.setHeader("Content-Type", "text/plain; charset=utf-8");
          response.end(noticesText(await collectComponents(root)));
        } catch (error) {
          next(error);
        }
      });
    },
    async generateBundle() {
      const components = await collectComponents(root);
      const problems = licenceProblems(components);
      const imported = [...this.getModuleIds()].flatMap((id) => packageOf(id) ?? []);
      for (const name of new Set(imported)) {
        if (!components.some((one) => one.name === name)) {
          problems.push(`${name} is in the app, and its licence was not collected.`);
        }
      }
      if (problems.length > 0) this.error(problems.join("\n"));
      const app = JSON.parse(await readFile(`${root}package.json`, "utf8"));
      const source = noticesText(components);
      this.emitFile({ type: "asset", fileName: "third-party-notices.txt", source });
      const sbom = sbomJson({ name: app.name, version: app.version }, components);
      this.emitFile({ type: "asset", fileName: "sbom.cdx.json", source: sbom });
    },
  };
}

/** The npm package that a module is of; null for the app's own. */
function packageOf(id: string): string | null {
  return /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1] ?? null;
}
