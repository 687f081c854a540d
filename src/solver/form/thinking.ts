export const thinkBegin = "<think>";
export const thinkEnd = "</think>";

/** What follows the last `</think>`; null without one. */
export function afterThinking(text: string): string | null {
  const end = text.lastIndexOf(thinkEnd);
  return end < 0 ? null : text.slice(end + thinkEnd.length).trim();
}
