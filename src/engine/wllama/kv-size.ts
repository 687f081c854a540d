/**
 * Bytes of KV a token takes, from a GGUF file's metadata.
 * @param width bytes of one number
 */
export function kvBytesPerToken(metadata: Readonly<Record<string, string>>, width: number): number {
  const architecture = metadata["general.architecture"] ?? "";
  const read = (key: string) => Number(metadata[`${architecture}.${key}`] ?? Number.NaN);
  const heads = read("attention.head_count");
  const headSize = read("embedding_length") / heads;
  const numbers =
    read("block_count") *
    or(read("attention.head_count_kv"), heads) *
    (or(read("attention.key_length"), headSize) + or(read("attention.value_length"), headSize));
  // Unknown: as for a model of 1.5 billion parameters.
  return or(numbers, 14_336) * width;
}

function or(value: number, otherwise: number): number {
  return Number.isFinite(value) ? value : otherwise;
}
