// Serves a folder of example pages, as another site would, with the solver's address put in.
//
//   node examples/serve.mjs http://localhost:4173/ 8080
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".css": "text/css",
};

/** What stands in the pages for the solver's address. */
const placeholder = /https:\/\/solver\.example/g;

/**
 * @param {object} options
 * @param {string} options.solver address of the solver's folder
 * @param {string} [options.folder] of the pages
 * @param {number} [options.port] 0: a free one
 * @param {(path: string) => string | undefined} [options.page] pages that are in no file
 */
export async function serveExamples({ solver, folder = here(), port = 0, page }) {
  const address = solver.replace(/\/$/, "");
  const server = createServer(async ({ url = "/" }, response) => {
    const path = normalize(decodeURIComponent(new URL(url, "http://host").pathname));
    const file = path.endsWith("/") ? `${path}index.html` : path;
    const text = page?.(file) ?? (await readFile(join(folder, file), "utf8").catch(() => null));
    if (text === null) return response.writeHead(404).end();
    response.setHeader("Content-Type", types[extname(file)] ?? "text/plain");
    response.end(text.replace(placeholder, address));
  });
  await new Promise((resolve) => server.listen(port, "localhost", resolve));
  return {
    url: `http://localhost:${server.address().port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function here() {
  return fileURLToPath(new URL(".", import.meta.url));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [solver = "http://localhost:4173/", port = "8080"] = process.argv.slice(2);
  const { url } = await serveExamples({ solver, port: Number(port) });
  console.log(`The examples are at ${url}, with the solver at ${solver}`);
}
