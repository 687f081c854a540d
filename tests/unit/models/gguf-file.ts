import { GGUFValueType, serializeGgufMetadata } from "@huggingface/gguf";

type Value = string | number | boolean | readonly string[];

export interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** ggml's number of the type. */
  readonly type: number;
  /** From where the tensors' data begins. */
  readonly offset: number;
}

/** A GGUF file's header, written by the library's own writer; the tensors' bytes are left out. */
export function ggufHeader(
  values: Readonly<Record<string, Value>>,
  tensors: readonly Tensor[] = [],
) {
  const typed = Object.entries(values).map(([key, value]) => [key, typedValue(value)]);
  const head = serializeGgufMetadata({
    version: { value: 3, type: GGUFValueType.UINT32 },
    tensor_count: { value: BigInt(tensors.length), type: GGUFValueType.UINT64 },
    kv_count: { value: BigInt(typed.length), type: GGUFValueType.UINT64 },
    ...Object.fromEntries(typed),
  });
  // The writer pads to where the tensors' data would begin; their list comes before that.
  return concat([head.slice(0, unpadded(head, values)), ...tensors.map(tensorInfo)]);
}

function typedValue(value: Value) {
  if (typeof value === "string") return { value, type: GGUFValueType.STRING };
  if (typeof value === "boolean") return { value, type: GGUFValueType.BOOL };
  if (typeof value !== "number") {
    return { value, type: GGUFValueType.ARRAY, subType: GGUFValueType.STRING };
  }
  const type = Number.isInteger(value) ? GGUFValueType.UINT32 : GGUFValueType.FLOAT32;
  return { value, type };
}

function unpadded(head: Uint8Array, values: Readonly<Record<string, Value>>): number {
  const text = (value: string) => 8 + new TextEncoder().encode(value).length;
  const size = (value: Value): number => {
    if (typeof value === "string") return text(value);
    if (typeof value === "boolean") return 1;
    if (typeof value === "number") return 4;
    return value.reduce((sum, one) => sum + text(one), 12);
  };
  const length = Object.entries(values).reduce(
    (sum, [key, value]) => sum + text(key) + 4 + size(value),
    24,
  );
  if (head.length - length >= 32) throw new Error("The header's length is counted wrongly.");
  return length;
}

function tensorInfo({ name, shape, type, offset }: Tensor): Uint8Array {
  const bytes = new TextEncoder().encode(name);
  const view = new DataView(new ArrayBuffer(8 + bytes.length + 4 + 8 * shape.length + 4 + 8));
  view.setBigUint64(0, BigInt(bytes.length), true);
  new Uint8Array(view.buffer).set(bytes, 8);
  let at = 8 + bytes.length;
  view.setUint32(at, shape.length, true);
  at += 4;
  for (const size of shape) {
    view.setBigUint64(at, BigInt(size), true);
    at += 8;
  }
  view.setUint32(at, type, true);
  view.setBigUint64(at + 4, BigInt(offset), true);
  return new Uint8Array(view.buffer);
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** What every language model's header has. */
export const smallModel = {
  "general.architecture": "qwen2",
  "qwen2.block_count": 2,
  "qwen2.context_length": 4096,
  "qwen2.embedding_length": 64,
  "qwen2.feed_forward_length": 128,
  "qwen2.attention.head_count": 4,
  "tokenizer.ggml.tokens": ["a", "b", "c"],
};
