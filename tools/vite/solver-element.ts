import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { bundleOne } from "./bundle-one.ts";

const entry = fileURLToPath(new URL("../../src/embed/element/index.ts", import.meta.url));
const types = new URL("../../src/embed/element/math-solver.d.ts", import.meta.url);
const manifest = new URL("../../package.json", import.meta.url);

/** The element `<math-solver>` as one module without imports. */
export async function buildElement(): Promise<string> {
  const { code } = await bundleOne(entry, {
    rolldownOptions: {
      input: entry,
      preserveEntrySignatures: "exports-only",
      output: { format: "es", entryFileNames: "math-solver.js" },
    },
  });
  return code;
}

/** The answer of an oEmbed provider: how others show the solver. Its addresses must be whole ones. */
export function oembedOf(site: string) {
  const frame = new URL("embed.html", site).href;
  return {
    ...{ version: "1.0", type: "rich", title: "Math Solver" },
    ...{ provider_name: "Math Solver", provider_url: site, width: 640, height: 640 },
    html: `<iframe src="${frame}" title="Math solver" width="640" height="640" allow="clipboard-write; storage-access; local-network-access"></iframe>`,
  };
}

/**
 * Puts `math-solver.js` beside the app, also under its version's name for pages that want to stay with
 * it, and its types. The development server makes it when it is asked for.
 * @param site where the app will be hosted, ending in "/", for oEmbed; undefined where that isn't known
 */
export function solverElement(site?: string): Plugin {
  return {
    name: "solver-element",
    configureServer(server) {
      server.middlewares.use("/math-solver.js", async (_request, response, next) => {
        try {
          const code = await buildElement();
          response.setHeader("Content-Type", "text/javascript");
          // Scripts of modules are asked for with CORS.
          response.setHeader("Access-Control-Allow-Origin", "*");
          response.end(code);
        } catch (error) {
          next(error);
        }
      });
    },
    transformIndexHtml() {
      if (!site) return [];
      const attrs = { rel: "alternate", type: "application/json+oembed", title: "Math Solver" };
      const href = new URL("oembed.json", site).href;
      return [{ tag: "link", attrs: { ...attrs, href }, injectTo: "head" }];
    },
    async generateBundle() {
      const code = await buildElement();
      const { version } = JSON.parse(await readFile(manifest, "utf8"));
      for (const fileName of ["math-solver.js", `math-solver-${version}.js`]) {
        this.emitFile({ type: "asset", fileName, source: code });
      }
      const source = await readFile(types, "utf8");
      this.emitFile({ type: "asset", fileName: "math-solver.d.ts", source });
      if (!site) return;
      const oembed = JSON.stringify(oembedOf(site));
      this.emitFile({ type: "asset", fileName: "oembed.json", source: oembed });
    },
  };
}
