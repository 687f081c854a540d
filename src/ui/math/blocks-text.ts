import type { Token } from "marked";
import { growBlocks, noBlocks } from "./blocks";
import { formulaText } from "./formula-text";
import { lex, type MathToken } from "./lex";

/** Model output without Markdown and LaTeX. */
export function blocksText(text: string): string {
  const { groups, tail } = growBlocks(noBlocks, text);
  return [...groups.flat(), tail]
    .map(({ source }) => tokensText(lex(source, false)).trim())
    .filter(Boolean)
    .join("\n\n");
}

function tokensText(tokens: readonly Token[] | undefined): string {
  return (tokens ?? []).map((token) => tokenText(token as MathToken)).join("");
}

function tokenText(token: MathToken): string {
  switch (token.type) {
    case "formula": {
      const text = formulaText(token.tex);
      return token.display ? `\n\n${text}\n\n` : text;
    }
    case "openFormula":
      return token.raw;
    case "paragraph":
    case "heading":
    case "blockquote":
      return `${tokensText(token.tokens).trim()}\n\n`;
    case "list":
      return `${token.items.map((item, index) => itemText(token, item, index)).join("\n")}\n\n`;
    case "table":
      return `${[token.header, ...token.rows].map(rowText).join("\n")}\n\n`;
    case "code":
      return `${token.text}\n\n`;
    case "codespan":
    case "escape":
      return token.text;
    case "hr":
      return "\n\n";
    case "br":
      return "\n";
    case "strong":
    case "em":
    case "del":
    case "link":
      return tokensText(token.tokens);
    case "image":
      return token.text || token.href;
    case "text":
      return "tokens" in token && token.tokens ? tokensText(token.tokens) : token.text;
    case "checkbox":
      return token.checked ? "☑ " : "☐ ";
    case "space":
    case "def":
      return "";
    default:
      return token.raw;
  }
}

type List = Extract<MathToken, { type: "list" }>;

function itemText(list: List, item: List["items"][number], index: number): string {
  const marker = list.ordered ? `${(list.start === "" ? 1 : list.start) + index}. ` : "- ";
  const text = tokensText(item.tokens)
    .trim()
    .replace(/\n{2,}/g, "\n");
  return marker + text.replaceAll("\n", `\n${" ".repeat(marker.length)}`);
}

function rowText(cells: readonly { readonly tokens: readonly Token[] }[]): string {
  return cells.map(({ tokens }) => tokensText(tokens).trim()).join("\t");
}
