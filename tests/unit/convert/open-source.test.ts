import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import type { ByteSource } from "../../../src/models/convert/byte-source";
import { openSource } from "../../../src/models/convert/open-source";
import { ggufHeader } from "../models/gguf-file";
import { convertTo, fileOf, fixtures, openPath, readFiles } from "./helpers";

// A busy machine may take long.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const mixed = join(fixtures, "mixed.gguf");
const folder = join(fixtures, "safetensors");
const webPage = "<!doctype html><title>Log in</title>";
const pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n";

const open = (files: readonly ByteSource[]) => openSource(files, "A model");

describe("a GGUF file", () => {
  const shape = {
    ...{ "qwen2.block_count": 1, "qwen2.embedding_length": 32, "qwen2.feed_forward_length": 64 },
    ...{ "qwen2.attention.head_count": 2, "qwen2.context_length": 512, "qwen2.vocab_size": 300 },
    "qwen2.attention.layer_norm_rms_epsilon": 1e-6,
  };
  const made = (values: Parameters<typeof ggufHeader>[0], type = 0) =>
    fileOf(
      "model.gguf",
      Buffer.concat([
        ggufHeader({ "general.architecture": "qwen2", ...shape, ...values }, [
          { name: "token_embd.weight", shape: [256, 4], type, offset: 0 },
        ]),
        Buffer.alloc(8192),
      ]),
    );

  it("of another architecture is refused", async () => {
    const file = made({
      ...Object.fromEntries(
        Object.entries(shape).map(([key, value]) => [key.replace("qwen2", "llama"), value]),
      ),
      "general.architecture": "llama",
    });
    await expect(open([file])).rejects.toThrow(/architecture “llama”.*Use it as it is/);
  });

  it("with weights of fewer bits is refused, and the right file named", async () => {
    await expect(open([made({}, 12)])).rejects.toThrow(
      /^model\.gguf stores weights as Q4_K, .*Q8_0, F16 or BF16/,
    );
  });

  it("with stretched positions is refused", async () => {
    const file = made({ "qwen2.rope.scaling.type": "yarn" });
    await expect(open([file])).rejects.toThrow(/RoPE scaling “yarn”/);
  });

  it("with a vocabulary of another kind is refused", async () => {
    const file = made({ "tokenizer.ggml.model": "llama", "tokenizer.ggml.pre": "default" });
    await expect(open([file])).rejects.toThrow(/“llama\/default”, and only “gpt2” with qwen2/);
  });

  it("that is cut, a web page or nothing is refused", async () => {
    const whole = await readFile(mixed);
    const cut = (length: number) => [fileOf("m.gguf", whole.subarray(0, length))];
    await expect(open(cut(whole.length - 1))).rejects.toThrow(/m\.gguf ends too early/);
    await expect(open(cut(3000))).rejects.toThrow(/cut off|damaged/);
    await expect(open(cut(0))).rejects.toThrow(/empty/);
    await expect(open([fileOf("m.gguf", webPage)])).rejects.toThrow(/web page/);
  });

  it("that is a part of a split model needs the others", async () => {
    const file = made({ "split.count": 3, "split.no": 0 });
    await expect(open([file])).rejects.toThrow(/belongs to a model of 3 files, and 1 were given/);
  });

  it("gives a shape with the rows of its table", async () => {
    expect((await openPath(mixed)).shape).toEqual({
      ...{ layers: 2, heads: 2, kvHeads: 1, headSize: 16, embeddingSize: 32, feedForwardSize: 64 },
      ...{ vocabularySize: 262, contextLength: 512, ropeBase: 500_000 },
      ...{ normEpsilon: Math.fround(1e-6), tiedEmbeddings: true },
    });
  });

  it("gives a tokenizer without the fillers of its vocabulary", async () => {
    const { tokenizerFiles, endIds } = await openPath(mixed);
    const text = Object.fromEntries(
      tokenizerFiles.map(({ name, text }) => [name, JSON.parse(text)]),
    );
    const { added_tokens, model } = text["tokenizer.json"];
    expect(
      added_tokens.map((token: { id: number; content: string; special: boolean }) => [
        ...[token.id, token.content, token.special],
      ]),
    ).toEqual([
      [256, "<|endoftext|>", true],
      [257, "<|im_start|>", true],
      [258, "<|im_end|>", true],
      [259, "<tool_call>", false],
      [260, "</tool_call>", false],
    ]);
    expect(model.vocab["[PAD261]"]).toBeUndefined();
    expect(model.merges).toEqual([
      ["Ġ", "a"],
      ["a", "b"],
    ]);
    expect(text["tokenizer_config.json"]).toMatchObject({
      eos_token: "<|im_end|>",
      chat_template: "{{ messages[0]['content'] }}",
    });
    expect(endIds).toEqual([258, 256]);
  });
});

describe("safetensors files", () => {
  const changed = async (name: string, contents: string | Uint8Array<ArrayBuffer> | null) => [
    ...(await readFiles(folder)).filter((file) => file.name !== name),
    ...(contents === null ? [] : [fileOf(name, contents)]),
  ];
  const first = "model-00001-of-00002.safetensors";
  const second = "model-00002-of-00002.safetensors";

  it.each([
    ["config.json", null, /config\.json is missing/],
    ["config.json", webPage, /config\.json is a web page/],
    ["config.json", "{", /config\.json is cut off or damaged/],
    ["config.json", '{"model_type": "qwen2"}', /config\.json is not as expected \(hidden_size/],
    ["tokenizer.json", null, /tokenizer\.json is missing/],
    [first, null, /model-00001-of-00002\.safetensors is missing/],
    [first, webPage, /is a web page/],
    [first, pointer, /Git LFS/],
    [first, "", /is empty/],
    [first, "abc", /ends too early/],
    [first, "something else that is long enough", /no safetensors file/],
  ])("with %s as %s are refused", async (name, contents, message) => {
    await expect(open(await changed(name, contents))).rejects.toThrow(message);
  });

  it("that are cut, in the header or behind it, are refused", async () => {
    const bytes = await readFile(join(folder, second));
    await expect(open(await changed(second, bytes.subarray(0, 100)))).rejects.toThrow(
      /ends too early/,
    );
    await expect(open(await changed(second, bytes.subarray(0, bytes.length - 2)))).rejects.toThrow(
      /ends too early/,
    );
  });

  const withConfig = async (change: object) => {
    const config = JSON.parse(await readFile(join(folder, "config.json"), "utf8"));
    return changed("config.json", JSON.stringify({ ...config, ...change }));
  };

  it.each([
    [{ model_type: "llama" }, /type “llama”/],
    [{ quantization_config: { quant_method: "gptq" } }, /quantised already/],
    [{ rope_scaling: { type: "yarn" } }, /stretches its positions/],
    [{ use_sliding_window: true }, /sees only a window/],
  ])("of a model with %o are refused", async (change, message) => {
    await expect(open(await withConfig(change))).rejects.toThrow(message);
  });

  it("of 8-bit floats are refused", async () => {
    const bytes = await readFile(join(folder, first));
    const text = bytes.toString("latin1").replace('"F32"', '"F8_"');
    await expect(open(await changed(first, Buffer.from(text, "latin1")))).rejects.toThrow(
      /as F8_\. Take the model's files with 16 or 32 bits/,
    );
  });

  it("need no index", async () => {
    const files = await changed("model.safetensors.index.json", null);
    expect((await open(files)).tensors.size).toBe(27);
  });

  it("may have RoPE's base where newer versions of Transformers write it", async () => {
    const rope_parameters = { rope_theta: 12_345, rope_type: "default" };
    const files = await withConfig({ rope_theta: undefined, rope_parameters });
    expect((await open(files)).shape.ropeBase).toBe(12_345);
  });

  it("lack a tensor: no package begins", async () => {
    const source = await openPath(folder);
    const tensors = new Map(source.tensors);
    tensors.delete("model.layers.1.mlp.up_proj.weight");
    await expect(convertTo({ ...source, tensors }, "q4f16_1")).rejects.toThrow(
      /has no tensor model\.layers\.1\.mlp\.up_proj\.weight/,
    );
  });

  it("with numbers that 16 bits can't hold want a format with 32", async () => {
    const source = await openPath(folder);
    const name = "model.norm.weight";
    const large = source.tensors.get(name);
    if (!large) throw new Error("There is no such tensor.");
    const numbers = new Float32Array(large.columns).fill(1e6);
    const tensors = new Map(source.tensors).set(name, {
      ...large,
      type: "F32",
      readRows: async () => new Uint8Array(numbers.buffer),
    });
    await expect(convertTo({ ...source, tensors }, "q4f16_1")).rejects.toThrow(
      /norm\.weight holds 1000000, which is too large for 16 bits\. Choose a format with f32/,
    );
    await convertTo({ ...source, tensors }, "q4f32_1");
    numbers[3] = Number.NaN;
    await expect(convertTo({ ...source, tensors }, "q4f32_1")).rejects.toThrow(
      /holds NaN, which is no weight/,
    );
  });
});

describe("files that are no model", () => {
  it("are refused", async () => {
    await expect(open([fileOf("pytorch_model.bin", "x")])).rejects.toThrow(/no model to convert/);
    await expect(open([])).rejects.toThrow(/no model to convert/);
  });
});
