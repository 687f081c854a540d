import { createHash } from "node:crypto";
import { strToU8, zipSync } from "fflate";

export interface WheelParts {
  readonly name?: string;
  readonly version?: string;
  /** Of METADATA, besides name and version. */
  readonly fields?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  /** Changes the lines of RECORD. */
  readonly record?: (lines: string[]) => string[];
  /** Files that RECORD does not know of, or that are other than it says. */
  readonly added?: Readonly<Record<string, string>>;
}

/** A wheel as build tools write it: modules, METADATA, WHEEL and a RECORD with their hashes. */
export function makeWheel(parts: WheelParts = {}): Uint8Array<ArrayBuffer> {
  const { name = "knots", version = "1.0", fields = [], record = (lines) => lines } = parts;
  const folder = `${name}-${version}.dist-info`;
  const files: Record<string, string> = {
    ...(parts.files ?? { "knots/__init__.py": "crossings = 3\n" }),
    [`${folder}/METADATA`]: ["Metadata-Version: 2.4", `Name: ${name}`, `Version: ${version}`]
      .concat(fields, "", "A description: with a colon.")
      .join("\n"),
    [`${folder}/WHEEL`]: "Wheel-Version: 1.0\nTag: py3-none-any\n",
  };
  const lines = Object.entries(files).map(
    ([path, text]) => `${path},${hashOf(text)},${text.length}`,
  );
  files[`${folder}/RECORD`] = [...record(lines), `${folder}/RECORD,,`, ""].join("\n");
  return zip({ ...files, ...parts.added });
}

export function zip(files: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(files).map(([path, text]) => [path, strToU8(text)]);
  return new Uint8Array(zipSync(Object.fromEntries(entries)));
}

function hashOf(text: string): string {
  return `sha256=${createHash("sha256").update(text).digest("base64url")}`;
}
