import { mix } from "../../../mix";
import { toHalf } from "../../../models/convert/half";
import type { ModelShape } from "../../../models/fit/model-shape";
import {
  fileBytes,
  packedWords,
  repack,
  type WeightTypeName,
  weightTypeNamed,
} from "../weights/weight-type";
import type { EngineModel } from "./engine-model";
import {
  type Transformer,
  type WantedTensor,
  type WeightTensor,
  wantedTensors,
} from "./transformer";

/** How a file's weights are stored: all alike, or as llama.cpp mixes them for its Q4_K_M. */
export type WeightMix = WeightTypeName | "Q4_K_M";

/** Where a block of a type has its scales (16-bit floats), and what its weights are at a scale of 1. */
interface Scales {
  readonly scaleAt: number;
  /** Where the block has a minimum, and the scales that take the mean away; null where it has none. */
  readonly minimum: { readonly at: number; readonly scales: number } | null;
  /** Standard deviation of the weights with random bits, at a scale of 1. */
  readonly deviation: number;
}

/** Formats: ggml-common.h of llama.cpp. Deviations follow from bits that are all equally likely. */
const scales: Readonly<Partial<Record<WeightTypeName, Scales>>> = {
  Q8_0: { scaleAt: 0, minimum: null, deviation: 74 },
  Q4_0: { scaleAt: 0, minimum: null, deviation: 4.6 },
  Q4_1: { scaleAt: 0, minimum: { at: 2, scales: -7.5 }, deviation: 4.6 },
  Q5_0: { scaleAt: 0, minimum: null, deviation: 9.2 },
  Q5_1: { scaleAt: 0, minimum: { at: 2, scales: -15.5 }, deviation: 9.2 },
  Q4_K: { scaleAt: 0, minimum: { at: 2, scales: 7.5 }, deviation: 258 },
  Q5_K: { scaleAt: 0, minimum: { at: 2, scales: 15.5 }, deviation: 527 },
  Q6_K: { scaleAt: 208, minimum: null, deviation: 1366 },
};

/** Rows are cut from a piece of this many bytes or a little more, at a place of their own. */
const tileBytes = 2 ** 18;

/**
 * A model with random weights that costs no download: for what a device can do with one of this shape.
 * A token's numbers keep a sensible size from layer to layer, so kernels work as with a real one. All of
 * the model lies on the GPU, so its memory and caches have as much to do as with the real one, but
 * matrices of the same kind are filled with the same few MB again and again: making up gigabytes takes a
 * CPU minutes.
 */
export function madeUpModel(
  transformer: Transformer,
  weights: WeightMix,
): Pick<EngineModel, "transformer" | "tensors"> {
  const kinds = new Map<string, Pick<WeightTensor, "readRows" | "madeUpRows">>();
  const random = (wanted: WantedTensor): WeightTensor => {
    const typeName = typeOf(wanted, transformer, weights);
    const key = `${typeName} ${wanted.columns}`;
    const rows = kinds.get(key) ?? randomRows(typeName, wanted.columns);
    kinds.set(key, rows);
    return { ...wanted, type: weightTypeNamed(typeName).ggufType, ...rows };
  };
  const tensors = wantedTensors(transformer).map((wanted): [string, WeightTensor] => [
    wanted.name,
    wanted.rows === 1 ? ones(wanted) : random(wanted),
  ]);
  return { transformer, tensors: new Map(tensors) };
}

/** A Qwen2 model of this shape: what the engine needs beside it costs no time. */
export function qwen2Of(shape: ModelShape, options: { tiedEmbeddings: boolean }): Transformer {
  return {
    ...shape,
    tiedEmbeddings: options.tiedEmbeddings,
    attentionBias: true,
    headNorm: false,
    normEpsilon: 1e-6,
    rope: {
      ...{ base: 1_000_000, dimensions: shape.headSize },
      ...{ pairs: "halves", scaling: { kind: "none" } },
    },
  };
}

/**
 * Q4_K_M: six bits for the last matrix, the table, and for V and down in half of the layers (the rule
 * of llama.cpp's quantiser: the first and last eighth, and every third between).
 */
function typeOf(
  { name, columns }: WantedTensor,
  { layers }: Transformer,
  weights: WeightMix,
): WeightTypeName {
  if (weights !== "Q4_K_M") return weights;
  // Rows that are no multiple of 256 have no K blocks.
  if (columns % 256 !== 0) return "Q5_0";
  const [, number, matrix] = /^blk\.(\d+)\.(\w+)/.exec(name) ?? [];
  if (number === undefined) return "Q6_K";
  const eighth = Math.floor(layers / 8);
  const layer = Number(number);
  const more =
    layer < eighth || layer >= Math.floor((7 * layers) / 8) || (layer - eighth) % 3 === 2;
  return more && (matrix === "attn_v" || matrix === "ffn_down") ? "Q6_K" : "Q4_K";
}

function ones({ name, columns }: WantedTensor): WeightTensor {
  return {
    ...{ name, type: 0, rows: 1, columns },
    readRows: async () => new Uint8Array(new Float32Array(columns).fill(1).buffer),
  };
}

function randomRows(
  typeName: WeightTypeName,
  columns: number,
): Required<Pick<WeightTensor, "readRows" | "madeUpRows">> {
  const type = weightTypeNamed(typeName);
  const rowBytes = fileBytes(type, 1, columns);
  let made: Uint8Array<ArrayBuffer> | null = null;
  let packed: Uint32Array<ArrayBuffer> = new Uint32Array();
  const readRows = async (first: number, count: number) => {
    made ??= tile(typeName, rowBytes + tileBytes, 1 / Math.sqrt(columns));
    const bytes = new Uint8Array(count * rowBytes);
    const starts = Math.floor((made.byteLength - rowBytes) / type.blockBytes);
    for (let row = 0; row < count; row++) {
      const start = (mix(first + row) % starts) * type.blockBytes;
      bytes.set(made.subarray(start, start + rowBytes), row * rowBytes);
    }
    return bytes;
  };
  return {
    readRows,
    async madeUpRows(count) {
      const words = packedWords(type, count, columns);
      if (packed.length < words) packed = repack(type, await readRows(0, count), columns);
      return packed.subarray(0, words);
    },
  };
}

/** Whole blocks of random weights of a deviation, so many bytes or a few more. */
function tile(typeName: WeightTypeName, bytes: number, deviation: number): Uint8Array<ArrayBuffer> {
  const { blockBytes } = weightTypeNamed(typeName);
  const blocks = Math.ceil(bytes / blockBytes);
  const words = Uint32Array.from({ length: Math.ceil((blocks * blockBytes) / 4) }, (_, i) =>
    mix(i),
  );
  const random = new Uint8Array(words.buffer, 0, blocks * blockBytes);
  const view = new DataView(words.buffer);
  const block = scales[typeName];
  for (let index = 0; index < blocks; index++) {
    const start = index * blockBytes;
    if (!block) {
      // Plain numbers: uniform, whose deviation is their width / √12.
      const number = ((view.getUint16(start, true) & 0x7fff) / 0x8000 - 0.5) * 3.46 * deviation;
      if (typeName === "F32") view.setFloat32(start, number, true);
      else if (typeName === "F16") view.setUint16(start, toHalf(number), true);
      else view.setUint16(start, brain(number), true);
      continue;
    }
    const scale = deviation / block.deviation;
    view.setUint16(start + block.scaleAt, toHalf(scale), true);
    const { minimum } = block;
    if (minimum) view.setUint16(start + minimum.at, toHalf(scale * minimum.scales), true);
  }
  return random;
}

/** The bits of a number as BF16, cut. */
function brain(number: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, number);
  return view.getUint16(0);
}
