import { ConversionError } from "../errors";
import type { WeightFormat } from "./format";
import { toHalf } from "./half";
import type { Parameter } from "./layout";
import { groupSize, readNumbers } from "./number-type";
import { type Groups, quantise, regroupBlocks } from "./quantise";
import type { SourceModel, SourceTensor } from "./source-model";

/** Numbers that are in memory as floats at a time. */
const chunkNumbers = 2 ** 20;

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * The bytes of a parameter's stored tensors, one after the other, as `storedTensors` lists them. Only
 * some rows are in memory at a time, and the scales of one matrix.
 * @throws {@link ConversionError} for numbers that the format can't hold
 */
export async function* convertParameter(
  parameter: Parameter,
  model: Pick<SourceModel, "tensors">,
  format: WeightFormat,
): AsyncGenerator<Bytes> {
  const { bits, dtype } = format;
  if (parameter.kind === "vector" || bits === null) {
    for await (const { bytes, tensor } of readParts(parameter, model)) {
      yield plain(readNumbers(tensor.type, bytes), dtype, tensor.name);
    }
    return;
  }
  const scales: Bytes[] = [];
  for await (const { bytes, tensor } of readParts(parameter, model)) {
    const groups = regroup(bytes, tensor, { bits, dtype });
    yield bytesOf(groups.words);
    scales.push(plain(groups.scales, dtype, tensor.name));
  }
  yield* scales;
}

/**
 * @throws {@link ConversionError} when the model lacks a tensor, or has it in another shape
 */
export function checkParts(
  { kind, columns, parts }: Parameter,
  { tensors }: Pick<SourceModel, "tensors">,
  { bits }: WeightFormat,
): void {
  for (const { tensor: name, rows } of parts) {
    const wanted = kind === "vector" ? [1, rows] : [rows, columns];
    const found = tensors.get(name);
    if (!found) {
      throw new ConversionError(
        `The model has no tensor ${name}: a file of it is missing, or it is of another kind.`,
      );
    }
    if (found.rows !== wanted[0] || found.columns !== wanted[1]) {
      throw new ConversionError(
        `The tensor ${name} has the shape ${found.rows} × ${found.columns} in place of ` +
          `${wanted.join(" × ")}: the model's files don't belong together.`,
      );
    }
  }
  if (kind === "matrix" && bits !== null && columns % groupSize !== 0) {
    throw new ConversionError(
      `The rows of this model's matrices (${columns} numbers) can't be cut into groups of ` +
        `${groupSize}. Choose the format q0f16 or q0f32.`,
    );
  }
}

interface Part {
  readonly tensor: SourceTensor;
  readonly bytes: Bytes;
}

async function* readParts(
  { parts }: Parameter,
  { tensors }: Pick<SourceModel, "tensors">,
): AsyncGenerator<Part> {
  for (const { tensor: name } of parts) {
    const tensor = tensors.get(name);
    if (!tensor) continue;
    const step = Math.max(1, Math.floor(chunkNumbers / tensor.columns));
    for (let row = 0; row < tensor.rows; row += step) {
      yield { tensor, bytes: await tensor.readRows(row, Math.min(step, tensor.rows - row)) };
    }
  }
}

function regroup(
  bytes: Bytes,
  { type }: SourceTensor,
  { bits, dtype }: { readonly bits: 4 | 8; readonly dtype: WeightFormat["dtype"] },
): Groups {
  if (type === "Q8_0" && bits === 8) return regroupBlocks(bytes);
  return quantise(readNumbers(type, bytes), { bits, dtype });
}

function plain(
  numbers: Float32Array<ArrayBuffer>,
  dtype: WeightFormat["dtype"],
  name: string,
): Bytes {
  checkFinite(numbers, name);
  if (dtype === "float32") return bytesOf(numbers);
  const halves = new Uint16Array(numbers.length);
  for (let i = 0; i < halves.length; i += 1) {
    const half = toHalf(numbers[i] ?? 0);
    if ((half & 0x7fff) === 0x7c00) {
      throw new ConversionError(
        `The tensor ${name} holds ${numbers[i]}, which is too large for 16 bits. Choose a format ` +
          "with f32.",
      );
    }
    halves[i] = half;
  }
  return bytesOf(halves);
}

function checkFinite(numbers: Float32Array, name: string): void {
  for (let i = 0; i < numbers.length; i += 1) {
    if (Number.isFinite(numbers[i])) continue;
    throw new ConversionError(
      `The tensor ${name} holds ${numbers[i]}, which is no weight: the file is damaged. Get it again.`,
    );
  }
}

function bytesOf({ buffer }: { readonly buffer: ArrayBuffer }): Bytes {
  return new Uint8Array(buffer);
}
