import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "vite";

const entry = fileURLToPath(new URL("../../src/embed/element/index.ts", import.meta.url));
const types = new URL("../../src/embed/element/math-solver.d.ts", import.meta.url);
const manifest = new URL("../../package.json", import.meta.url);

/** The element `<math-solver>` as one module without imports. */
export async function buildElement(): Promise<string> {
  const result = await build({
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    build: {
      write: false,
      target: "es2022",
      rolldownOptions: {
        input: entry,
        preserveEntrySignatures: "exports-only",
        output: { format: "es", entryFileNames: "math-solver.js" },
      },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const chunks = outputs.flatMap((part) => ("output" in part ? part.output : []));
  const [chunk] = chunks;
  if (chunk?.type !== "chunk" || chunks.length > 1) {
    throw new Error(`The element is not one file: ${chunks.map(({ fileName }) => fileName)}`);
  }
  return chunk.code;
}

/**
 * Puts `math-solver.js` beside the app, also under its version's name for pages that want to stay with
 * it, and its types. The development server makes it when it is asked for.
 */
export function solverElement(): Plugin {
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
    async generateBundle() {
      const code = await buildElement();
      const { version } = JSON.parse(await readFile(manifest, "utf8"));
      for (const fileName of ["math-solver.js", `math-solver-${version}.js`]) {
        this.emitFile({ type: "asset", fileName, source: code });
      }
      const source = await readFile(types, "utf8");
      this.emitFile({ type: "asset", fileName: "math-solver.d.ts", source });
    },
  };
}
