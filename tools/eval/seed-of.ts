/** An unsigned 32-bit seed for what the parts name together (FNV-1a). */
export function seedOf(parts: readonly (string | number | readonly number[])[]): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(JSON.stringify(parts))) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hash >>> 0;
}
