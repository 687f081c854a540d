import type { Token, Tokens } from "marked";
import { growBlocks, noBlocks } from "../../math/blocks";
import { lex, type MathToken } from "../../math/lex";
import { normaliseFormula } from "../../math/normalise-formula";
import { safeAddress } from "../../math/safe-address";
import {
  codeSpan,
  dollarFormula,
  fenced,
  paragraphLines,
  plainText,
  proseText,
} from "./markdown-text";

/**
 * What a model wrote as Markdown that others read as this app does: formulas in dollar signs, and no
 * HTML, no images, no links but those to web addresses. It is written anew from what was read, since
 * readers disagree about where code or a formula ends. Read block by block, as the page does.
 */
export function portableMath(markdown: string): string {
  const { groups, tail } = growBlocks(noBlocks, markdown.trim());
  // Put together at the end: each look at a text that grows copies it.
  const written: string[] = [];
  for (const { source, continues } of [...groups.flat(), tail]) {
    const tokens = lex(source, false);
    const next = continues === "item" ? continued(tokens) : blocks(tokens);
    if (next === "") continue;
    const before = written.at(-1);
    if (before !== undefined) written.push(continues === "nothing" ? between(before) : "\n");
    written.push(next);
  }
  return written.join("");
}

/** Code needs no empty line after it; a model often leaves none. */
function between(text: string): string {
  const last = text.slice(text.lastIndexOf("\n") + 1);
  return /^(?:```+|~~~+)$/.test(last) ? "\n" : "\n\n";
}

function blocks(tokens: readonly Token[], tight = false): string {
  const written: string[] = [];
  let kind = "";
  for (const token of tokens) {
    const next = block(token as MathToken);
    const box = kind === "checkbox";
    kind = token.type;
    if (next === "") continue;
    const before = written.at(-1);
    if (before !== undefined) {
      if (box) written.push(" ");
      else written.push(tight && token.type === "list" ? "\n" : between(before));
    }
    written.push(next);
  }
  return written.join("");
}

/** A list whose first item goes on with one before it. */
function continued(tokens: readonly Token[]): string {
  const [first, ...others] = tokens as MathToken[];
  if (first?.type !== "list") return blocks(tokens);
  const [item, ...items] = first.items;
  const rest =
    items.length > 0 ? [listOf({ ...first, items, start: Number(first.start) + 1 })] : [];
  return [item ? indent(blocks(item.tokens), 3) : "", ...rest, blocks(others)]
    .filter(Boolean)
    .join("\n");
}

function block(token: MathToken): string {
  switch (token.type) {
    case "space":
    case "def":
      return "";
    case "formula":
      return dollarFormula(token.tex, token.display);
    case "heading":
      return `${"#".repeat(token.depth)} ${inline(token.tokens).replace(/\n/g, " ").replace(/#+$/, "\\$&")}`;
    case "blockquote":
      return blocks(token.tokens)
        .split("\n")
        .map((line) => `> ${line}`.trimEnd())
        .join("\n");
    case "list":
      return listOf(token);
    case "table":
      return table(token);
    case "code":
      return fenced(token.text, /^[\w+#.-]*/.exec(token.lang ?? "")?.[0] ?? "");
    case "hr":
      return "***";
    default:
      return paragraphLines(inlineToken(token));
  }
}

function listOf({ ordered, start, items, loose }: Tokens.List): string {
  return items
    .map(({ tokens }, index) => {
      const mark = ordered
        ? `${Math.min(Number(start === "" ? 1 : start) + index, 999_999_999)}. `
        : "- ";
      return `${mark}${indent(blocks(tokens, !loose), mark.length).trimStart()}`.trimEnd();
    })
    .join(loose ? "\n\n" : "\n");
}

function indent(text: string, width: number): string {
  return text.replace(/^(?=.)/gm, " ".repeat(width));
}

function table({ header, rows, align }: Tokens.Table): string {
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const cell = ({ tokens }: Tokens.TableCell) => inCell(tokens);
  const rules = { left: ":--", center: ":-:", right: "--:" };
  return [
    row(header.map(cell)),
    row(align.map((side) => (side === null ? "---" : rules[side]))),
    ...rows.map((cells) => row(cells.map(cell))),
  ].join("\n");
}

/** A bar would end the cell, also in code and formulas. */
function inCell(tokens: readonly Token[]): string {
  const texts = (tokens as MathToken[]).map((token) =>
    token.type === "formula" ? formulaInCell(token.tex) : barless(inlineToken(token)),
  );
  return joined(texts).replace(/\n/g, " ");
}

/** A formula as a table's cell holds it. */
export function formulaInCell(tex: string): string {
  const bars = normaliseFormula(tex, false).replaceAll("\\|", "\\Vert ").replaceAll("|", "\\vert ");
  return dollarFormula(bars.replace(/\s*\n\s*/g, " "), false);
}

function barless(text: string): string {
  return text.replace(/\\?\|/g, "\\|");
}

function inline(tokens: readonly Token[] | undefined): string {
  return joined((tokens ?? []).map((token) => inlineToken(token as MathToken)));
}

/** Texts one after the other: none makes an image or a link of the next. */
function joined(texts: readonly string[]): string {
  return texts.reduce(
    (text, next) => (/^[[(:]/.test(next) ? text.replace(/[!\]]$/, "\\$&") + next : text + next),
    "",
  );
}

function inlineToken(token: MathToken): string {
  switch (token.type) {
    case "formula":
      return dollarFormula(token.tex, token.display);
    case "paragraph":
      return inline(token.tokens);
    case "strong":
      return `**${inline(token.tokens)}**`;
    case "em":
      return `*${inline(token.tokens)}*`;
    case "del":
      return `~~${inline(token.tokens)}~~`;
    case "link":
      return link(token);
    case "image":
      // Never loaded: its address would tell a stranger what was solved.
      return proseText(token.text || token.href);
    case "codespan":
      return codeSpan(token.text);
    case "br":
      return "\n";
    case "text":
      return "tokens" in token && token.tokens ? inline(token.tokens) : proseText(token.text);
    case "escape":
      return proseText(token.text);
    case "checkbox":
      return token.checked ? "[x] " : "[ ] ";
    default:
      return proseText(token.raw);
  }
}

function link({ href, text, tokens }: Tokens.Link): string {
  const address = safeAddress(href)?.replace(/[<>()[\]\\`*_|$\s]/g, encode);
  if (address === undefined) return inline(tokens);
  if (text === href) return `<${address}>`;
  // Brackets in its text could make an image of it, or another link.
  return `[${/[[\]]/.test(text) ? plainText(text.replace(/[[\]]/g, " ")) : inline(tokens)}](${address})`;
}

function encode(sign: string): string {
  return `%${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, "0")}`;
}
