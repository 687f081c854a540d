import { type NumberType, readNumbers } from "../../models/convert/number-type";
import { ModelLoadError } from "../errors";
import { GpuUnsuitableError } from "./errors";
import type { EngineModel } from "./model/engine-model";
import {
  layerTensors,
  outerTensors,
  type Transformer,
  type WantedTensor,
  type WeightTensor,
} from "./model/transformer";
import { rowGroup } from "./weights/layout";
import {
  fileBytes,
  packedWords,
  repack,
  type WeightType,
  weightTypeOf,
} from "./weights/weight-type";

/** Rows of a matrix that lie in one buffer. */
export interface Slice {
  readonly first: number;
  readonly rows: number;
  readonly buffer: GPUBuffer;
}

/** A packed matrix on the GPU; one that is too large for a binding lies in several buffers. */
export interface GpuMatrix {
  readonly type: WeightType;
  readonly rows: number;
  readonly columns: number;
  readonly slices: readonly Slice[];
}

/** A model's weights on the GPU, by what they are. */
export interface GpuWeights {
  readonly table: GpuMatrix;
  readonly layers: readonly GpuLayer[];
  /** f32, like all vectors. */
  readonly norm: GPUBuffer;
  /** The table itself where the embeddings are tied. */
  readonly head: GpuMatrix;
}

export type GpuLayer = Readonly<Record<"output" | "gate" | "up" | "down", GpuMatrix>> & {
  /** q, k and v; those of one type that follow each other are one matrix. */
  readonly qkv: readonly GpuMatrix[];
  readonly attnNorm: GPUBuffer;
  readonly ffnNorm: GPUBuffer;
  /** Of q, k and v, one after another. */
  readonly bias: GPUBuffer | null;
  /** Gains of q, then of k. */
  readonly headNorms: GPUBuffer | null;
};

/** Fills the buffers once they are all there. */
type Fill = (writer: Writer) => Promise<void>;

interface Writer {
  write(buffer: GPUBuffer, offset: number, bytes: ArrayBufferView<ArrayBuffer>): Promise<void>;
  /** Bytes of the file that have been read. */
  report(bytes: number): void;
}

export interface AllocatedWeights {
  readonly weights: GpuWeights;
  /** Bytes of all buffers. */
  readonly gpuBytes: number;
  /**
   * Reads all tensors and writes them into the buffers, a few MB at a time.
   * @param onBytes told of bytes of the file that have been read
   */
  fill(queue: GPUQueue, onBytes: (bytes: number) => void): Promise<void>;
}

/** Bytes of a file that are in memory at a time. */
const pieceBytes = 4 * 2 ** 20;
/** Bytes on their way to the GPU at the same time. */
const mostUnderWay = 64 * 2 ** 20;

/**
 * Makes the buffers of a model's weights: each tensor keeps the type that it has in the file.
 * @throws {@link GpuUnsuitableError} for types and shapes that the kernels don't read
 */
export function allocateWeights(
  device: Pick<GPUDevice, "createBuffer" | "limits">,
  { transformer, tensors }: Pick<EngineModel, "transformer" | "tensors">,
): AllocatedWeights {
  const fills: Fill[] = [];
  let gpuBytes = 0;
  const most = Math.min(device.limits.maxStorageBufferBindingSize, device.limits.maxBufferSize);

  const createBuffer = (label: string, size: number) => {
    gpuBytes += size;
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
    return device.createBuffer({ label, size, usage });
  };

  const need = ({ name }: WantedTensor): WeightTensor => {
    const tensor = tensors.get(name);
    if (tensor) return tensor;
    throw new ModelLoadError(`The model has no tensor ${name}. Get it again.`);
  };

  const matrix = (wanted: WantedTensor, rowsOfSlice?: number): GpuMatrix => {
    const tensor = need(wanted);
    const { rows, columns } = tensor;
    const type = matrixType(tensor);
    const slices = cut(rows, rowsOfSlice ?? sliceRows(tensor, type, most)).map(
      ({ first, rows }): Slice => {
        const bytes = 4 * packedWords(type, rows, columns);
        return { first, rows, buffer: createBuffer(`${wanted.name} ${first}`, bytes) };
      },
    );
    fills.push(async (writer) => {
      for (const slice of slices) await fillSlice(tensor, type, { ...slice, offset: 0 }, writer);
    });
    return { type, rows, columns, slices };
  };

  /** Matrices of the same inputs as one, their rows one after another: fewer matrices make shorter kernels. */
  const stack = (wanted: readonly WantedTensor[]): GpuMatrix[] => {
    const stacks: { readonly top: WeightTensor; readonly tensors: WeightTensor[]; rows: number }[] =
      [];
    for (const tensor of wanted.map(need)) {
      const last = stacks.at(-1);
      // Only the last may end within a group of rows.
      if (last?.top.type === tensor.type && last.rows % rowGroup === 0) {
        last.tensors.push(tensor);
        last.rows += tensor.rows;
      } else {
        stacks.push({ top: tensor, tensors: [tensor], rows: tensor.rows });
      }
    }
    return stacks.map(({ top, tensors, rows }): GpuMatrix => {
      const { name, columns } = top;
      const type = matrixType(top);
      const buffer = createBuffer(name, 4 * packedWords(type, rows, columns));
      fills.push(async (writer) => {
        let before = 0;
        for (const tensor of tensors) {
          const offset = 4 * packedWords(type, before, columns);
          await fillSlice(tensor, type, { first: 0, rows: tensor.rows, buffer, offset }, writer);
          before += tensor.rows;
        }
      });
      return { type, rows, columns, slices: [{ first: 0, rows, buffer }] };
    });
  };

  const vector = (...wanted: readonly WantedTensor[]): GPUBuffer => {
    const parts = wanted.map(need);
    const length = parts.reduce((sum, { columns }) => sum + columns, 0);
    const buffer = createBuffer(wanted.map(({ name }) => name).join("+"), 4 * length);
    fills.push(async ({ write, report }) => {
      let offset = 0;
      for (const part of parts) {
        const numbers = readNumbers(vectorType(part), await part.readRows(0, 1));
        await write(buffer, offset, numbers);
        offset += numbers.byteLength;
        report(vectorBytes(part));
      }
    });
    return buffer;
  };

  const weights = allocateAll(transformer, { matrix, stack, vector }, (a, b) => {
    // Cut at the same rows, since the two are read together.
    const of = (wanted: WantedTensor) => {
      const tensor = need(wanted);
      return sliceRows(tensor, matrixType(tensor), most);
    };
    return Math.min(of(a), of(b));
  });
  return {
    weights,
    gpuBytes,
    async fill(queue, onBytes) {
      let underWay = 0;
      const write: Writer["write"] = async (buffer, offset, bytes) => {
        queue.writeBuffer(buffer, offset, bytes);
        underWay += bytes.byteLength;
        if (underWay < mostUnderWay) return;
        await queue.onSubmittedWorkDone();
        underWay = 0;
      };
      for (const fill of fills) await fill({ write, report: onBytes });
      await queue.onSubmittedWorkDone();
    },
  };
}

interface Allocators {
  matrix(wanted: WantedTensor, rowsOfSlice?: number): GpuMatrix;
  stack(wanted: readonly WantedTensor[]): GpuMatrix[];
  vector(...wanted: readonly WantedTensor[]): GPUBuffer;
}

function allocateAll(
  model: Transformer,
  { matrix, stack, vector }: Allocators,
  commonRows: (a: WantedTensor, b: WantedTensor) => number,
): GpuWeights {
  const outer = outerTensors(model);
  const table = matrix(outer.table);
  const layers = Array.from({ length: model.layers }, (_, index): GpuLayer => {
    const { biases, headNorms, ...layer } = layerTensors(model, index);
    const both = commonRows(layer.gate, layer.up);
    return {
      attnNorm: vector(layer.attnNorm),
      qkv: stack([layer.q, layer.k, layer.v]),
      bias: biases ? vector(biases.q, biases.k, biases.v) : null,
      headNorms: headNorms ? vector(headNorms.q, headNorms.k) : null,
      output: matrix(layer.output),
      ffnNorm: vector(layer.ffnNorm),
      gate: matrix(layer.gate, both),
      up: matrix(layer.up, both),
      down: matrix(layer.down),
    };
  });
  const norm = vector(outer.norm);
  return { table, layers, norm, head: outer.head === outer.table ? table : matrix(outer.head) };
}

/** The type of a matrix that the kernels read. @throws {@link GpuUnsuitableError} */
export function matrixType({ name, type: number, columns }: WeightTensor): WeightType {
  const type = weightTypeOf(number);
  if (!type) {
    throw new GpuUnsuitableError(
      `its ${name} is stored in a way that our GPU engine doesn't read (GGUF type ${number})`,
    );
  }
  if (columns % type.blockSize !== 0 || columns % 32 !== 0) {
    throw new GpuUnsuitableError(
      `the rows of its ${name} (${columns} numbers) are no multiple of ${Math.max(32, type.blockSize)}`,
    );
  }
  return type;
}

/** Rows that fit one binding. */
function sliceRows({ columns, name }: WeightTensor, type: WeightType, most: number): number {
  const rows = Math.floor(most / (4 * packedWords(type, rowGroup, columns))) * rowGroup;
  if (rows > 0) return rows;
  throw new GpuUnsuitableError(`the GPU's buffers are too small for its ${name}`);
}

function cut(rows: number, step: number): { first: number; rows: number }[] {
  return Array.from({ length: Math.ceil(rows / step) }, (_, index) => ({
    first: index * step,
    rows: Math.min(step, rows - index * step),
  }));
}

async function fillSlice(
  tensor: WeightTensor,
  type: WeightType,
  { first, rows, buffer, offset: start }: Slice & { readonly offset: number },
  { write, report }: Writer,
): Promise<void> {
  const { columns } = tensor;
  const rowBytes = fileBytes(type, 1, columns);
  const step = Math.max(1, Math.floor(pieceBytes / rowBytes / rowGroup)) * rowGroup;
  let offset = start;
  for (const piece of cut(rows, step)) {
    const words =
      (await tensor.madeUpRows?.(piece.rows)) ??
      repack(type, await tensor.readRows(first + piece.first, piece.rows), columns);
    await write(buffer, offset, words);
    offset += words.byteLength;
    report(piece.rows * rowBytes);
  }
}

/** By ggml's numbers. */
const vectorTypes: ReadonlyMap<number, NumberType> = new Map([
  [0, "F32"],
  [1, "F16"],
  [30, "BF16"],
]);

function vectorType({ name, type }: WeightTensor): NumberType {
  const found = vectorTypes.get(type);
  if (found) return found;
  throw new GpuUnsuitableError(
    `its ${name} is stored in a way that our GPU engine doesn't read (GGUF type ${type})`,
  );
}

function vectorBytes(tensor: WeightTensor): number {
  return tensor.columns * (vectorType(tensor) === "F32" ? 4 : 2);
}
