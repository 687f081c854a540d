import { Marked, type MarkedToken, Tokenizer, type TokenizerExtension } from "marked";
import { type FormulaMatch, matchFormula, mayBecomeFormula } from "./formula-syntax";

export interface FormulaToken {
  readonly type: "formula";
  readonly raw: string;
  readonly tex: string;
  readonly display: boolean;
}

/** A formula whose end has not been written yet. */
export interface OpenFormulaToken {
  readonly type: "openFormula";
  readonly raw: string;
}

export type MathToken = MarkedToken | FormulaToken | OpenFormulaToken;

/** Block quotes and lists nested deeper than this are an attack on the parser, not a text. */
const tooDeep = /^(?:[ \t]*(?:>|[-+*][ \t]|\d+[.)][ \t])){12}/m;

/**
 * Parses model output: Markdown without HTML, with formulas.
 * @param streaming true where more text may come: unfinished formulas become `openFormula`
 */
export function lex(text: string, streaming: boolean): MathToken[] {
  if (tooDeep.test(text)) return [plain(text)];
  try {
    return (streaming ? streamingMarked : finalMarked).lexer(text) as MathToken[];
  } catch {
    // The parser recurses: a text made to exhaust the stack is shown as it is.
    return [plain(text)];
  }
}

function plain(text: string): MathToken {
  return { type: "text", raw: text, text, escaped: false };
}

/** Markdown as models write it, where some of the syntax is far more often mathematics. */
class MathTokenizer extends Tokenizer {
  /** HTML is text. */
  override html(): undefined {}
  override tag(): undefined {}
  /** Indented lines are formulas and steps, not code. */
  override code(): undefined {}
  /** A line of "=" or "-" under a line is part of a calculation. */
  override lheading(): undefined {}
  override def(): undefined {}

  /** In `2*x + 3*y` and `2 * x` the asterisk is a product. */
  override emStrong(...args: Parameters<Tokenizer["emStrong"]>) {
    const [source, , previous = ""] = args;
    if (/[\p{L}\p{N})\]]/u.test(previous)) return undefined;
    const token = super.emStrong(...args);
    return token && /^[\p{L}\p{N}(]/u.test(source.slice(token.raw.length)) ? undefined : token;
  }

  /** A single tilde means "about". */
  override del(...args: Parameters<Tokenizer["del"]>) {
    return args[0].startsWith("~~") ? super.del(...args) : undefined;
  }
}

function createMarked(streaming: boolean): Marked {
  const marked = new Marked({ gfm: true, breaks: true });
  marked.use({
    extensions: [blockFormula(streaming), inlineFormula(streaming)],
    hooks: { emStrongMask: maskFormulas },
  });
  marked.setOptions({ tokenizer: new MathTokenizer() });
  return marked;
}

/** Hides formulas from the search for closing asterisks and underscores. */
function maskFormulas(text: string): string {
  return text.replace(/\$[^$\n]*\$|\\\(.*?\\\)/gs, (found) => "x".repeat(found.length));
}

/** A displayed formula on lines of its own, so that its lines are not taken for Markdown. */
function blockFormula(streaming: boolean): TokenizerExtension {
  return {
    name: "blockFormula",
    level: "block",
    start: (text) => {
      const at = text.search(/\n {0,3}(?:\\\[|\$\$|\\begin\{)/);
      return at < 0 ? undefined : at;
    },
    tokenizer(text) {
      const indent = /^ {0,3}(?=\\\[|\$\$|\\begin\{)/.exec(text)?.[0];
      if (indent === undefined) return undefined;
      const match = matchFormula(text.slice(indent.length));
      if (match === "open") return streaming ? openFormula(text) : undefined;
      if (!match?.display) return undefined;
      const end = /^[ \t]*(?:\n+|$)/.exec(text.slice(indent.length + match.raw.length))?.[0];
      return end === undefined ? undefined : formula(match, indent + match.raw + end);
    },
  };
}

function inlineFormula(streaming: boolean): TokenizerExtension {
  return {
    name: "inlineFormula",
    level: "inline",
    start: (text) => {
      const at = text.search(/[\\$]/);
      return at < 0 ? undefined : at;
    },
    tokenizer(text) {
      const match = matchFormula(text);
      if (match === "open" || (match === null && mayBecomeFormula(text))) {
        return streaming ? openFormula(text) : undefined;
      }
      return match ? formula(match, match.raw) : undefined;
    },
  };
}

function formula(match: FormulaMatch, raw: string): FormulaToken {
  return { type: "formula", raw, tex: match.tex, display: match.display };
}

function openFormula(text: string): OpenFormulaToken {
  return { type: "openFormula", raw: text };
}

const finalMarked = createMarked(false);
const streamingMarked = createMarked(true);
