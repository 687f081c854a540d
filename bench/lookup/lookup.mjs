// `npm run bench:lookup`: runs main.ts, which is TypeScript and shares its code with the app, through Vite.
import { fileURLToPath } from "node:url";
import { createServer } from "vite";

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
// A runner that stays open: the reader of GGUF files is imported when it is wanted.
const vite = await createServer({
  configFile: false,
  logLevel: "error",
  appType: "custom",
  server: { middlewareMode: true, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
const { main } = await vite.ssrLoadModule("/bench/lookup/main.ts");
const code = await main(process.argv.slice(2));
await vite.close();
process.exit(code);
