import { createHash } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { type GpuModel, gpuModelOf, gpuModelOfPackage } from "../../../src/engine/mlc/gpu-model";
import { openPackage } from "../../../src/models/convert/open-package";
import { convertTo, demo, filesOf, openPath } from "./helpers";

// A busy machine may take long.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** The hash of each tensor's bytes, in the order in which the engine loads them. */
async function hashes(model: GpuModel): Promise<[string, string][]> {
  const tensors = new Map<string, ReturnType<typeof createHash>>();
  for await (const { tensor, bytes } of model.weights("q8f32_1")) {
    const hash = tensors.get(tensor.name) ?? createHash("sha256");
    tensors.set(tensor.name, hash.update(bytes));
  }
  return [...tensors].map(([name, hash]) => [name, hash.digest("hex")]);
}

describe("the GPU engine", () => {
  it("gets the same model from a package as from the file that it was converted from", async () => {
    const source = await openPath(demo);
    const direct = gpuModelOf(source);
    const made = await convertTo(source, "q8f32_1");
    const packed = gpuModelOfPackage(await openPackage(filesOf(made)));
    expect(await hashes(packed)).toEqual(await hashes(direct));
    expect(packed.formats).toEqual(["q8f32_1"]);
    expect(packed.shape).toEqual(direct.shape);
    expect(packed.endIds).toEqual(direct.endIds);
    expect([packed.names, packed.chatTemplate]).toEqual([direct.names, direct.chatTemplate]);
    const text = "<|im_start|>user\nWhat is 12 + 30?<|im_end|>\n";
    expect(packed.tokenizer.encode(text)).toEqual(direct.tokenizer.encode(text));
  });

  it("takes no weights of a file that lacks a tensor", async () => {
    const source = await openPath(demo);
    const lacking = "model.layers.1.self_attn.k_proj.weight";
    const tensors = new Map([...source.tensors].filter(([name]) => name !== lacking));
    await expect(hashes(gpuModelOf({ ...source, tensors }))).rejects.toThrow(
      /no tensor model\.layers\.1\.self_attn\.k_proj\.weight/,
    );
  });
});
