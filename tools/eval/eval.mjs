// `npm run eval`: runs main.ts, which is TypeScript and shares its code with the app, through Vite.
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
const { runnerImport } = await import("vite");
const { module } = await runnerImport("./tools/eval/main.ts");
// Dawn is loaded only where the model is to run in this process.
const openNodeEngine = async (params) => {
  const node = await runnerImport("./tools/node-engine/open-engine.ts");
  return node.module.openNodeEngine(params);
};
process.exit(await module.main(process.argv.slice(2), openNodeEngine));
