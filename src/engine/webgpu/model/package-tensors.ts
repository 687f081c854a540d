import { formatNames, isFormatName, weightFormat } from "../../../models/convert/format";
import { toHalf } from "../../../models/convert/half";
import { type Parameter, parametersOf } from "../../../models/convert/layout";
import { groupSize } from "../../../models/convert/number-type";
import type { ModelPackage, PackageTensor } from "../../../models/convert/open-package";
import { storedTensors } from "../../../models/convert/plan";
import { architecture } from "../../../models/convert/source-model";
import { ggufName } from "../../../models/convert/tensor-names";
import { IntegrityError } from "../../../models/errors";
import { ModelLoadError } from "../../errors";
import { weightTypeNamed } from "../weights/weight-type";
import type { WeightTensor } from "./transformer";

/**
 * A Qwen2 package's tensors under GGUF's names, cut and repacked as they are read: groups of 4 bits become
 * blocks of Q4_0, of 8 bits blocks of Q8_0. 16-bit scales pass without loss, 32-bit ones are rounded to 16.
 * @throws {@link ModelLoadError} for another architecture or format, {@link IntegrityError} when a
 *   tensor is missing or has another shape
 */
export function packageTensors({ config, tensors }: ModelPackage): Map<string, WeightTensor> {
  const { modelType, shape } = config;
  if (modelType !== architecture || !isFormatName(config.format)) {
    throw new ModelLoadError(
      `This package is a ${modelType} model in the format ${config.format}. The GPU engine runs Qwen2 models in ${formatNames.join(", ")}. Choose another package, or the model as a GGUF file.`,
    );
  }
  const format = weightFormat(config.format);
  const opened = new Map<string, WeightTensor>();
  for (const parameter of parametersOf(shape)) {
    const stored = storedTensors(parameter, format).map((wanted) => {
      const tensor = tensors.get(wanted.name);
      if (tensor && tensor.dtype === wanted.dtype && `${tensor.shape}` === `${wanted.shape}`) {
        return tensor;
      }
      throw new IntegrityError(
        `The package has no tensor ${wanted.name} of the right shape. Get it again.`,
      );
    });
    for (const part of partsOf(parameter, stored, format.bits)) opened.set(part.name, part);
  }
  return opened;
}

/** q, k and v, or gate and up, lie one after another in a package, and apart in the engine. */
function partsOf(
  { kind, columns, parts }: Parameter,
  [numbers, scales]: readonly PackageTensor[],
  bits: 4 | 8 | null,
): WeightTensor[] {
  let next = 0;
  return parts.flatMap(({ tensor, rows }) => {
    const start = next;
    next += rows;
    const name = ggufName(tensor);
    if (!numbers || name === null) return [];
    if (kind === "vector") return [plain(name, numbers, 1, rows, () => start)];
    if (!scales || bits === null) {
      return [plain(name, numbers, rows, columns, (first) => (start + first) * columns)];
    }
    const typeName = bits === 4 ? "Q4_0" : "Q8_0";
    const readRows: WeightTensor["readRows"] = async (first, count) => {
      const groups = (count * columns) / groupSize;
      const firstGroup = ((start + first) * columns) / groupSize;
      const groupBytes = (groupSize * bits) / 8;
      return blocksOf(
        bits,
        await numbers.read(firstGroup * groupBytes, groups * groupBytes),
        await readHalves(scales, firstGroup, groups),
      );
    };
    return [{ name, type: weightTypeNamed(typeName).ggufType, rows, columns, readRows }];
  });
}

/** @param place of a row's first number in the tensor */
function plain(
  name: string,
  tensor: PackageTensor,
  rows: number,
  columns: number,
  place: (row: number) => number,
): WeightTensor {
  const size = tensor.dtype === "float16" ? 2 : 4;
  const type = weightTypeNamed(tensor.dtype === "float16" ? "F16" : "F32").ggufType;
  return {
    ...{ name, type, rows, columns },
    readRows: (first, count) => tensor.read(place(first) * size, count * columns * size),
  };
}

/** The bits of scales as 16-bit floats. */
async function readHalves(
  scales: PackageTensor,
  first: number,
  count: number,
): Promise<Uint16Array> {
  if (scales.dtype === "float16") {
    return new Uint16Array((await scales.read(2 * first, 2 * count)).slice().buffer);
  }
  const wide = new Float32Array((await scales.read(4 * first, 4 * count)).slice().buffer);
  return Uint16Array.from(wide, toHalf);
}

function blocksOf(bits: 4 | 8, numbers: Uint8Array, scales: Uint16Array): Uint8Array<ArrayBuffer> {
  const groupBytes = (groupSize * bits) / 8;
  const blocks = new Uint8Array(scales.length * (2 + groupBytes));
  for (const [index, scale] of scales.entries()) {
    const at = index * (2 + groupBytes);
    blocks[at] = scale & 0xff;
    blocks[at + 1] = scale >> 8;
    const group = numbers.subarray(index * groupBytes, (index + 1) * groupBytes);
    if (bits === 8) regroup8(group, blocks, at + 2);
    else regroup4(group, blocks, at + 2);
  }
  return blocks;
}

/** A package's zero is 128; Q8_0's bytes have a sign. */
function regroup8(group: Uint8Array, blocks: Uint8Array, at: number): void {
  for (const [i, byte] of group.entries()) blocks[at + i] = byte ^ 0x80;
}

/**
 * A package's zero is 7, its numbers go to 14 and lie side by side; Q4_0's zero is 8, and the first half of
 * its numbers lies in the lower bits.
 */
function regroup4(group: Uint8Array, blocks: Uint8Array, at: number): void {
  const number = (i: number) => {
    const byte = group[i >> 1] ?? 0;
    const bits = i & 1 ? byte >> 4 : byte & 0xf;
    if (bits < 15) return bits + 1;
    throw new IntegrityError("The package's 4-bit weights are damaged. Get it again.");
  };
  const half = groupSize / 2;
  for (let i = 0; i < half; i += 1) blocks[at + i] = number(i) | (number(i + half) << 4);
}
