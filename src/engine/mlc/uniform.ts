/**
 * The random number of a text's n-th token, in [0, 1): 24 bits, exact in float32. It follows from the
 * seed and the place alone, so a text that is computed again draws the same.
 *
 * Two rounds of MurmurHash3's finaliser over seed and place.
 */
export function uniformAt(seed: number, place: number): number {
  return mix(mix(seed ^ 0x9e3779b9) + Math.imul(place + 1, 0x85ebca77)) / 2 ** 24;
}

function mix(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 8;
}
