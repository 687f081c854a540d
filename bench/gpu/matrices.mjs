// `npm run bench:matrices`: runs matrices.ts, which is TypeScript and shares its code with the app, through Vite.
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
const { runnerImport } = await import("vite");
const { module } = await runnerImport("./bench/gpu/matrices.ts");
process.exit(await module.main(process.argv.slice(2)));
