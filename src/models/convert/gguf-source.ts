import type { GGUFTensorInfo } from "@huggingface/gguf";
import { ConversionError } from "../errors";
import { type ParsedGguf, parseGguf } from "../gguf/read-gguf-header";
import {
  readArchitecture,
  readCount,
  readPositive,
  readShape,
  readText,
} from "../gguf/read-metadata";
import { type ByteSource, endsTooEarly } from "./byte-source";
import { rebuildTokenizer } from "./gguf-tokenizer";
import type { NumberType } from "./number-type";
import { architecture, type SourceModel, type SourceTensor } from "./source-model";
import { hubName } from "./tensor-names";
import { tensorEnd, tensorOf } from "./tensor-of";

/** By ggml's number of a type. */
const types: Readonly<Record<number, NumberType>> = { 0: "F32", 1: "F16", 8: "Q8_0", 30: "BF16" };

/**
 * Opens a GGUF file, or all parts of a split one.
 * @throws {@link ConversionError} {@link ImportError} {@link IntegrityError}
 */
export async function openGguf(parts: readonly ByteSource[]): Promise<SourceModel> {
  const sorted = parts.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const parsed = await Promise.all(sorted.map(parse));
  const [main] = parsed;
  const [file] = sorted;
  if (!main || !file) throw new ConversionError("There is no GGUF file to convert.");
  const { metadata } = main;
  const wanted = readCount(metadata, "split.count") || 1;
  if (wanted !== sorted.length || (readCount(metadata, "split.no") ?? 0) !== 0) {
    throw new ConversionError(
      `${file.name} belongs to a model of ${wanted} files, and ${sorted.length} were given. ` +
        "Give all of them, and nothing else.",
    );
  }
  checkArchitecture(metadata);
  const tensors = new Map<string, SourceTensor>();
  for (const [index, part] of parsed.entries()) {
    for (const [name, tensor] of await readTensors(sorted[index] ?? file, part)) {
      tensors.set(name, tensor);
    }
  }
  const chatTemplate = readText(metadata, "tokenizer.chat_template");
  const tokenizer = rebuildTokenizer(metadata, chatTemplate);
  const title = readText(metadata, "general.name") ?? file.name.replace(/\.gguf$/i, "");
  const text = (key: string) => readText(metadata, `general.${key}`) ?? "";
  return {
    title,
    names: [text("name"), `${text("basename")} ${text("finetune")}`, file.name],
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

async function parse(file: ByteSource): Promise<ParsedGguf> {
  return parseGguf(
    (start, end) => file.read(start, Math.max(0, Math.min(end, file.size) - start)),
    file.size,
  );
}

function checkArchitecture(metadata: ParsedGguf["metadata"]): void {
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

function normEpsilon(metadata: ParsedGguf["metadata"]): number {
  const key = `${architecture}.attention.layer_norm_rms_epsilon`;
  const value = readPositive(metadata, key);
  if (value !== null) return value;
  throw new ConversionError(`This GGUF file lacks “${key}”. Choose another one of the same model.`);
}

function tableRows(tensors: ReadonlyMap<string, SourceTensor>) {
  const table = tensors.get("model.embed_tokens.weight");
  return table ? { vocabularySize: table.rows } : {};
}

async function readTensors(file: ByteSource, parsed: ParsedGguf) {
  const { GGMLQuantizationType } = await import("@huggingface/gguf");
  return parsed.tensorInfos.flatMap((info: GGUFTensorInfo) => {
    const name = hubName(info.name);
    // Such as RoPE's frequencies, which follow from the base.
    if (name === null) return [];
    const type = types[info.dtype];
    if (!type) {
      throw new ConversionError(
        `${file.name} stores weights as ${GGMLQuantizationType[info.dtype] ?? `type ${info.dtype}`}, ` +
          "which would lose accuracy twice. Take the file of the same model whose name ends in " +
          "Q8_0, F16 or BF16.",
      );
    }
    const offset = Number(parsed.tensorDataOffset) + Number(info.offset);
    // GGUF names the columns first.
    const place = { name, type, shape: info.shape.map(Number).reverse(), offset };
    if (tensorEnd(place) > file.size) throw endsTooEarly(file.name);
    return [[name, tensorOf(file, place)] as const];
  });
}
