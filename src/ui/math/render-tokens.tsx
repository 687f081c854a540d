import type { Token, Tokens } from "marked";
import { createElement, type ReactNode } from "react";
import { PythonCode } from "../code/python-code";
import { scrollStop } from "../scroll/scroll-stop";
import type { MathToken } from "./lex";
import { safeAddress } from "./safe-address";
import { TypesetFormula } from "./typeset-formula";

/** React elements for parsed model output. Everything but formulas is a text node. */
export function renderTokens(tokens: readonly Token[] | undefined): ReactNode {
  return (tokens ?? []).map((token, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a token's place is its identity
    <TokenView key={index} token={token as MathToken} />
  ));
}

function TokenView({ token }: { readonly token: MathToken }): ReactNode {
  switch (token.type) {
    case "formula":
      return <TypesetFormula tex={token.tex} display={token.display} />;
    case "openFormula":
      return <OpenFormula source={token.raw} />;
    case "paragraph":
      return <p>{renderTokens(token.tokens)}</p>;
    case "heading":
      // The page's own headings come first.
      return createElement(`h${Math.min(6, token.depth + 3)}`, null, renderTokens(token.tokens));
    case "blockquote":
      return <blockquote>{renderTokens(token.tokens)}</blockquote>;
    case "list":
      return <ListView list={token} />;
    case "table":
      return <TableView table={token} />;
    case "code":
      return (
        <pre ref={scrollStop} className="code-block">
          {isPython(token.lang) ? (
            <PythonCode code={token.text} />
          ) : (
            <code className="code">{token.text}</code>
          )}
        </pre>
      );
    case "hr":
      return <hr />;
    case "br":
      return <br />;
    case "strong":
      return <strong>{renderTokens(token.tokens)}</strong>;
    case "em":
      return <em>{renderTokens(token.tokens)}</em>;
    case "del":
      return <del>{renderTokens(token.tokens)}</del>;
    case "codespan":
      return <code>{token.text}</code>;
    case "link":
      return <LinkView link={token} />;
    case "image":
      // Never loaded: its address would tell a stranger what is being solved.
      return <span>{token.text || token.href}</span>;
    case "text":
      return "tokens" in token && token.tokens ? renderTokens(token.tokens) : token.text;
    case "escape":
      return token.text;
    case "checkbox":
      return token.checked ? "☑ " : "☐ ";
    case "space":
    case "def":
      return null;
    default:
      return token.raw;
  }
}

/** A longer formula that is being written is shown as it comes: it may never end. */
const longestHidden = 100;

function OpenFormula({ source }: { readonly source: string }): ReactNode {
  if (source.length <= longestHidden) return <span className="formula-open">…</span>;
  return <code className="formula-source formula-open">{source}</code>;
}

function isPython(language: string | undefined): boolean {
  return /^(?:py|python3?|ipython|pycon|sage)$/i.test(language?.trim().split(/\s/)[0] ?? "");
}

function ListView({ list }: { readonly list: Tokens.List }): ReactNode {
  const items = list.items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: an item's place is its identity
    <li key={index}>{renderTokens(item.tokens)}</li>
  ));
  return list.ordered ? (
    <ol start={list.start === "" ? 1 : list.start}>{items}</ol>
  ) : (
    <ul>{items}</ul>
  );
}

function TableView({ table }: { readonly table: Tokens.Table }): ReactNode {
  const row = (cells: readonly Tokens.TableCell[], Cell: "th" | "td") =>
    cells.map((cell, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a cell's place is its identity
      <Cell key={index} style={cell.align ? { textAlign: cell.align } : undefined}>
        {renderTokens(cell.tokens)}
      </Cell>
    ));
  return (
    <div className="math-table">
      <table>
        <thead>
          <tr>{row(table.header, "th")}</tr>
        </thead>
        <tbody>
          {table.rows.map((cells, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row's place is its identity
            <tr key={index}>{row(cells, "td")}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LinkView({ link }: { readonly link: Tokens.Link }): ReactNode {
  const children = renderTokens(link.tokens);
  const address = safeAddress(link.href);
  if (!address) return <span>{children}</span>;
  return (
    <a href={address} title={address} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}
