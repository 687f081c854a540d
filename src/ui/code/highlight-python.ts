import { highlightCode, tagHighlighter, tags } from "@lezer/highlight";
import { parser } from "@lezer/python";

/** A piece of code in one colour; null: that of the text. */
export interface CodeSpan {
  readonly text: string;
  readonly className: string | null;
}

const highlighter = tagHighlighter([
  { tag: tags.keyword, class: "code-keyword" },
  { tag: [tags.string, tags.special(tags.string)], class: "code-string" },
  { tag: [tags.number, tags.bool, tags.null], class: "code-number" },
  { tag: tags.comment, class: "code-comment" },
  {
    tag: [
      tags.function(tags.variableName),
      tags.function(tags.propertyName),
      tags.function(tags.definition(tags.variableName)),
      tags.definition(tags.className),
    ],
    class: "code-function",
  },
]);

/** Python in colours. Code that is not finished, or not Python, is coloured as far as it makes sense. */
export function highlightPython(code: string): CodeSpan[] {
  const spans: { text: string; className: string | null }[] = [];
  const put = (text: string, className: string | null) => {
    const last = spans.at(-1);
    if (last && last.className === className) last.text += text;
    else spans.push({ text, className });
  };
  highlightCode(
    code,
    parser.parse(code),
    highlighter,
    (text, classes) => put(text, classes || null),
    () => put("\n", null),
  );
  return spans;
}

/** Where statements begin that are part of no other one, in order. */
export function statementStarts(code: string): number[] {
  const starts: number[] = [];
  for (let node = parser.parse(code).topNode.firstChild; node; node = node.nextSibling) {
    if (node.from === 0 || code[node.from - 1] === "\n") starts.push(node.from);
  }
  return starts;
}
