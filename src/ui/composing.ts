import type { KeyboardEvent } from "react";

/**
 * Whether a key belongs to an input method, which composes a text: its Enter takes a candidate and its
 * Escape drops one. Safari sends the last key when the composition has ended, under the code 229.
 */
export function isComposing({ nativeEvent }: KeyboardEvent): boolean {
  return nativeEvent.isComposing || nativeEvent.keyCode === 229;
}
