import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, it } from "vitest";

const read = (path: string) => readFileSync(path, "utf8");

it("has TVM's web runtime in the version of the compiler that made the libraries", () => {
  const compiler = /^apache-tvm==(\d+\.\d+)/m.exec(
    read("tools/model-library/requirements.txt"),
  )?.[1];
  const { dependencies } = JSON.parse(read("package.json"));
  expect(compiler).toBeDefined();
  expect(dependencies["@mlc-ai/web-runtime"]).toMatch(new RegExp(`^${compiler}\\.`));
});

it("finds the runtime's private parts that the engine uses", () => {
  const bundle = read(createRequire(import.meta.url).resolve("@mlc-ai/web-runtime"));
  for (const part of [
    "this.lib.webGPUContext = webGPUContext",
    "copyRawBytesToBuffer(rawBytes, toPtr, toOffset, nbytes)",
    "this.shaderSubmitCounter += 1",
  ]) {
    expect(bundle).toContain(part);
  }
});
