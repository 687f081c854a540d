import { describe, expect, it, vi } from "vitest";
import { type EngineModel, openEngineModel } from "../../../src/engine/webgpu/model/engine-model";
import { wantedTensors } from "../../../src/engine/webgpu/model/transformer";
import { halfValues } from "../../../src/models/convert/half";
import { mlcConfigName } from "../../../src/models/inspect/mlc-package";
import { convertTo, demo, fileOf, filesOf, openPath } from "./helpers";

// A busy machine may take long.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const direct = await openEngineModel([await demoFile()], "demo");

async function demoFile() {
  const { readFile } = await import("node:fs/promises");
  return fileOf("demo.gguf", new Uint8Array(await readFile(demo)));
}

const packed = async (format: Parameters<typeof convertTo>[1]) =>
  openEngineModel(filesOf(await convertTo(await openPath(demo), format)), "demo");

async function bytesOf({ tensors }: EngineModel, name: string): Promise<Buffer> {
  const tensor = tensors.get(name);
  if (!tensor) throw new Error(`no tensor ${name}`);
  return Buffer.from(await tensor.readRows(0, tensor.rows));
}

const wanted = wantedTensors(direct.transformer);
const matrices = wanted.filter(({ rows }) => rows > 1);

/** The numbers of blocks of Q4_0, as GGUF defines them: the scale, then the lower halves' numbers first. */
function numbersOfQ4(bytes: Buffer): number[] {
  const halves = halfValues();
  return Array.from({ length: bytes.length / 18 }, (_, block) => {
    const scale = halves[bytes.readUInt16LE(18 * block)] ?? 0;
    const packed = [...bytes.subarray(18 * block + 2, 18 * block + 18)];
    return [...packed.map((byte) => byte & 15), ...packed.map((byte) => byte >> 4)].map(
      (number) => (number - 8) * scale,
    );
  }).flat();
}

function numbersOfQ8(bytes: Buffer): number[] {
  const halves = halfValues();
  return Array.from({ length: bytes.length / 34 }, (_, block) => {
    const scale = halves[bytes.readUInt16LE(34 * block)] ?? 0;
    return Array.from({ length: 32 }, (_, i) => bytes.readInt8(34 * block + 2 + i) * scale);
  }).flat();
}

describe("the GPU engine", () => {
  it.each(["q8f16_1", "q8f32_1"] as const)(
    "gets from a package in %s every byte of the file's matrices, and the file's vectors",
    async (format) => {
      const model = await packed(format);
      for (const { name } of matrices) {
        expect((await bytesOf(model, name)).equals(await bytesOf(direct, name)), name).toBe(true);
        expect(model.tensors.get(name)?.type).toBe(direct.tensors.get(name)?.type);
      }
      const norm = await bytesOf(direct, "output_norm.weight");
      if (format === "q8f32_1")
        expect((await bytesOf(model, "blk.1.attn_k.bias")).length).toBe(512);
      if (format === "q8f32_1") expect(await bytesOf(model, "output_norm.weight")).toEqual(norm);
      expect(model.transformer).toMatchObject({
        ...direct.transformer,
        normEpsilon: expect.any(Number),
      });
      expect([model.names, model.chatTemplate]).toEqual([direct.names, direct.chatTemplate]);
      expect(model.endIds).toEqual(direct.endIds);
      const text = "<|im_start|>user\nWhat is 12 + 30?<|im_end|>\n";
      expect(model.tokenizer.encode(text)).toEqual(direct.tokenizer.encode(text));
    },
  );

  it("gets from a package in 4 bits the nearest of fifteen numbers, in the file's order", async () => {
    const model = await packed("q4f16_1");
    for (const name of ["blk.2.attn_v.weight", "blk.0.ffn_up.weight", "token_embd.weight"]) {
      const exact = numbersOfQ8(await bytesOf(direct, name));
      const got = numbersOfQ4(await bytesOf(model, name));
      expect(got).toHaveLength(exact.length);
      for (let first = 0; first < exact.length; first += 32) {
        const group = exact.slice(first, first + 32);
        const step = Math.max(...group.map(Math.abs)) / 7;
        const far = group.filter(
          (value, i) => Math.abs(value - (got[first + i] ?? 0)) > 0.51 * step,
        );
        expect(far).toEqual([]);
      }
    }
  });

  it("reads some rows of a package as those rows of the whole", async () => {
    const model = await packed("q4f16_1");
    const tensor = model.tensors.get("blk.3.attn_k.weight");
    const rowBytes = ((tensor?.columns ?? 0) / 32) * 18;
    const some = await tensor?.readRows(5, 3);
    const whole = await bytesOf(model, "blk.3.attn_k.weight");
    expect(some && Buffer.from(some)).toEqual(whole.subarray(5 * rowBytes, 8 * rowBytes));
  });

  it("refuses packages of other kinds, and those that lack a tensor", async () => {
    const files = filesOf(await convertTo(await openPath(demo), "q4f16_1"));
    const changed = async (name: string, from: string, to: string) =>
      Promise.all(
        files.map(async (file) => {
          if (file.name !== name) return file;
          const text = new TextDecoder().decode(await file.read(0, file.size));
          return fileOf(name, text.replaceAll(from, to));
        }),
      );
    const llama = await changed(mlcConfigName, '"qwen2"', '"llama"');
    await expect(openEngineModel(llama, "demo")).rejects.toThrow(/is a llama model in the format/);
    const other = await changed(mlcConfigName, '"q4f16_1"', '"q3f16_1"');
    await expect(openEngineModel(other, "demo")).rejects.toThrow(/in the format q3f16_1/);
    const renamed = await changed("tensor-cache.json", "1.self_attn.o_proj", "1.self_attn.x_proj");
    await expect(openEngineModel(renamed, "demo")).rejects.toThrow(
      /no tensor model\.layers\.1\.self_attn\.o_proj\.q_weight/,
    );
  });
});
