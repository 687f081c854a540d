// `npm run render`: runs main.ts, which is TypeScript and shows a text in the app's own components, through Vite.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

// Files are named from where the command was given.
const from = process.env.INIT_CWD ?? process.cwd();
const args = process.argv.slice(2).map((arg) => (arg.startsWith("-") ? arg : resolve(from, arg)));
process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
const { runnerImport } = await import("vite");
const { module } = await runnerImport("./tools/render/main.ts");
process.exit(await module.main(args));
