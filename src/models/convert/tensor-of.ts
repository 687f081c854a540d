import { ConversionError } from "../errors";
import type { ByteSource } from "./byte-source";
import { bytesOfNumbers, groupSize, type NumberType } from "./number-type";
import type { SourceTensor } from "./source-model";

/** Where a tensor lies. */
export interface TensorPlace {
  readonly name: string;
  readonly type: NumberType;
  /** Rows first; a vector has one number. */
  readonly shape: readonly number[];
  /** Of its first byte. */
  readonly offset: number;
}

/**
 * @throws {@link ConversionError} when it isn't a matrix or vector
 */
export function tensorOf(
  file: ByteSource,
  { name, type, shape, offset }: TensorPlace,
): SourceTensor {
  const [rows, columns] = shape.length === 1 ? [1, shape[0] ?? 0] : [shape[0] ?? 0, shape[1] ?? 0];
  const whole = type !== "Q8_0" || columns % groupSize === 0;
  if (shape.length < 1 || shape.length > 2 || rows * columns === 0 || !whole) {
    throw new ConversionError(
      `The tensor ${name} in ${file.name} has the shape [${shape.join(", ")}], which no model of this kind has.`,
    );
  }
  const rowBytes = bytesOfNumbers(type, columns);
  return {
    ...{ name, type, rows, columns },
    readRows: (first, count) => file.read(offset + first * rowBytes, count * rowBytes),
  };
}

export function tensorEnd({ type, shape, offset }: TensorPlace): number {
  return (
    offset +
    bytesOfNumbers(
      type,
      shape.reduce((product, size) => product * size, 1),
    )
  );
}
