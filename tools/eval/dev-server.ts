import { dirname, resolve } from "node:path";
import { createServer } from "vite";

/** The app's own dev server, for this process only. */
export interface DevServer {
  /** Ends in "/". */
  readonly url: string;
  close(): Promise<void>;
}

/** @param model the `--model` argument; a file outside the project is served too */
export async function startDevServer(model: string): Promise<DevServer> {
  const server = await createServer({
    server: {
      host: "127.0.0.1",
      port: 0,
      // A file saved while an evaluation runs must not reload the page under it.
      hmr: false,
      watch: null,
      fs: { allow: [process.cwd(), dirname(resolve(model))] },
    },
    optimizeDeps: { entries: ["tools/eval/page.html"] },
    cacheDir: "node_modules/.vite-eval",
    logLevel: "error",
  });
  await server.listen();
  const url = server.resolvedUrls?.local[0] ?? server.resolvedUrls?.network[0];
  if (!url) throw new Error("The dev server has no address.");
  return { url, close: () => server.close() };
}
