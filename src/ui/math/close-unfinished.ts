/** Closes `**` and backticks that a text being written has opened, so that they don't show. */
export function closeUnfinished(text: string): string {
  if (/^ {0,3}(?:```|~~~)/m.test(text)) return text;
  const withoutCode = text.replace(/`[^`\n]*`/g, "");
  if (withoutCode.includes("`")) return `${text}\``;
  const bare = withoutCode.replace(/\$[^$]*\$|\\\(.*?\\\)/gs, "");
  const markers = bare.match(/\*\*/g)?.length ?? 0;
  if (markers % 2 === 0) return text;
  if (/\*\*$/.test(text)) return text.slice(0, -2);
  return `${text.replace(/\*$/, "").trimEnd()}**`;
}
