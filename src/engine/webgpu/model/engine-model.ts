import type { ByteSource } from "../../../models/convert/byte-source";
import { rebuildTokenizer } from "../../../models/convert/gguf-tokenizer";
import { type ModelPackage, openPackage } from "../../../models/convert/open-package";
import { openSafetensors } from "../../../models/convert/safetensors-source";
import type { SourceModel, SourceShape } from "../../../models/convert/source-model";
import { ggufName } from "../../../models/convert/tensor-names";
import { type GgufTensor, openGgufParts } from "../../../models/gguf/open-parts";
import { readText } from "../../../models/gguf/read-metadata";
import { bytesOfType } from "../../../models/gguf/tensor-bytes";
import { mlcConfigName } from "../../../models/inspect/mlc-package";
import { ModelLoadError } from "../../errors";
import { GpuUnsuitableError } from "../errors";
import { openTokenizer, type Tokenizer } from "../tokenizer";
import { readTransformer } from "./gguf-transformer";
import { packageTensors } from "./package-tensors";
import { type Transformer, type WeightTensor, wantedTensors } from "./transformer";

/** A model that the GPU engine can load. Its weights are read when they are loaded. */
export interface EngineModel {
  /** For the choice of a prompt form. */
  readonly names: readonly string[];
  readonly chatTemplate: string | null;
  /** Ids that end a turn. */
  readonly endIds: readonly number[];
  /** A token that every text begins with; null where there is none. */
  readonly firstId: number | null;
  readonly tokenizer: Tokenizer;
  readonly transformer: Transformer;
  /** By GGUF's names. */
  readonly tensors: ReadonlyMap<string, WeightTensor>;
}

/**
 * Opens a GGUF file, all parts of a split one, a Qwen2 model in safetensors, or a package of one.
 * @param title what it is called where its files don't say
 * @throws {@link GpuUnsuitableError} for what this engine doesn't run; {@link ConversionError}
 *   {@link ImportError} {@link IntegrityError} for files that are damaged or incomplete
 */
export async function openEngineModel(
  files: readonly ByteSource[],
  title: string,
): Promise<EngineModel> {
  const model = await open(files, title);
  checkTensors(model);
  return model;
}

async function open(files: readonly ByteSource[], title: string): Promise<EngineModel> {
  if (files.some(({ name }) => name === mlcConfigName)) return ofPackage(await openPackage(files));
  const gguf = files.filter(({ name }) => /\.gguf$/i.test(name));
  return gguf.length > 0 ? openGguf(gguf) : ofSource(await openSafetensors(files, title));
}

async function openGguf(files: readonly ByteSource[]): Promise<EngineModel> {
  const parts = await openGgufParts(files);
  const transformer = await readTransformer(parts);
  const chatTemplate = readText(parts.metadata, "tokenizer.chat_template");
  const { files: texts, endIds, firstId } = rebuildTokenizer(parts.metadata, chatTemplate);
  return {
    ...{ names: parts.names, chatTemplate, endIds, firstId, transformer },
    tokenizer: tokenizerOf(texts),
    tensors: new Map(
      [...parts.tensors].flatMap(([name, tensor]) => {
        const opened = weightTensor(tensor);
        return opened ? [[name, opened]] : [];
      }),
    ),
  };
}

function tokenizerOf(files: SourceModel["tokenizerFiles"]): Tokenizer {
  const file = files.find(({ name }) => name === "tokenizer.json");
  if (!file) throw new ModelLoadError("The model has no tokenizer. Get it again.");
  return openTokenizer(JSON.parse(file.text));
}

/** Null for one that is neither a matrix nor a vector of whole blocks. */
function weightTensor({ file, name, type, shape, offset }: GgufTensor): WeightTensor | null {
  const [rows, columns] = shape.length === 1 ? [1, shape[0] ?? 0] : [shape[0] ?? 0, shape[1] ?? 0];
  const rowBytes = bytesOfType(type, columns);
  if (rowBytes === null || shape.length < 1 || shape.length > 2) return null;
  return {
    ...{ name, type, rows, columns },
    readRows: (first, count) => file.read(offset + first * rowBytes, count * rowBytes),
  };
}

/** ggml's numbers of the types that a source names. */
const typeNumbers = { F32: 0, F16: 1, Q8_0: 8, BF16: 30 } as const;

function ofSource({ names, chatTemplate, shape, endIds, ...source }: SourceModel): EngineModel {
  return {
    ...{ names, chatTemplate, endIds, firstId: null },
    tokenizer: tokenizerOf(source.tokenizerFiles),
    transformer: {
      ...qwen2(shape),
      tiedEmbeddings: shape.tiedEmbeddings || !source.tensors.has("lm_head.weight"),
      attentionBias: source.tensors.has("model.layers.0.self_attn.q_proj.bias"),
    },
    tensors: new Map(
      [...source.tensors].flatMap(([hubName, { type, rows, columns, readRows }]) => {
        const name = ggufName(hubName);
        if (name === null) return [];
        return [[name, { name, type: typeNumbers[type], rows, columns, readRows }]];
      }),
    ),
  };
}

function ofPackage(source: ModelPackage): EngineModel {
  const { names, chatTemplate, endIds, shape } = source.config;
  return {
    ...{ names, chatTemplate, endIds, firstId: null },
    tokenizer: openTokenizer(source.tokenizer),
    transformer: qwen2(shape),
    tensors: packageTensors(source),
  };
}

function qwen2(shape: SourceShape): Transformer {
  return {
    ...shape,
    ...{ attentionBias: true, headNorm: false },
    rope: {
      ...{ base: shape.ropeBase, dimensions: shape.headSize },
      ...{ pairs: "halves", scaling: { kind: "none" } },
    },
  };
}

function checkTensors({ transformer, tensors }: EngineModel): void {
  for (const { name, rows, columns } of wantedTensors(transformer)) {
    const found = tensors.get(name);
    if (!found) {
      throw new GpuUnsuitableError(`its files hold no tensor ${name} that our GPU engine can read`);
    }
    if (found.rows !== rows || found.columns !== columns) {
      throw new ModelLoadError(
        `The tensor ${name} has the shape ${found.rows} × ${found.columns} in place of ` +
          `${rows} × ${columns}: the model's file is damaged. Get it again.`,
      );
    }
  }
}
