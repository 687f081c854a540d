// Compares the engine's tokenizer with the reference, or makes what the tests compare with.
//   node tools/tokenizer-check/check.mjs TOKENIZER.json [OUT.json]
// Needs Python with `tokenizers` (requirements.txt); PYTHON names it.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createServer } from "vite";

const [source, out] = process.argv.slice(2).map((path) => resolve(path));
process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
const vite = await createServer({
  configFile: false,
  appType: "custom",
  server: { middlewareMode: true, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
const { compare, strings } = await vite.ssrLoadModule("/tools/tokenizer-check/compare.ts");
const folder = mkdtempSync(join(tmpdir(), "tokenizer-check-"));
try {
  const texts = join(folder, "strings.json");
  const reference = out ?? join(folder, "reference.json");
  writeFileSync(texts, JSON.stringify(strings));
  const command = ["tools/tokenizer-check/reference.py", source, texts, reference];
  const { status, error } = spawnSync(process.env.PYTHON ?? "python3", command, {
    stdio: "inherit",
  });
  if (error) console.error(error.message);
  process.exitCode = status === 0 ? compare(source, reference) : 1;
} finally {
  rmSync(folder, { recursive: true });
  await vite.close();
}
