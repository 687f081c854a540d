import { matrixType } from "./gpu-weights";
import type { EngineModel } from "./model/engine-model";
import { wantedTensors } from "./model/transformer";
import { fileBytes, packedWords } from "./weights/weight-type";

export interface WeightSizes {
  /** As they lie in the file. */
  readonly fileBytes: number;
  /** As they lie on the GPU. */
  readonly gpuBytes: number;
}

/**
 * Bytes of all of a model's weights.
 * @throws {@link GpuUnsuitableError} for types that the kernels don't read
 */
export function weightSizes(model: Pick<EngineModel, "transformer" | "tensors">): WeightSizes {
  const sizes = { fileBytes: 0, gpuBytes: 0 };
  for (const { name } of wantedTensors(model.transformer)) {
    const tensor = model.tensors.get(name);
    if (!tensor) continue;
    const { rows, columns } = tensor;
    if (rows === 1) {
      sizes.fileBytes += columns * (tensor.type === 0 ? 4 : 2);
      sizes.gpuBytes += columns * 4;
      continue;
    }
    const type = matrixType(tensor);
    sizes.fileBytes += fileBytes(type, rows, columns);
    sizes.gpuBytes += 4 * packedWords(type, rows, columns);
  }
  return sizes;
}
