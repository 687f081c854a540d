/** The unit of a tar archive: a header is one, contents are filled up to whole ones. */
export const blockBytes = 512;

/** What a header says of the entry behind it. */
export interface TarEntry {
  readonly name: string;
  readonly bytes: number;
}

/** Longest name that fits into a plain header. */
export const longestName = 100;

interface Field {
  readonly at: number;
  readonly length: number;
}

const fields = {
  name: { at: 0, length: longestName },
  mode: { at: 100, length: 8 },
  owner: { at: 108, length: 8 },
  group: { at: 116, length: 8 },
  size: { at: 124, length: 12 },
  changed: { at: 136, length: 12 },
  checksum: { at: 148, length: 8 },
  kind: { at: 156, length: 1 },
  magic: { at: 257, length: 8 },
} satisfies Record<string, Field>;

/** A header of the POSIX form "ustar", for a plain file of which anyone may read. */
export function tarHeader({ name, bytes }: TarEntry): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(blockBytes);
  const write = ({ at }: Field, text: string) => block.set(new TextEncoder().encode(text), at);
  write(fields.name, name);
  write(fields.mode, "0000644\0");
  write(fields.owner, "0000000\0");
  write(fields.group, "0000000\0");
  write(fields.size, bytes.toString(8).padStart(11, "0"));
  write(fields.changed, "00000000000\0");
  write(fields.kind, "0");
  write(fields.magic, "ustar\u000000");
  write(fields.checksum, `${checksum(block).toString(8).padStart(6, "0")}\0 `);
  return block;
}

/** Null where it is no header of a plain file. */
export function readTarHeader(block: Uint8Array<ArrayBuffer>): TarEntry | null {
  if (block.length < blockBytes) return null;
  const read = ({ at, length }: Field) =>
    new TextDecoder().decode(block.subarray(at, at + length)).replace(/[\0 ]+$/, "");
  const octal = (field: Field) => (/^[0-7]+$/.test(read(field)) ? parseInt(read(field), 8) : null);
  const bytes = octal(fields.size);
  const plain = read(fields.kind) === "0" && read(fields.magic).startsWith("ustar");
  if (!plain || bytes === null || octal(fields.checksum) !== checksum(block)) return null;
  return { name: read(fields.name), bytes };
}

/** What an entry's contents are filled up with. */
export function tarFiller(bytes: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array((blockBytes - (bytes % blockBytes)) % blockBytes);
}

/** Two empty blocks end an archive. */
export const tarEnd = new Uint8Array(2 * blockBytes);

/** The sum of all bytes, with spaces where it is written itself. */
function checksum(block: Uint8Array): number {
  const { at, length } = fields.checksum;
  return block.reduce(
    (sum, byte, place) => sum + (place >= at && place < at + length ? 32 : byte),
    0,
  );
}
