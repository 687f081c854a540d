import { checkParts } from "./convert-parameter";
import { type FormatName, formatNames, weightFormat } from "./format";
import { parametersOf } from "./layout";
import { packageBytes } from "./plan";
import type { SourceModel, SourceShape } from "./source-model";

/** What a model can be converted to. */
export interface ConversionPlan {
  readonly title: string;
  readonly shape: SourceShape;
  /** With the bytes that the package's weights will have. */
  readonly formats: readonly { readonly format: FormatName; readonly bytes: number }[];
}

/**
 * Looks at a model's tensors without reading them.
 * @throws {@link ConversionError} when it can't be converted
 */
export function planConversion(source: SourceModel): ConversionPlan {
  const parameters = parametersOf(source.shape);
  const formats = formatNames.map((name) => {
    const format = weightFormat(name);
    for (const parameter of parameters) checkParts(parameter, source, format);
    return { format: name, bytes: packageBytes(source.shape, name) };
  });
  return { title: source.title, shape: source.shape, formats };
}
