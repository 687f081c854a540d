import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { findEntry } from "../../../src/models/catalogue";
import { ImportError } from "../../../src/models/errors";
import { parseGgufHeader, readGgufHeader } from "../../../src/models/gguf/read-gguf-header";
import { ggufHeader, smallModel } from "./gguf-file";

async function file(path: string): Promise<Blob> {
  return new Blob([await readFile(path)]);
}

async function refusal(bytes: BlobPart): Promise<string> {
  const error = await readGgufHeader(new Blob([bytes])).then(
    () => "read",
    (error: unknown) => error,
  );
  expect(error).toBeInstanceOf(ImportError);
  return error instanceof Error ? error.message : String(error);
}

describe("readGgufHeader", () => {
  it("reads the demonstration model", async () => {
    const demo = await file("public/models/demo.gguf");
    const header = await readGgufHeader(demo);
    expect(header).toMatchObject({
      architecture: "qwen2",
      name: "Math Solver Demo",
      quantisation: "Q8_0",
      ropeBase: 500_000,
      splitCount: 1,
      chatTemplate: expect.stringContaining("<|im_start|>"),
      impliedBytes: demo.size,
    });
    expect(header.parameters).toBeGreaterThan(5_000_000);
    // What the catalogue says of it.
    const entry = findEntry("demo");
    expect(header).toMatchObject({ ...entry?.shape, ropeBase: 500_000 });
  });

  it("reads a file without the optional parts", async () => {
    const script = await file("tests/fixtures/script.gguf");
    const header = await readGgufHeader(script);
    expect(header).toMatchObject({
      layers: 1,
      heads: 2,
      kvHeads: 1,
      headSize: 64,
      vocabularySize: 261,
      contextLength: 8192,
      quantisation: null,
      chatTemplate: null,
      basename: null,
      baseModels: [],
      impliedBytes: script.size,
    });
  });

  it("reads a header of many MB, and not the rest of the file", async () => {
    const tokens = Array.from({ length: 30_000 }, (_, index) => `${index} `.repeat(32));
    const bytes = ggufHeader(
      {
        ...smallModel,
        "tokenizer.ggml.tokens": tokens,
        "tokenizer.chat_template": "{{ messages }}",
        "general.basename": "OpenMath",
        "general.base_model.count": 1,
        "general.base_model.0.name": "Qwen2.5 Math 1.5B",
        "general.file_type": 15,
        "qwen2.attention.key_length": 32,
      },
      [
        { name: "a", shape: [256, 10], type: 12, offset: 0 },
        { name: "b", shape: [256, 10], type: 14, offset: 1440 },
      ],
    );
    expect(bytes.length).toBeGreaterThan(5_000_000);
    let last = 0;
    const header = await parseGgufHeader(async (start, end) => {
      last = end;
      const part = new Uint8Array(end - start);
      part.set(bytes.subarray(start, end));
      return part;
    }, 2 ** 40);
    expect(header).toMatchObject({
      vocabularySize: 30_000,
      headSize: 32,
      chatTemplate: "{{ messages }}",
      basename: "OpenMath",
      baseModels: ["Qwen2.5 Math 1.5B"],
      quantisation: "Q4_K_M",
      parameters: 5120,
    });
    const dataStart = Math.ceil(bytes.length / 32) * 32;
    expect(header.impliedBytes).toBe(dataStart + 1440 + 2100);
    expect(last).toBeLessThan(bytes.length + 4_000_000);
  });

  it("computes the head size where the file does not name it", async () => {
    const read = async (start: number, end: number) => header.slice(start, end);
    const header = ggufHeader({ ...smallModel, "qwen2.attention.head_count_kv": 2 });
    expect(await parseGgufHeader(read, header.length)).toMatchObject({ kvHeads: 2, headSize: 16 });
  });

  it("tells a whole file from an interrupted one", async () => {
    const bytes = await readFile("public/models/demo.gguf");
    const half = await readGgufHeader(new Blob([bytes.subarray(0, bytes.length / 2)]));
    expect(half.impliedBytes).toBe(bytes.length);
  });
});

describe("files that are no model", () => {
  it("says what is wrong with them", async () => {
    expect(await refusal("")).toMatch(/is empty/);
    expect(await refusal("PK zip file")).toMatch(/no GGUF model file/);
    expect(await refusal(" <!DOCTYPE html><title>Sign in</title>")).toMatch(/a web page/);
    expect(await refusal("GGUF")).toMatch(/damaged or cut off/);
    const garbage = new Uint8Array(50_000).fill(7);
    garbage.set([71, 71, 85, 70, 3, 0, 0, 0]);
    expect(await refusal(garbage)).toMatch(/damaged or cut off/);
  });

  it("says that a file is too new, or for other processors", async () => {
    const bytes = ggufHeader(smallModel);
    const view = new DataView(bytes.buffer);
    view.setUint32(4, 4, true);
    expect(await refusal(bytes)).toMatch(/version 4, and this app knows versions up to 3/);
    view.setUint32(4, 3, false);
    expect(await refusal(bytes)).toMatch(/big-endian/);
  });

  it("recognises a header that is cut anywhere", async () => {
    const bytes = await readFile("public/models/demo.gguf");
    const { impliedBytes } = await readGgufHeader(new Blob([bytes]));
    expect(impliedBytes).toBe(bytes.length);
    for (let cut = 8; cut < 100_343; cut += 1999) {
      expect(await refusal(bytes.subarray(0, cut))).toMatch(/cut off/);
    }
    expect(await refusal(bytes.subarray(0, 100_342))).toMatch(/cut off inside its header/);
  });

  it("reads on no further than a file's end, whatever number of tensors it says it has", async () => {
    const bytes = ggufHeader(smallModel);
    new DataView(bytes.buffer).setBigUint64(8, 9_000_000n, true);
    expect(await refusal(bytes)).toMatch(/cut off inside its header/);
  });

  it("refuses adapters, image parts and models without the usual numbers", async () => {
    expect(await refusal(ggufHeader({ ...smallModel, "general.type": "adapter" }))).toMatch(
      /no language model.*“adapter”/,
    );
    expect(await refusal(ggufHeader({ "general.name": "x" }))).toMatch(/names no architecture/);
    expect(await refusal(ggufHeader({ "general.architecture": "clip" }))).toMatch(
      /lacks “clip\.attention\.head_count”/,
    );
  });
});
