import { createMD5, createSHA256, type IHasher } from "hash-wasm";
import { mlcConfigName } from "../inspect/mlc-package";
import { chatConfig } from "./chat-config";
import { checkParts, convertParameter } from "./convert-parameter";
import { type FormatName, weightFormat } from "./format";
import { parametersOf } from "./layout";
import type { PackageSink, WrittenFile } from "./package-sink";
import { type PlannedShard, planShards } from "./plan";
import type { SourceModel } from "./source-model";
import { type Shard, type TensorCache, tensorCacheName } from "./tensor-cache";

export interface ConvertParams {
  /** See `openSource`. */
  readonly source: SourceModel;
  readonly format: FormatName;
  readonly sink: PackageSink;
  readonly signal?: AbortSignal;
  /** Told of the weights' bytes that are written. */
  readonly onProgress?: (doneBytes: number, totalBytes: number) => void;
}

/**
 * Converts a model to a package for the GPU engine: weights in shards, their list with hashes,
 * `mlc-chat-config.json`, the tokenizer. Streams: some MB are in memory at a time. When it fails or is
 * ended nothing of the package stays.
 * @returns all files, in the package's order
 * @throws {@link ConversionError} {@link IntegrityError}, the sink's errors, the signal's reason
 */
export async function convertModel(params: ConvertParams): Promise<readonly WrittenFile[]> {
  const { source, sink, signal, onProgress = () => {} } = params;
  signal?.throwIfAborted();
  const format = weightFormat(params.format);
  const parameters = parametersOf(source.shape);
  for (const parameter of parameters) checkParts(parameter, source, format);
  const planned = planShards(parameters, format);
  const texts = [
    {
      name: mlcConfigName,
      text: `${JSON.stringify(chatConfig(source, format.name), null, 2)}\n`,
    },
    ...source.tokenizerFiles,
  ];
  await sink.begin([
    ...[mlcConfigName, tensorCacheName, ...source.tokenizerFiles.map(({ name }) => name)].map(
      (name) => ({ name, bytes: null }),
    ),
    ...planned.map(({ dataPath, nbytes }) => ({ name: dataPath, bytes: nbytes })),
  ]);
  try {
    const files: WrittenFile[] = [];
    for (const { name, text } of texts) files.push(await writeText(sink, name, text));
    const weights = async function* () {
      for (const parameter of parameters) yield* convertParameter(parameter, source, format);
    };
    const shards = await writeShards(sink, planned, weights(), (done, total) => {
      signal?.throwIfAborted();
      onProgress(done, total);
    });
    const list = await writeText(
      sink,
      tensorCacheName,
      `${JSON.stringify(tensorCache(shards, files))}\n`,
    );
    const written = [...files.toSpliced(1, 0, list), ...shards.map(writtenShard)];
    await sink.finish(written);
    return written;
  } catch (error) {
    // Why it failed says more than that its rest could not be removed.
    await sink.discard().catch(() => {});
    throw error;
  }
}

interface HashedShard extends Shard {
  readonly md5sum: string;
  readonly sha256: string;
}

async function writeShards(
  sink: PackageSink,
  planned: readonly PlannedShard[],
  weights: AsyncGenerator<Uint8Array<ArrayBuffer>>,
  onProgress: (doneBytes: number, totalBytes: number) => void,
): Promise<HashedShard[]> {
  const totalBytes = planned.reduce((sum, { nbytes }) => sum + nbytes, 0);
  const hashers: readonly [IHasher, IHasher] = [await createMD5(), await createSHA256()];
  const shards: HashedShard[] = [];
  let doneBytes = 0;
  for (const shard of planned) {
    for (const hasher of hashers) hasher.init();
    let left = shard.nbytes;
    // Chunks end where tensors end, and shards hold whole tensors.
    while (left > 0) {
      const { value: bytes } = await weights.next();
      if (!bytes)
        throw new Error(`The weights end ${left} bytes before the end of ${shard.dataPath}.`);
      for (const hasher of hashers) hasher.update(bytes);
      await sink.write(shard.dataPath, bytes);
      left -= bytes.length;
      doneBytes += bytes.length;
      onProgress(doneBytes, totalBytes);
    }
    const [md5sum = "", sha256 = ""] = hashers.map((hasher) => hasher.digest("hex"));
    shards.push({ ...shard, md5sum, sha256 });
  }
  return shards;
}

async function writeText(sink: PackageSink, name: string, text: string): Promise<WrittenFile> {
  const bytes = new TextEncoder().encode(text);
  const hasher = await createSHA256();
  hasher.init().update(bytes);
  await sink.write(name, bytes);
  return { name, bytes: bytes.length, sha256: hasher.digest("hex") };
}

function tensorCache(shards: readonly HashedShard[], files: readonly WrittenFile[]): TensorCache {
  const tensors = shards.flatMap(({ records }) => records);
  const bytes = shards.reduce((sum, { nbytes }) => sum + nbytes, 0);
  return {
    metadata: { ParamSize: tensors.length, ParamBytes: bytes },
    records: [...shards],
    files: files.map(({ name, bytes, sha256 }) => ({ name, nbytes: bytes, sha256 })),
  };
}

function writtenShard({ dataPath, nbytes, sha256 }: HashedShard): WrittenFile {
  return { name: dataPath, bytes: nbytes, sha256 };
}
