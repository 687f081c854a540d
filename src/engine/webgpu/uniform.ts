import { mix } from "../../mix";

/**
 * The random number of a text's n-th token, in [0, 1): 24 bits, exact in float32. It follows from the
 * seed and the place alone, so a text that is computed again draws the same.
 */
export function uniformAt(seed: number, place: number): number {
  const row = mix(seed ^ 0x9e3779b9) >>> 8;
  return (mix(row + Math.imul(place + 1, 0x85ebca77)) >>> 8) / 2 ** 24;
}
