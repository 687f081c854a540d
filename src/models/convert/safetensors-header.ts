import * as v from "valibot";
import { ConversionError, IntegrityError } from "../errors";
import { type ByteSource, endsTooEarly } from "./byte-source";
import type { NumberType } from "./number-type";
import { checkStart } from "./read-json";
import { type TensorPlace, tensorEnd } from "./tensor-of";

/** The format's own limit. */
const mostHeaderBytes = 100e6;

const size = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const tensorSchema = v.object({
  dtype: v.string(),
  shape: v.array(size),
  /** Behind the header. */
  data_offsets: v.tuple([size, size]),
});

/** An entry that is no tensor. */
const metadataName = "__metadata__";

const types: Readonly<Record<string, NumberType>> = { F32: "F32", F16: "F16", BF16: "BF16" };

/**
 * Where the tensors of a safetensors file lie.
 * @throws {@link ConversionError} {@link IntegrityError}
 */
export async function readSafetensorsHeader(file: ByteSource): Promise<TensorPlace[]> {
  const start = await file.read(0, Math.min(64, file.size));
  checkStart(file.name, start);
  if (start.length < 8) throw endsTooEarly(file.name);
  const length = Number(new DataView(start.buffer).getBigUint64(0, true));
  if (length > mostHeaderBytes) throw damaged(file.name);
  const dataStart = 8 + length;
  if (dataStart > file.size) throw endsTooEarly(file.name);
  const header = parse(file.name, new TextDecoder().decode(await file.read(8, length)));
  return Object.entries(header).map(
    ([
      name,
      {
        dtype,
        shape,
        data_offsets: [first, end],
      },
    ]) => {
      const type = types[dtype];
      if (!type) {
        throw new ConversionError(
          `${file.name} stores ${name} as ${dtype}. Take the model's files with 16 or 32 bits (BF16, ` +
            "F16, F32).",
        );
      }
      const place = { name, type, shape, offset: dataStart + first };
      if (tensorEnd(place) !== dataStart + end) throw damaged(file.name);
      if (tensorEnd(place) > file.size) throw endsTooEarly(file.name);
      return place;
    },
  );
}

function parse(name: string, text: string): Record<string, v.InferOutput<typeof tensorSchema>> {
  try {
    const { [metadataName]: _, ...tensors } = v.parse(
      v.record(v.string(), v.unknown()),
      JSON.parse(text),
    );
    return v.parse(v.record(v.string(), tensorSchema), tensors);
  } catch (cause) {
    throw damaged(name, cause);
  }
}

function damaged(name: string, cause?: unknown): IntegrityError {
  return new IntegrityError(
    `${name} is no safetensors file, or its header is damaged. Get it again.`,
    { cause },
  );
}
