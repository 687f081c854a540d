import type { FormatName } from "./format";

const prefix = "converted:";

/** The id of a model that is converted from another one here. */
export function convertedId(sourceId: string, format: FormatName): string {
  return `${prefix}${format}:${sourceId}`;
}

export function isConverted(id: string): boolean {
  return id.startsWith(prefix);
}
