import { checkParts, convertParameter } from "../../models/convert/convert-parameter";
import {
  type FormatName,
  formatNames,
  isFormatName,
  weightFormat,
} from "../../models/convert/format";
import { parametersOf } from "../../models/convert/layout";
import type { ModelPackage, StoredTensor, TensorPiece } from "../../models/convert/open-package";
import { storedTensors } from "../../models/convert/plan";
import {
  architecture,
  type SourceModel,
  type SourceShape,
} from "../../models/convert/source-model";
import { ModelLoadError } from "../errors";
import { openTokenizer, type Tokenizer } from "../webgpu/tokenizer";
import type { GpuTensor, Parameter, Runtime } from "./runtime";

/** A model that the GPU engine can load. Its weights are read when they are loaded. */
export interface GpuModel {
  /** For the choice of a prompt form. */
  readonly names: readonly string[];
  readonly chatTemplate: string | null;
  readonly shape: SourceShape;
  /** Ids that end a turn. */
  readonly endIds: readonly number[];
  readonly tokenizer: Tokenizer;
  /** Formats that its weights can be loaded in. */
  readonly formats: readonly FormatName[];
  /**
   * The bytes of all tensors of a format, tensor by tensor, some MB at a time.
   * @throws {@link ConversionError} when a tensor is missing, or of another shape
   */
  weights(format: FormatName): AsyncIterable<TensorPiece>;
}

/**
 * A GGUF or safetensors model, quantised while it is loaded: nothing is stored twice.
 * @throws {@link ModelLoadError} when its tokenizer can't be read
 */
export function gpuModelOf(source: SourceModel): GpuModel {
  const { names, chatTemplate, shape, endIds } = source;
  const file = source.tokenizerFiles.find(({ name }) => name === "tokenizer.json");
  if (!file) throw new ModelLoadError("The model has no tokenizer. Get it again.");
  return {
    ...{ names, chatTemplate, shape, endIds, formats: formatNames },
    tokenizer: openTokenizer(JSON.parse(file.text)),
    async *weights(name) {
      const format = weightFormat(name);
      const parameters = parametersOf(shape);
      for (const parameter of parameters) checkParts(parameter, source, format);
      for (const parameter of parameters) {
        const tensors = storedTensors(parameter, format);
        yield* inTensors(tensors, convertParameter(parameter, source, format));
      }
    },
  };
}

/**
 * A package of our converter's or of MLC's.
 * @throws {@link ModelLoadError} when it is of a kind that this engine can't run
 */
export function gpuModelOfPackage({ config, tokenizer, read }: ModelPackage): GpuModel {
  const { names, chatTemplate, shape, endIds, format } = config;
  if (config.modelType !== architecture || !isFormatName(format)) {
    throw new ModelLoadError(
      `This package is a ${config.modelType} model in the format ${format}. The GPU engine runs Qwen2 models in ${formatNames.join(", ")}. Choose another package, or the model as a GGUF file.`,
    );
  }
  return {
    ...{ names, chatTemplate, shape, endIds, formats: [format] },
    tokenizer: openTokenizer(tokenizer),
    weights: () => read(),
  };
}

/** Deals bytes out to tensors that follow each other; no piece reaches into the next one. */
async function* inTensors(
  tensors: readonly StoredTensor[],
  pieces: AsyncIterable<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<TensorPiece> {
  const left = [...tensors];
  let offset = 0;
  for await (const bytes of pieces) {
    const [tensor] = left;
    if (!tensor) return;
    yield { tensor, offset, bytes };
    offset += bytes.length;
    if (offset < tensor.nbytes) continue;
    left.shift();
    offset = 0;
  }
}

/** Bytes on their way to the GPU at the same time. */
const mostUnderWay = 64 * 2 ** 20;

/**
 * Writes a model's weights into tensors of the runtime.
 * @returns a tensor for each parameter of the library
 * @throws {@link ModelLoadError} when the library wants others
 */
export async function uploadWeights(
  { shape, ...model }: GpuModel,
  format: FormatName,
  { metadata, allocate, settle }: Pick<Runtime, "metadata" | "allocate" | "settle">,
  onBytes: (bytes: number) => void,
): Promise<ReadonlyMap<string, GpuTensor>> {
  const wanted = new Map(metadata.params.map((parameter) => [parameter.name, parameter]));
  const tensors = new Map<string, GpuTensor>();
  let underWay = 0;
  for await (const { tensor, offset, bytes } of model.weights(format)) {
    let there = tensors.get(tensor.name);
    if (!there) {
      checkTensor(tensor, wanted.get(tensor.name));
      there = allocate(tensor);
      tensors.set(tensor.name, there);
    }
    there.write(offset, bytes);
    onBytes(bytes.length);
    underWay += bytes.length;
    if (underWay < mostUnderWay) continue;
    await settle();
    underWay = 0;
  }
  if (shape.tiedEmbeddings) tie(tensors);
  return tensors;
}

/** The last layer reads the table of the first one. */
function tie(tensors: Map<string, GpuTensor>): void {
  for (const [name, tensor] of [...tensors]) {
    const other = name.replace(/^model\.embed_tokens\./, "lm_head.");
    if (other !== name) tensors.set(other, tensor);
  }
}

function checkTensor({ name, shape, dtype }: StoredTensor, wanted: Parameter | undefined): void {
  if (wanted && wanted.dtype === dtype && `${wanted.shape}` === `${shape}`) return;
  throw new ModelLoadError(
    `The model's ${name} does not fit the GPU library. Reload the page; if that doesn't help, get the model again.`,
  );
}
