// Makes what the app serves but git does not hold: Pyodide's files and the Python packages.
// `--strict` (the tests): a missing package is a failure. Without it the app opens all the same.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { setUp } from "./set-up.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const problems = await setUp({ root, log: console.log });
for (const { message } of problems) console.warn(`Set-up: ${message}`);
if (process.argv.includes("--strict") && problems.some(({ required }) => required)) {
  process.exit(1);
}
