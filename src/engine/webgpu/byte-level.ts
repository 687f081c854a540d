/**
 * Byte-level vocabularies write each byte as a visible character: printable ones of Latin-1 as they
 * are, the others as the characters from U+0100 on, in the bytes' order.
 */
const printable = [
  [0x21, 0x7e],
  [0xa1, 0xac],
  [0xae, 0xff],
] as const;

const byteOf = new Map<string, number>();
let others = 0;
for (let byte = 0; byte < 256; byte += 1) {
  const visible = printable.some(([first, last]) => byte >= first && byte <= last);
  byteOf.set(String.fromCharCode(visible ? byte : 0x100 + others++), byte);
}

/** The bytes that a token of such a vocabulary stands for; characters that mean none are skipped. */
export function byteLevelBytes(token: string): Uint8Array {
  const bytes = [...token].map((character) => byteOf.get(character));
  return Uint8Array.from(bytes.filter((byte) => byte !== undefined));
}
