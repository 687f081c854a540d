/**
 * The size of a PNG, from its first chunk, IHDR (PNG specification, 11.2.1), which decoders go by.
 * @param base64 the image
 * @returns pixels; null where it doesn't begin as a PNG does
 */
export function pngSize(
  base64: string,
): { readonly width: number; readonly height: number } | null {
  // 24 bytes: signature, length and name of the chunk, width, height.
  const head = base64.slice(0, 32);
  if (!/^iVBORw0KGgoAAAANSUhEUg[A-Za-z0-9+/]{10}$/.test(head)) return null;
  const bytes = Uint8Array.from(atob(head), (sign) => sign.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
