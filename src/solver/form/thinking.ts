const thinkBegin = "<think>";
export const thinkEnd = "</think>";

/** Whether thinking has begun, perhaps in the prompt, and goes on at the text's end. */
export function isThinking(text: string): boolean {
  return text.lastIndexOf(thinkBegin) > text.lastIndexOf(thinkEnd);
}

/** What follows the last `</think>`; null without one. */
export function afterThinking(text: string): string | null {
  const end = text.lastIndexOf(thinkEnd);
  return end < 0 ? null : text.slice(end + thinkEnd.length).trim();
}
