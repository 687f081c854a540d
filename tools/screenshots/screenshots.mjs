// Makes docs/solved.png and the pictures of the manifest, with the real model: `npm run screenshots`.
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
const { runnerImport } = await import("vite");
const { module } = await runnerImport("./tools/screenshots/main.ts");
await module.main();
