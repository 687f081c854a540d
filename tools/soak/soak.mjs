// `npm run soak`: runs main.ts, which is TypeScript and shares its code with the tests, through Vite.
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
const { runnerImport } = await import("vite");
const { module } = await runnerImport("./tools/soak/main.ts");
process.exit(await module.main(process.argv.slice(2)));
