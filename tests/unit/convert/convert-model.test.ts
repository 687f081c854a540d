import { createHash } from "node:crypto";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { readChatConfig } from "../../../src/models/convert/chat-config";
import { convertModel } from "../../../src/models/convert/convert-model";
import { formatNames, weightFormat } from "../../../src/models/convert/format";
import { parametersOf } from "../../../src/models/convert/layout";
import { planShards } from "../../../src/models/convert/plan";
import { readTensorCache } from "../../../src/models/convert/tensor-cache";
import expected from "../../fixtures/convert/expected.json";
import {
  convertTo,
  demo,
  fixtures,
  type MemoryPackage,
  memorySink,
  openPath,
  sha256,
} from "./helpers";

// A busy machine may take long.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const sources = [
  ["demo.gguf", demo],
  ["mixed.gguf", join(fixtures, "mixed.gguf")],
  ["safetensors", join(fixtures, "safetensors")],
] as const;

function cacheOf(files: MemoryPackage["files"]) {
  return readTensorCache(JSON.parse(String(files.get("tensor-cache.json"))));
}

/** Of a tensor's bytes as they lie in the package. */
function hashes({ files }: MemoryPackage): Record<string, string> {
  const entries = cacheOf(files).records.flatMap(({ dataPath, records }) =>
    records.map(({ name, byteOffset, nbytes }) => {
      const bytes = files.get(dataPath)?.subarray(byteOffset, byteOffset + nbytes);
      return [name, sha256(bytes ?? new Uint8Array()).slice(0, 16)] as const;
    }),
  );
  return Object.fromEntries(entries);
}

describe.each(sources)("%s", (name, path) => {
  it.each(formatNames)(
    "as %s holds what the reference computes, tensor by tensor",
    async (format) => {
      const made = await convertTo(await openPath(path), format);
      const wanted = Object.entries(expected[name][format]).map(([tensor, [hash]]) => [
        tensor,
        hash,
      ]);
      expect(hashes(made)).toEqual(Object.fromEntries(wanted));
      expect(made.finished).toBe(true);
    },
  );

  it.each(formatNames)("as %s is off by no more than the format allows", (format) => {
    for (const [tensor, [, largest]] of Object.entries(expected[name][format])) {
      if (typeof largest !== "number") continue;
      // Half a step of the largest weight's group, and what a 16-bit scale is off.
      const step = format.startsWith("q4") ? 1 / 7 : format.startsWith("q8") ? 1 / 127 : 2 ** -10;
      expect(largest, tensor).toBeLessThan(step / 2 + 2 ** -10);
      // Q8_0 is kept as it is.
      if (name === "demo.gguf" && format.startsWith("q8")) expect(largest, tensor).toBe(0);
    }
  });
});

describe("a package", () => {
  it("lists its shards with lengths and hashes, and the other files", async () => {
    const { files, planned } = await convertTo(await openPath(demo), "q4f32_1");
    const cache = cacheOf(files);
    for (const { dataPath, nbytes, md5sum, sha256: hash, records } of cache.records) {
      const bytes = files.get(dataPath) ?? Buffer.alloc(0);
      expect(bytes.length).toBe(nbytes);
      expect(createHash("md5").update(bytes).digest("hex")).toBe(md5sum);
      expect(sha256(bytes)).toBe(hash);
      expect(records.at(-1)?.byteOffset ?? 0).toBeLessThan(nbytes);
    }
    const others = [...files.keys()].filter((name) => !name.endsWith(".bin"));
    expect(others.toSorted()).toEqual([
      ...["mlc-chat-config.json", "tensor-cache.json", "tokenizer.json", "tokenizer_config.json"],
    ]);
    for (const { name, nbytes, sha256: hash } of cache.files ?? []) {
      expect(files.get(name)?.length).toBe(nbytes);
      expect(sha256(files.get(name) ?? new Uint8Array())).toBe(hash);
    }
    expect(planned.map(({ name }) => name).toSorted()).toEqual([...files.keys()].toSorted());
  });

  it("of a large model has shards of at most 32 MB, but for large tensors, which are alone", () => {
    const shape = {
      ...{ layers: 28, heads: 12, kvHeads: 2, headSize: 128, embeddingSize: 1536 },
      ...{ feedForwardSize: 8960, vocabularySize: 151_936, contextLength: 131_072 },
      ...{ ropeBase: 500_000, normEpsilon: 1e-6, tiedEmbeddings: true },
    };
    const format = weightFormat("q4f16_1");
    const shards = planShards(parametersOf(shape), format);
    const large = shards.filter(({ nbytes }) => nbytes > 32 * 2 ** 20);
    expect(large.map(({ records }) => records.map(({ name }) => name))).toEqual([
      ["model.embed_tokens.q_weight"],
    ]);
    expect(shards.length).toBeGreaterThan(20);
    for (const { records, nbytes } of shards) {
      const ends = records.map((tensor) => tensor.byteOffset + tensor.nbytes);
      expect(records.map(({ byteOffset }) => byteOffset)).toEqual([0, ...ends.slice(0, -1)]);
      expect(ends.at(-1)).toBe(nbytes);
    }
    const vectors = 28 * (2 * 1536 + 2048) + 1536;
    const inMatrices = 1_543_714_304 - vectors;
    // 4 bits and half a bit of scales for each weight of a matrix.
    const bytes = shards.reduce((sum, { nbytes }) => sum + nbytes, 0);
    expect(bytes).toBe((inMatrices * 4.5) / 8 + 2 * vectors);
  });

  it("says what the model is, how it ends a turn and how it is asked", async () => {
    const made = await convertTo(await openPath(join(fixtures, "safetensors")), "q0f16");
    const config = readChatConfig(JSON.parse(String(made.files.get("mlc-chat-config.json"))));
    expect(config).toMatchObject({
      modelType: "qwen2",
      format: "q0f16",
      endIds: [258, 256],
      tokenizerFiles: ["tokenizer.json", "tokenizer_config.json"],
      names: ["safetensors", ""],
      chatTemplate: "{{ messages[0]['content'] }}",
      shape: {
        ...{
          layers: 2,
          heads: 2,
          kvHeads: 1,
          headSize: 16,
          embeddingSize: 32,
          feedForwardSize: 64,
        },
        ...{ vocabularySize: 262, contextLength: 512, ropeBase: 500_000, normEpsilon: 1e-6 },
        tiedEmbeddings: false,
      },
    });
  });

  it("has no lm_head where the embeddings are tied", async () => {
    const tied = hashes(await convertTo(await openPath(join(fixtures, "mixed.gguf")), "q4f16_1"));
    expect(Object.keys(tied).filter((name) => name.startsWith("lm_head"))).toEqual([]);
  });
});

describe("a conversion", () => {
  it("tells its progress up to the end", async () => {
    const told: number[] = [];
    const source = await openPath(demo);
    await convertModel({
      ...{ source, format: "q4f16_1", sink: memorySink() },
      onProgress: (done, total) => told.push(done / total),
    });
    expect(told.length).toBeGreaterThan(10);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
  });

  it("that is ended leaves nothing", async () => {
    const controller = new AbortController();
    const sink = memorySink();
    const work = convertModel({
      ...{ source: await openPath(demo), format: "q4f16_1", sink, signal: controller.signal },
      onProgress: () => controller.abort(new Error("enough")),
    });
    await expect(work).rejects.toThrow("enough");
    expect([sink.discarded, sink.finished]).toEqual([true, false]);
  });

  it("of a model with other shapes than it says is refused before anything is written", async () => {
    const source = await openPath(demo);
    const sink = memorySink();
    const shape = { ...source.shape, feedForwardSize: source.shape.feedForwardSize + 32 };
    await expect(
      convertModel({ source: { ...source, shape }, format: "q4f16_1", sink }),
    ).rejects.toThrow(/gate_proj\.weight has the shape 768 × 256 in place of 800 × 256/);
    expect(sink.planned).toEqual([]);
  });
});
