import type { GGUFParseOutput } from "@huggingface/gguf";
import { ImportError } from "../errors";
import { readFileStart, startBytes } from "./file-start";
import type { GgufHeader } from "./gguf-header";
import {
  readArchitecture,
  readBaseModels,
  readCount,
  readPositive,
  readShape,
  readText,
} from "./read-metadata";
import { tensorBytes, tensorWeights } from "./tensor-bytes";

/** Gives a file's bytes from `start` to before `end`; fewer at its end. */
export type ReadBytes = (start: number, end: number) => Promise<Uint8Array<ArrayBuffer>>;

const newestVersion = 3;

/**
 * Reads what a GGUF file says before its weights. Its vocabulary makes that some MB of a large
 * file's start; no more is read.
 * @throws {@link ImportError} when it is no GGUF file, too new, no language model, cut or damaged
 */
export function readGgufHeader(file: Blob): Promise<GgufHeader> {
  return parseGgufHeader(
    async (start, end) => new Uint8Array(await file.slice(start, end).arrayBuffer()),
    file.size,
  );
}

/**
 * The same from any source of bytes.
 * @param size the file's length; null when it isn't known
 * @throws {@link ImportError}, and what `read` throws
 */
export async function parseGgufHeader(read: ReadBytes, size: number | null): Promise<GgufHeader> {
  return describe(await parseGguf(read, size));
}

/** All that stands before the weights, as the parser gives it. */
export type ParsedGguf = GGUFParseOutput<{ strict: false }>;

/**
 * The same, with all metadata and the list of tensors.
 * @throws {@link ImportError}, and what `read` throws
 */
export async function parseGguf(read: ReadBytes, size: number | null): Promise<ParsedGguf> {
  checkGgufStart(await read(0, startBytes));
  let beyond = 0;
  const parsed = await parse(async (start, end) => {
    if (size === null || start < size) return read(start, end);
    // The library fills up with zeros, looks one piece ahead, and reads lists anew with each piece.
    beyond += 1;
    if (beyond > 1) throw cutOff();
    return new Uint8Array();
  });
  if (size !== null && parsed.tensorInfoByteRange[1] > size) throw cutOff();
  return parsed;
}

function checkGgufStart(start: Uint8Array<ArrayBuffer>): void {
  if (start.length === 0) throw new ImportError("The model file is empty. Download it again.");
  const kind = readFileStart(start);
  if (kind === "web-page") {
    throw new ImportError("This is a web page, no model file. Check where it came from.");
  }
  if (kind !== "gguf") {
    throw new ImportError("This is no GGUF model file. Choose a file that ends in .gguf.");
  }
  const version = start.length < 8 ? 0 : new DataView(start.buffer).getUint32(4, true);
  if (version >= 1 && version <= newestVersion) return;
  // In a file for big-endian machines the number stands in the upper bytes.
  if (version > 0xffff) {
    throw new ImportError(
      "This GGUF file was made for another kind of processor (big-endian). Choose another file.",
    );
  }
  if (version > newestVersion) {
    throw new ImportError(
      `This GGUF file has the format's version ${version}, and this app knows versions up to ` +
        `${newestVersion}. Update the app, or choose another file.`,
    );
  }
  throw damaged();
}

function cutOff(): ImportError {
  return new ImportError(
    "The model file is cut off inside its header: the download or copy of it was interrupted. " +
      "Download or copy it again.",
  );
}

function damaged(cause?: unknown): ImportError {
  return new ImportError(
    "The model file's header is damaged or cut off. Download it again.",
    cause === undefined ? {} : { cause },
  );
}

async function parse(read: ReadBytes): Promise<ParsedGguf> {
  // Loaded when needed: 230 kB.
  const { gguf } = await import("@huggingface/gguf");
  let failure: unknown;
  const serve: typeof fetch = async (_, init) => {
    const [start = 0, last = 0] = (new Headers(init?.headers).get("range") ?? "")
      .replace("bytes=", "")
      .split("-")
      .map(Number);
    try {
      return new Response(await read(start, last + 1));
    } catch (error) {
      failure = error;
      throw error;
    }
  };
  try {
    // The library reads from addresses only; nothing is fetched from this one.
    return await gguf("https://model.invalid/", { fetch: serve });
  } catch (error) {
    if (failure) throw failure;
    throw damaged(error);
  }
}

async function describe(parsed: ParsedGguf): Promise<GgufHeader> {
  const { GGMLFileQuantizationType, GGMLQuantizationType } = await import("@huggingface/gguf");
  const { metadata, tensorInfos } = parsed;
  const architecture = readArchitecture(metadata);
  const fileType = readCount(metadata, "general.file_type") ?? -1;
  const dataStart = Number(parsed.tensorDataOffset);
  const scaling = readText(metadata, `${architecture}.rope.scaling.type`) ?? "none";
  const splitCount = readCount(metadata, "split.count") || 1;
  const table = tensorInfos.find(({ name }) => name === "token_embd.weight");
  const types = tensorInfos.map(({ dtype }) => GGMLQuantizationType[dtype] ?? `type ${dtype}`);
  return {
    ...readShape(metadata, architecture),
    // The vocabulary's list may be shorter than the table. GGUF names the columns first.
    ...(table ? { vocabularySize: Number(table.shape[1]) } : {}),
    architecture,
    name: readText(metadata, "general.name"),
    basename: readText(metadata, "general.basename"),
    baseModels: readBaseModels(metadata),
    ropeBase: readPositive(metadata, `${architecture}.rope.freq_base`),
    ropeScaled: scaling !== "none",
    normEpsilon: readPositive(metadata, `${architecture}.attention.layer_norm_rms_epsilon`),
    tiedEmbeddings: splitCount === 1 && !tensorInfos.some(({ name }) => name === "output.weight"),
    tensorTypes: [...new Set(types)],
    quantisation: GGMLFileQuantizationType[fileType] ?? null,
    parameters: tensorInfos.reduce((sum, tensor) => sum + tensorWeights(tensor), 0),
    chatTemplate: readText(metadata, "tokenizer.chat_template"),
    impliedBytes: tensorInfos.reduce(
      (end, tensor) => Math.max(end, dataStart + Number(tensor.offset) + tensorBytes(tensor)),
      parsed.tensorInfoByteRange[1],
    ),
    splitCount,
  };
}
