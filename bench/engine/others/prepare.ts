import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";

const run = promisify(execFile);

const here = "bench/engine/others";
/** What is made here lies where no other tool looks. */
const work = "node_modules/.bench-engine";

/** Addresses below the server's root; null with the reason where something is missing. */
export type Prepared<T> = T | { readonly missing: string };

async function tried<T>(what: string, prepare: () => Promise<T>): Promise<Prepared<T>> {
  try {
    return await prepare();
  } catch (error) {
    const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    return { missing: `${what}: ${line}` };
  }
}

/** The packages of the other projects, from their own lockfile. */
async function installPackages(): Promise<void> {
  if (existsSync(`${here}/node_modules/@mlc-ai/web-llm`)) return;
  await run("npm", ["ci", "--ignore-scripts", "--prefix", here]);
}

/** An MLC package of a GGUF file, in the format that our engine takes. */
async function packageOf(gguf: string): Promise<string> {
  // web-llm adds this path to every model's address.
  const folder = `${work}/mlc/resolve/main`;
  await rm(`${work}/mlc`, { recursive: true, force: true });
  await mkdir(`${work}/mlc/resolve`, { recursive: true });
  const options = ["--format", "q8f32_1", "--out", folder];
  await run(process.execPath, ["tools/convert/convert.mjs", gguf, ...options]);
  return folder;
}

/** What transformers.js needs: its packages, and the model as ONNX. */
export function prepareTransformersJs(gguf: string): Promise<Prepared<{ folder: string }>> {
  return tried("transformers.js", async () => {
    await installPackages();
    const tokenizer = await packageOf(gguf);
    const python = join(work, "venv/bin/python");
    if (!existsSync(python)) await run("python3", ["-m", "venv", `${work}/venv`]);
    const pip = ["-m", "pip", "install", "--quiet", "-r", `${here}/requirements.txt`];
    await run(python, pip);
    await run(python, [`${here}/make_onnx.py`, gguf, tokenizer, `${work}/onnx`]);
    return { folder: `/${work}/onnx` };
  });
}

/** What web-llm needs: its package, the model as an MLC package, and a library that it can load. */
export function prepareWebLlm(
  gguf: string,
): Promise<Prepared<{ folder: string; library: string }>> {
  return tried("web-llm", async () => {
    await installPackages();
    const folder = await packageOf(gguf);
    const packed = await readFile("tests/fixtures/web-llm/demo-q8f32_1.wasm.gz");
    await writeFile(`${work}/web-llm.wasm`, gunzipSync(packed));
    return { folder: `/${folder}/`, library: `/${work}/web-llm.wasm` };
  });
}
