import { ConversionError } from "../errors";
import { type GgufParts, openGgufParts } from "../gguf/open-parts";
import {
  type Metadata,
  readArchitecture,
  readPositive,
  readShape,
  readText,
} from "../gguf/read-metadata";
import type { ByteSource } from "./byte-source";
import { rebuildTokenizer } from "./gguf-tokenizer";
import type { NumberType } from "./number-type";
import { architecture, type SourceModel, type SourceTensor } from "./source-model";
import { hubName } from "./tensor-names";
import { tensorOf } from "./tensor-of";

/** By ggml's number of a type. */
const types: Readonly<Record<number, NumberType>> = { 0: "F32", 1: "F16", 8: "Q8_0", 30: "BF16" };

/**
 * Opens a GGUF file, or all parts of a split one.
 * @throws {@link ConversionError} {@link ImportError} {@link IntegrityError}
 */
export async function openGguf(parts: readonly ByteSource[]): Promise<SourceModel> {
  const gguf = await openGgufParts(parts);
  const { metadata, title, names } = gguf;
  checkArchitecture(metadata);
  const tensors = await readTensors(gguf);
  const chatTemplate = readText(metadata, "tokenizer.chat_template");
  const tokenizer = rebuildTokenizer(metadata, chatTemplate);
  return {
    title,
    names,
    chatTemplate,
    shape: {
      ...readShape(metadata, architecture),
      // The vocabulary's list may be shorter than the table.
      ...tableRows(tensors),
      ropeBase: readPositive(metadata, `${architecture}.rope.freq_base`) ?? 10_000,
      normEpsilon: normEpsilon(metadata),
      tiedEmbeddings: !tensors.has("lm_head.weight"),
    },
    endIds: tokenizer.endIds,
    tensors,
    tokenizerFiles: tokenizer.files,
  };
}

function checkArchitecture(metadata: Metadata): void {
  const found = readArchitecture(metadata);
  if (found !== architecture) {
    throw new ConversionError(
      `This is a model of the architecture “${found}”. Only “${architecture}” models, such as ` +
        "OpenMath-Nemotron, can be converted. Use it as it is.",
    );
  }
  const scaling = readText(metadata, `${architecture}.rope.scaling.type`);
  if (scaling !== null && scaling !== "none") {
    throw new ConversionError(
      `This model stretches its positions (RoPE scaling “${scaling}”), which the GPU engine doesn't ` +
        "know. Use it as it is.",
    );
  }
}

function normEpsilon(metadata: Metadata): number {
  const key = `${architecture}.attention.layer_norm_rms_epsilon`;
  const value = readPositive(metadata, key);
  if (value !== null) return value;
  throw new ConversionError(`This GGUF file lacks “${key}”. Choose another one of the same model.`);
}

function tableRows(tensors: ReadonlyMap<string, SourceTensor>) {
  const table = tensors.get("model.embed_tokens.weight");
  return table ? { vocabularySize: table.rows } : {};
}

async function readTensors({ tensors }: GgufParts): Promise<Map<string, SourceTensor>> {
  const { GGMLQuantizationType } = await import("@huggingface/gguf");
  const read = new Map<string, SourceTensor>();
  for (const { file, name: ggufName, type: number, shape, offset } of tensors.values()) {
    const name = hubName(ggufName);
    // Such as RoPE's frequencies, which follow from the base.
    if (name === null) continue;
    const type = types[number];
    if (!type) {
      throw new ConversionError(
        `${file.name} stores weights as ${GGMLQuantizationType[number] ?? `type ${number}`}, ` +
          "which would lose accuracy twice. Take the file of the same model whose name ends in " +
          "Q8_0, F16 or BF16.",
      );
    }
    read.set(name, tensorOf(file, { name, type, shape, offset }));
  }
  return read;
}
