import { type ByteSource, endsTooEarly } from "../convert/byte-source";
import { ConversionError } from "../errors";
import { type ParsedGguf, parseGguf } from "./read-gguf-header";
import { type Metadata, readCount, readText } from "./read-metadata";
import { tensorBytes } from "./tensor-bytes";

/** A GGUF model of which all files are at hand; its weights are read when they are wanted. */
export interface GgufParts {
  readonly metadata: Metadata;
  /** For people. */
  readonly title: string;
  /** What it is called; the choice of a prompt form looks at these. */
  readonly names: readonly string[];
  /** By GGUF's names. */
  readonly tensors: ReadonlyMap<string, GgufTensor>;
}

/** Where a tensor lies. */
export interface GgufTensor {
  readonly file: ByteSource;
  /** GGUF's own. */
  readonly name: string;
  /** ggml's number of the type. */
  readonly type: number;
  /** Rows first; a vector has one number. */
  readonly shape: readonly number[];
  /** Of its first byte in the file. */
  readonly offset: number;
}

/**
 * Opens a GGUF file, or all parts of a split one.
 * @throws {@link ConversionError} when parts are missing, {@link IntegrityError} when one is cut,
 *   {@link ImportError} when one is no GGUF file
 */
export async function openGgufParts(parts: readonly ByteSource[]): Promise<GgufParts> {
  const sorted = parts.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const parsed = await Promise.all(sorted.map(parse));
  const [main] = parsed;
  const [file] = sorted;
  if (!main || !file) throw new ConversionError("There is no GGUF file to open.");
  const { metadata } = main;
  const wanted = readCount(metadata, "split.count") || 1;
  if (wanted !== sorted.length || (readCount(metadata, "split.no") ?? 0) !== 0) {
    throw new ConversionError(
      `${file.name} belongs to a model of ${wanted} files, and ${sorted.length} were given. ` +
        "Give all of them, and nothing else.",
    );
  }
  const text = (key: string) => readText(metadata, `general.${key}`) ?? "";
  return {
    metadata,
    title: readText(metadata, "general.name") ?? file.name.replace(/\.gguf$/i, ""),
    names: [text("name"), `${text("basename")} ${text("finetune")}`, file.name],
    tensors: new Map(
      parsed.flatMap((part, index) =>
        tensorsOf(sorted[index] ?? file, part).map((tensor) => [tensor.name, tensor] as const),
      ),
    ),
  };
}

async function parse(file: ByteSource): Promise<ParsedGguf> {
  return parseGguf(
    (start, end) => file.read(start, Math.max(0, Math.min(end, file.size) - start)),
    file.size,
  );
}

function tensorsOf(file: ByteSource, parsed: ParsedGguf): GgufTensor[] {
  return parsed.tensorInfos.map((info) => {
    const offset = Number(parsed.tensorDataOffset) + Number(info.offset);
    if (offset + tensorBytes(info) > file.size) throw endsTooEarly(file.name);
    // GGUF names the columns first.
    const shape = info.shape.map(Number).reverse();
    return { file, name: info.name, type: info.dtype, shape, offset };
  });
}
