// `npm run convert`: runs main.ts, which is TypeScript and shares its code with the app, through Vite.
import { fileURLToPath } from "node:url";
import { createServer } from "vite";

const vite = await createServer({
  configFile: false,
  logLevel: "error",
  appType: "custom",
  server: { middlewareMode: true, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
const { main } = await vite.ssrLoadModule(fileURLToPath(new URL("main.ts", import.meta.url)));
const code = await main(process.argv.slice(2));
await vite.close();
process.exit(code);
