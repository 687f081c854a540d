// `npm run bench:gpu`: runs main.ts, which is TypeScript and shares its code with the app, through Vite.
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
const { runnerImport } = await import("vite");
const { module } = await runnerImport("./bench/gpu/main.ts");
process.exit(await module.main(process.argv.slice(2)));
