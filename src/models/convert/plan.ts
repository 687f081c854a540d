import { type FormatName, type WeightFormat, weightFormat } from "./format";
import { type Parameter, parametersOf } from "./layout";
import { groupSize } from "./number-type";
import type { SourceShape } from "./source-model";
import type { Shard, TensorRecord } from "./tensor-cache";

/** Bytes that a shard has at most; a larger tensor is a shard alone. */
const mostShardBytes = 32 * 2 ** 20;

/** The tensors that a parameter is stored as, in their order in the package. */
export function storedTensors(
  { name, kind, rows, columns }: Parameter,
  { bits, dtype }: WeightFormat,
): Omit<TensorRecord, "byteOffset">[] {
  const size = dtype === "float16" ? 2 : 4;
  const format = "raw";
  if (kind === "vector") {
    return [{ name, shape: [columns], dtype, format, nbytes: columns * size }];
  }
  if (bits === null) {
    const nbytes = rows * columns * size;
    return [{ name: `${name}.weight`, shape: [rows, columns], dtype, format, nbytes }];
  }
  const words = (columns * bits) / 32;
  const groups = columns / groupSize;
  return [
    {
      ...{ name: `${name}.q_weight`, dtype: "uint32", format },
      ...{ shape: [rows, words], nbytes: rows * words * 4 },
    },
    {
      ...{ name: `${name}.q_scale`, dtype, format },
      ...{ shape: [rows, groups], nbytes: rows * groups * size },
    },
  ];
}

/** A shard of which the hashes aren't known yet. */
export type PlannedShard = Omit<Shard, "md5sum" | "sha256">;

/** Bytes of a package's weights. */
export function packageBytes(shape: SourceShape, format: FormatName): number {
  return parametersOf(shape)
    .flatMap((parameter) => storedTensors(parameter, weightFormat(format)))
    .reduce((sum, { nbytes }) => sum + nbytes, 0);
}

/** How the tensors of a package lie in its shards. */
export function planShards(parameters: readonly Parameter[], format: WeightFormat): PlannedShard[] {
  const shards: (PlannedShard & { records: TensorRecord[] })[] = [];
  let last: (typeof shards)[number] | undefined;
  for (const tensor of parameters.flatMap((parameter) => storedTensors(parameter, format))) {
    if (!last || last.nbytes + tensor.nbytes > mostShardBytes) {
      last = {
        dataPath: `params_shard_${shards.length}.bin`,
        format: "raw-shard",
        nbytes: 0,
        records: [],
      };
      shards.push(last);
    }
    last.records.push({ ...tensor, byteOffset: last.nbytes });
    last.nbytes += tensor.nbytes;
  }
  return shards;
}
