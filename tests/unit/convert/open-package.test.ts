import { describe, expect, it, vi } from "vitest";
import { type ModelPackage, openPackage } from "../../../src/models/convert/open-package";
import { convertTo, demo, fileOf, filesOf, openPath } from "./helpers";

// A busy machine may take long.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

async function readAll(opened: ModelPackage): Promise<Map<string, Buffer>> {
  const tensors = new Map<string, Buffer>();
  for (const [name, tensor] of opened.tensors) {
    tensors.set(name, Buffer.from(await tensor.read(0, tensor.nbytes)));
  }
  return tensors;
}

const nothing = Buffer.alloc(0);
const made = convertTo(await openPath(demo), "q8f16_1");

describe("a package of ours", () => {
  it("gives back every byte that was written, tensor by tensor", async () => {
    const { files } = await made;
    const opened = await openPackage(filesOf(await made));
    const read = await readAll(opened);
    expect(
      Buffer.concat([...read.values()]).equals(files.get("params_shard_0.bin") ?? nothing),
    ).toBe(true);
    expect(opened.config).toMatchObject({ format: "q8f16_1", endIds: [3057, 3055] });
    expect(opened.config.names[0]).toBe("Math Solver Demo");
  });
});

/** The list and configuration of a package as MLC's tools write them. */
function foreign(records: readonly object[], bytes: Uint8Array<ArrayBuffer>) {
  const config = {
    ...{ version: "0.1.0", model_type: "qwen2", quantization: "q4f32_1" },
    model_config: {
      ...{ hidden_size: 32, intermediate_size: 64, num_attention_heads: 2, num_hidden_layers: 1 },
      ...{ num_key_value_heads: 1, rms_norm_eps: 1e-6, rope_theta: 1e6, vocab_size: 262 },
    },
    ...{ context_window_size: 4096, eos_token_id: 7, tokenizer_files: ["tokenizer.json"] },
    conv_template: { stop_token_ids: [7, 9] },
  };
  const shard = {
    dataPath: "params_shard_0.bin",
    format: "raw-shard",
    nbytes: bytes.length,
    records,
  };
  return [
    fileOf("mlc-chat-config.json", JSON.stringify(config)),
    fileOf("ndarray-cache.json", JSON.stringify({ metadata: {}, records: [shard] })),
    fileOf("tokenizer.json", "{}"),
    fileOf("params_shard_0.bin", bytes),
  ];
}

const norm = { name: "model.norm.weight", shape: [2], dtype: "float32", byteOffset: 0 };

describe("a package of MLC's", () => {
  it("has an older list, and upper halves of 32-bit floats in it", async () => {
    const halves = new Uint8Array(Uint16Array.of(0x3f80, 0xc000).buffer);
    const files = foreign([{ ...norm, format: "f32-to-bf16", nbytes: 4 }], halves);
    const opened = await openPackage(files);
    const bytes = (await readAll(opened)).get("model.norm.weight") ?? Buffer.alloc(0);
    expect([...new Float32Array(new Uint8Array(bytes).buffer)]).toEqual([1, -2]);
    const second = await opened.tensors.get("model.norm.weight")?.read(4, 4);
    expect(second && [...new Float32Array(second.buffer)]).toEqual([-2]);
    expect(opened.tensors.get("model.norm.weight")?.nbytes).toBe(8);
    expect(opened.config).toMatchObject({ endIds: [7, 9], names: [], chatTemplate: null });
    expect(opened.config.shape).toMatchObject({
      headSize: 16,
      tiedEmbeddings: false,
      ropeBase: 1e6,
    });
  });
});

describe("a package that is not whole", () => {
  const replaced = async (name: string, bytes: Uint8Array<ArrayBuffer> | string | null) =>
    filesOf(await made).flatMap((file) => {
      if (file.name !== name) return [file];
      return bytes === null ? [] : [fileOf(name, bytes)];
    });

  it.each([
    ["params_shard_0.bin", null, /has no file params_shard_0\.bin\. Get it again/],
    ["params_shard_0.bin", new Uint8Array(1000), /params_shard_0\.bin ends too early/],
    ["tokenizer.json", null, /has no file tokenizer\.json/],
    ["tokenizer.json", "<!DOCTYPE html><title>Log in</title>", /tokenizer\.json is a web page/],
    [
      "tensor-cache.json",
      '{"metadata": {}, "records": [',
      /tensor-cache\.json is cut off or damaged/,
    ],
    ["tensor-cache.json", '{"records": []}', /tensor-cache\.json .*damaged or of an unknown form/],
    ["mlc-chat-config.json", "", /mlc-chat-config\.json is empty/],
    ["mlc-chat-config.json", '{"model_type": "qwen2"}', /mlc-chat-config\.json .*quantization/],
  ])("%s as %s", async (name, bytes, message) => {
    await expect(openPackage(await replaced(name, bytes))).rejects.toThrow(message);
  });

  it("whose list has a tensor that is longer than its shape, or than its shard", async () => {
    const bytes = new Uint8Array(16);
    const odd = foreign([{ ...norm, format: "raw", nbytes: 12 }], bytes);
    await expect(openPackage(odd)).rejects.toThrow(/says that model\.norm\.weight has 12 bytes/);
    const beyond = foreign([{ ...norm, format: "raw", nbytes: 8, byteOffset: 12 }], bytes);
    await expect(openPackage(beyond)).rejects.toThrow(/damaged or of an unknown form/);
  });
});
