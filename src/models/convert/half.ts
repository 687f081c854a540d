/** Of each 16-bit float its value, made when first needed. */
let values: Float32Array | null = null;

/** The values of all 16-bit floats (IEEE 754 binary16), by their bits. */
export function halfValues(): Float32Array {
  values ??= Float32Array.from({ length: 2 ** 16 }, (_, bits) => halfValue(bits));
  return values;
}

function halfValue(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const float = new Float32Array(1);
const bitsOfFloat = new Uint32Array(float.buffer);

/**
 * The bits of the nearest 16-bit float, ties to the even one, of a number that is a 32-bit float.
 * What is too large becomes infinite.
 */
export function toHalf(value: number): number {
  float[0] = value;
  const bits = bitsOfFloat[0] ?? 0;
  const sign = (bits >>> 16) & 0x8000;
  const size = bits & 0x7fffffff;
  if (size > 0x7f800000) return sign | 0x7e00;
  // From 65520 on the nearest one would be 65536.
  if (size >= 0x477ff000) return sign | 0x7c00;
  // Below 2^-14 the steps are all 2^-24; Math.abs(value) / 2^-24 has no rounding of its own.
  if (size < 0x38800000) return sign | roundToEven(Math.abs(value) * 2 ** 24);
  // Half a step, less where the last kept bit is even; a carry into the exponent is right as it is.
  const rounded = size + 0xfff + ((size >>> 13) & 1);
  return sign | ((rounded - 0x38000000) >>> 13);
}

function roundToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}
