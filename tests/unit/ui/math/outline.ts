import { growBlocks, noBlocks } from "../../../../src/ui/math/blocks";
import { lex, type MathToken } from "../../../../src/ui/math/lex";

/**
 * Tokens as a short text: formulas as <tex>, displayed ones as <<tex>>, bold as {{text}}, italics as
 * {text}, items as [- text] or [3. text], rows of tables in bars, line breaks as /.
 */
export function outline(tokens: readonly MathToken[] | undefined): string {
  return (tokens ?? []).map(outlineOne).join("");
}

function outlineOne(token: MathToken): string {
  const inside = (tokens: unknown) => outline(tokens as MathToken[] | undefined);
  switch (token.type) {
    case "formula":
      return token.display ? `<<${token.tex}>>` : `<${token.tex}>`;
    case "openFormula":
      return "<…>";
    case "list":
      return token.items
        .map((item, index) => {
          const marker = token.ordered ? `${Number(token.start) + index}.` : "-";
          return `[${marker} ${inside(item.tokens)}]`;
        })
        .join("");
    case "table":
      return [token.header, ...token.rows]
        .map((row) => `|${row.map((cell: { tokens: unknown }) => inside(cell.tokens)).join("|")}|`)
        .join("\n");
    case "strong":
      return `{{${inside(token.tokens)}}}`;
    case "em":
      return `{${inside(token.tokens)}}`;
    case "br":
      return "/";
    case "space":
      return "";
    default:
      if ("tokens" in token && token.tokens) return inside(token.tokens);
      return "text" in token ? token.text : token.raw;
  }
}

/** A text as the page ends up reading it, block by block. */
export function drawn(text: string): readonly string[] {
  return grown(text, text.length);
}

/** The same where the text came in pieces of `step` characters. */
export function grown(text: string, step: number): readonly string[] {
  let blocks = noBlocks;
  for (let length = step; length < text.length; length += step) {
    blocks = growBlocks(blocks, text.slice(0, length));
  }
  blocks = growBlocks(blocks, text);
  return [...blocks.groups.flat(), blocks.tail]
    .map(({ source }) => outline(lex(source, false)))
    .filter((block) => block !== "");
}
