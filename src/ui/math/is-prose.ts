/** Words of mathematics, which are no prose. */
const functions =
  /\b(?:arc)?(?:sin|cos|tan|cot|sec|csc)h?\b|\b(?:log|ln|lg|exp|mod|gcd|lcm|min|max|sup|inf|lim|det|dim|ker|deg|arg|sqrt|floor|ceil|abs)\b/g;

/** A formula's text without what is no word: commands and words that it marks as such. */
export function withoutCommands(text: string): string {
  return text
    .replace(/\\(?:text[a-z]*|mbox|operatorname\*?|mathrm|mathbf)\s*\{[^{}]*\}/g, " ")
    .replace(/\\[a-zA-Z]+/g, " ");
}

/** Two words in a row: sentences have them, formulas don't. */
export function isProse(text: string): boolean {
  return /[A-Za-z]{3,},?\s+[A-Za-z]{2,}/.test(withoutCommands(text));
}

/** True where `text` has a word of prose, even a single one. */
export function hasWord(text: string): boolean {
  const bare = withoutCommands(text).replace(functions, " ");
  return /[A-Za-zÄÖÜäöüß]{2,}|\b(?:i\.\s?e|e\.\s?g|z\.\s?B)\.|[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/u.test(
    bare,
  );
}
