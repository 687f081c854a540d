// `npm run bench:pipelines`: runs pipelines.ts, which is TypeScript and shares its code with the app, through Vite.
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
// Mesa keeps what it compiled; with that, nothing would be measured.
process.env.MESA_SHADER_CACHE_DISABLE = "true";
const { runnerImport } = await import("vite");
const { module } = await runnerImport("./bench/gpu/pipelines.ts");
process.exit(await module.main(process.argv.slice(2)));
