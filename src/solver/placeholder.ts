/** Longer contents are no placeholders. */
const longest = 60;

/** Wrappings that mean nothing here: `\text{…}`, `$…$`, brackets, quotation marks. */
const wrapping =
  /\\(?:text|textbf|textit|mathrm|mathbf|mathit|mbox|emph|langle|rangle)\b|<(?=\w)|(?<=\w)>|[$\\{}[\]"'“”„«»（）()]/g;
/** Commands that print dots, an empty box, or space. */
const emptyCommands =
  /\\(?:l?dots|cdots|vdots|dots[cbmio]|square|Box|blacksquare|qquad|quad|underline|[hv]?phantom(?:\{[^{}]*\})?|hspace(?:\{[^{}]*\})?|placeholder|_|[,;:!> ])(?![A-Za-z])/g;
const onlySigns = /^[\s.…⋯?？_~·,;–—#□■◻☐▢⬜]*$/;

const words = new RegExp(
  `^(?:${[
    "(?:(?:insert|put|write|enter|type|place|fill in|give) )?" +
      "(?:(?:your|the|my|an?|final|correct|numeric|numerical|exact|simplified|actual) )*" +
      "(?:answer|answers|ans|result|response|solution|value|number|expression)(?: (?:goes )?(?:in )?here)?",
    "(?:(?:deine?|ihre?|die|das|endgültige[sr]?|finale) )*(?:antwort|ergebnis|lösung)(?: hier)?",
    "(?:你的|您的|最终|最后|的|正确)*(?:答案|结果|填空|解答)(?:填?在?这里|在此)?",
  ].join("|")})$`,
);

/** Whether what is boxed stands for an answer but says none: nothing, `...`, `?`, "your answer". */
export function isPlaceholder(content: string): boolean {
  if (content.length > longest) return false;
  const bare = content.replace(emptyCommands, " ");
  if (onlySigns.test(bare.replace(wrapping, " "))) {
    // (), [] and {} are answers of a kind: the empty interval, list and set.
    return !/^(?:\\left)?(?:\(|\[|\\\{)\s*(?:\\right)?(?:\)|\]|\\\})$/.test(content);
  }
  const plain = bare.replace(wrapping, " ").replace(/[_~*\-.…:!]+/g, " ");
  return words.test(plain.replace(/\s+/g, " ").trim().toLowerCase());
}
