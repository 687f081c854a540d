import { type FormatName, weightFormat } from "../../models/convert/format";
import { parametersOf } from "../../models/convert/layout";
import { storedTensors } from "../../models/convert/plan";
import type { SourceShape } from "../../models/convert/source-model";

/** Bytes of a model's weights in a format. */
export function weightBytes(shape: SourceShape, format: FormatName): number {
  return tensorBytes(shape, format).reduce((sum, bytes) => sum + bytes, 0);
}

/** Bytes of its largest tensor. */
export function largestTensor(shape: SourceShape, format: FormatName): number {
  return Math.max(...tensorBytes(shape, format));
}

function tensorBytes(shape: SourceShape, format: FormatName): number[] {
  const weights = weightFormat(format);
  return parametersOf(shape).flatMap((parameter) =>
    storedTensors(parameter, weights).map(({ nbytes }) => nbytes),
  );
}
