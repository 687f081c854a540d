/** Code without blank lines around it; its first line keeps its indentation. */
export function withoutBlankLines(code: string): string {
  return code.replace(/^(?:[^\S\n]*\n)+/, "").trimEnd();
}
