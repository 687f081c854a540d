// Makes the icons of public/icons from public/icon.svg: `npm run icons`.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { runnerImport } from "vite";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { module: harness } = await runnerImport(join(root, "tests/harness/browser.ts"));
const { module: icons } = await runnerImport(join(root, "tools/icons/icons.ts"));

const source = await readFile(join(root, "public/icon.svg"), "utf8");
const browser = await chromium.launch({ executablePath: harness.chromiumPath() });
try {
  const page = await browser.newPage();
  await mkdir(join(root, "public/icons"), { recursive: true });
  for (const icon of icons.icons) {
    const png = await icons.drawIcon(page, source, icon);
    await writeFile(join(root, "public", icon.file), png);
  }
} finally {
  await browser.close();
}
