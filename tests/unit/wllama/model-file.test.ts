import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { kvBytesPerToken } from "../../../src/engine/wllama/kv-size";
import { checkModelFile, readTrainedContext } from "../../../src/engine/wllama/model-file";

describe("checkModelFile", () => {
  it("knows a GGUF file by its beginning", async () => {
    await expect(checkModelFile(new Blob(["GGUF\u0003"]))).resolves.toBeUndefined();
    await expect(checkModelFile(new Blob([]))).rejects.toThrow(/empty/);
    await expect(checkModelFile(new Blob(["\n<!DOCTYPE html><p>"]))).rejects.toThrow(/web page/);
    await expect(checkModelFile(new Blob(["PK"]))).rejects.toThrow(/no GGUF/);
  });
});

describe("readTrainedContext", () => {
  it("reads it from the header", async () => {
    const file = new Blob([await readFile("tests/fixtures/script.gguf")]);
    expect(await readTrainedContext(file)).toBe(8192);
    expect(await readTrainedContext(file.slice(0, 40))).toBeNull();
    expect(await readTrainedContext(new Blob(["GGUF qwen2.context_length"]))).toBeNull();
  });
});

describe("kvBytesPerToken", () => {
  it("counts keys and values of all layers", () => {
    const metadata = {
      "general.architecture": "qwen2",
      "qwen2.block_count": "28",
      "qwen2.embedding_length": "1536",
      "qwen2.attention.head_count": "12",
      "qwen2.attention.head_count_kv": "2",
    };
    expect(kvBytesPerToken(metadata, 2)).toBe(28 * 1024);
    const sized = { ...metadata, "qwen2.attention.key_length": "64" };
    expect(kvBytesPerToken(sized, 2)).toBe(28 * 2 * (64 + 128) * 2);
    expect(kvBytesPerToken({}, 2)).toBe(28 * 1024);
  });
});
