import { expect, it } from "vitest";
import {
  madeUpModel,
  qwen2Of,
  type WeightMix,
} from "../../../src/engine/webgpu/model/made-up-model";
import { wantedTensors } from "../../../src/engine/webgpu/model/transformer";
import { fileBytes, repack, weightTypeOf } from "../../../src/engine/webgpu/weights/weight-type";
import { halfValues } from "../../../src/models/convert/half";

const shape = qwen2Of(
  {
    ...{ layers: 28, heads: 12, kvHeads: 2, headSize: 128, embeddingSize: 1536 },
    ...{ feedForwardSize: 8960, vocabularySize: 151_936, contextLength: 131_072 },
  },
  { tiedEmbeddings: true },
);

function tensor(weights: WeightMix, name: string) {
  const found = madeUpModel(shape, weights).tensors.get(name);
  if (!found) throw new Error(`There is no ${name}.`);
  return found;
}

function typeNames(weights: WeightMix, name: string): (string | undefined)[] {
  const numbers = Array.from(
    { length: 28 },
    (_, layer) => tensor(weights, `blk.${layer}.${name}.weight`).type,
  );
  return numbers.map((number) => weightTypeOf(number)?.name);
}

it("has every tensor that a model of its shape needs", () => {
  const { tensors } = madeUpModel(shape, "Q8_0");
  for (const { name, rows, columns } of wantedTensors(shape)) {
    expect(tensors.get(name)).toMatchObject({ rows, columns });
  }
});

it("mixes Q4_K_M as llama.cpp does: six bits for V and down in 14 of 28 layers, and for the table", () => {
  const sixBits = [0, 1, 2, 5, 8, 11, 14, 17, 20, 23, 24, 25, 26, 27];
  const expected = Array.from({ length: 28 }, (_, i) => (sixBits.includes(i) ? "Q6_K" : "Q4_K"));
  expect(typeNames("Q4_K_M", "attn_v")).toEqual(expected);
  expect(typeNames("Q4_K_M", "ffn_down")).toEqual(expected);
  expect(new Set(typeNames("Q4_K_M", "ffn_up"))).toEqual(new Set(["Q4_K"]));
  expect(tensor("Q4_K_M", "token_embd.weight").type).toBe(14);
});

it("gives the same bytes whether rows are read in one piece or in several", async () => {
  const table = tensor("Q4_K_M", "token_embd.weight");
  const rowBytes = fileBytes(weightTypeOf(14) ?? expect.fail(), 1, 1536);
  const whole = await table.readRows(1000, 5);
  expect(whole.byteLength).toBe(5 * rowBytes);
  const parts = [await table.readRows(1000, 2), await table.readRows(1002, 3)];
  expect(Buffer.concat(parts).equals(Buffer.from(whole))).toBe(true);
  expect(whole.subarray(0, rowBytes)).not.toEqual(whole.subarray(rowBytes, 2 * rowBytes));
});

it("packs rows once for all matrices of a kind, as they are packed when they are read", async () => {
  const { tensors } = madeUpModel(shape, "Q8_0");
  const [q, up] = ["attn_q", "ffn_up"].map((name) => tensors.get(`blk.3.${name}.weight`));
  const few = (await q?.madeUpRows?.(8)) ?? expect.fail();
  const type = weightTypeOf(8) ?? expect.fail();
  const read = repack(type, (await q?.readRows(0, 8)) ?? expect.fail(), 1536);
  expect(Buffer.from(few).equals(Buffer.from(read))).toBe(true);
  const many = (await up?.madeUpRows?.(16)) ?? expect.fail();
  expect(many.length).toBe(2 * few.length);
  const again = (await q?.madeUpRows?.(8)) ?? expect.fail();
  expect(again.buffer).toBe(many.buffer);
  expect(again.length).toBe(few.length);
});

it.each([
  ["Q8_0", 34],
  ["F16", 2],
] as const)("makes numbers of %s that keep the size of what they multiply", async (type, step) => {
  const bytes = await tensor(type, "blk.3.attn_q.weight").readRows(0, 8);
  const view = new DataView(bytes.buffer);
  let squares = 0;
  for (let at = 0; at < bytes.byteLength; at += step) {
    const half = halfValues()[view.getUint16(at, true)] ?? Number.NaN;
    if (type === "F16") squares += half ** 2;
    for (let i = 2; i < step; i++) squares += (half * view.getInt8(at + i)) ** 2;
  }
  // A product with a vector of ones' size has that size again.
  expect(Math.sqrt(squares / 8)).toBeGreaterThan(0.9);
  expect(Math.sqrt(squares / 8)).toBeLessThan(1.1);
});
