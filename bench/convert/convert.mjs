// `npm run bench:convert`: converts a generated model of OpenMath-1.5B's shape (3.1 GB) as the command
// does, and prints the time and the most memory that its process held. Formats may be named:
// `npm run bench:convert -- q4f16_1`.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeLargeSource } from "./large-source.mjs";

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));

/** @returns bytes; null where the system doesn't tell (it is not Linux) */
async function peakMemory(pid) {
  const path = `/proc/${pid}/status`;
  if (!existsSync(path)) return null;
  const found = /VmHWM:\s*(\d+) kB/.exec(await readFile(path, "utf8").catch(() => ""));
  return found ? Number(found[1]) * 1024 : null;
}

async function measure(source, format, out) {
  const started = performance.now();
  const command = ["tools/convert/convert.mjs", source, "--format", format, "--out", out];
  const child = spawn(process.execPath, command, { stdio: ["ignore", "ignore", "inherit"] });
  let peak = 0;
  const look = setInterval(async () => {
    peak = Math.max(peak, (await peakMemory(child.pid)) ?? 0);
  }, 100);
  const code = await new Promise((resolve) => child.on("close", resolve));
  clearInterval(look);
  if (code !== 0) throw new Error(`The conversion to ${format} failed.`);
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `${format}: ${seconds.toFixed(1)} s, at most ${(peak / 1e6).toFixed(0)} MB of memory`,
  );
}

const folder = await mkdtemp(join(tmpdir(), "bench-convert-"));
try {
  const source = join(folder, "source");
  const bytes = await writeLargeSource(source);
  console.log(`source: ${(bytes / 1e9).toFixed(2)} GB of BF16 in safetensors`);
  const named = process.argv.slice(2);
  for (const format of named.length > 0 ? named : ["q4f16_1", "q8f32_1", "q0f32"]) {
    const out = join(folder, format);
    await measure(source, format, out);
    await rm(out, { recursive: true });
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
