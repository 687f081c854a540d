import {
  Lexer,
  Marked,
  type MarkedOptions,
  type MarkedToken,
  Tokenizer,
  type TokenizerExtension,
} from "marked";
import { calculationLines } from "./calculation";
import { type EmphasisOf, findEmphasis } from "./emphasis";
import { type FormulaMatch, matchFormula, mayBecomeFormula } from "./formula-syntax";
import { nextOfEnds } from "./next-of-ends";
import { endsInDisplay, paragraphEnd } from "./paragraph-end";
import { hideFormulas } from "./scan-math";
import { hideBars, showBars } from "./table-bars";

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

/** So is emphasis in emphasis. */
const deepestEmphasis = 8;

/**
 * Parses model output: Markdown without HTML, with formulas.
 * @param streaming true where more text may come: unfinished formulas become `openFormula`
 */
export function lex(text: string, streaming: boolean): MathToken[] {
  if (tooDeep.test(text)) return [plain(text)];
  try {
    const { options, tokenizer } = streaming ? whileWriting : whenWritten;
    const lexer = new Lexer(options);
    tokenizer.dropReferences();
    return lexer.lex(text) as MathToken[];
  } catch {
    // The parser recurses: a text made to exhaust the stack is shown as it is.
    return [plain(text)];
  }
}

function plain(text: string): MathToken {
  return { type: "text", raw: text, text, escaped: false };
}

const nowhere = /(?!)/g;

/** Markdown as models write it, where some of the syntax is far more often mathematics. */
class MathTokenizer extends Tokenizer {
  readonly #emphasis = new Map<string, EmphasisOf>();
  #depth = 0;

  /** HTML is text. */
  override html(): undefined {}
  override tag(): undefined {}
  /** Indented lines are formulas and steps, not code. */
  override code(): undefined {}
  /** A line of "=" or "-" under a line is part of a calculation. */
  override lheading(): undefined {}
  override def(): undefined {}
  override reflink(): undefined {}

  /** Nothing is defined that could be referred to, and the search for it takes quadratic time. */
  dropReferences(): void {
    this.rules.inline = { ...this.rules.inline, reflinkSearch: nowhere };
  }

  /** A displayed formula on lines of its own ends a paragraph, one in its sentences doesn't. */
  override paragraph(source: string) {
    return super.paragraph(source.slice(0, paragraphEnd(source)));
  }

  /** Bars of formulas divide no cells. */
  override table(source: string) {
    const masked = hideBars(source);
    if (masked === null) return undefined;
    const queued = this.lexer.inlineQueue.length;
    const table = super.table(masked);
    for (const cell of this.lexer.inlineQueue.slice(queued)) cell.src = showBars(cell.src);
    return table && { ...table, raw: source.slice(0, table.raw.length) };
  }

  /** Underscores as Markdown has them; asterisks may also be products and powers. */
  override emStrong(...[source, masked, previous = ""]: Parameters<Tokenizer["emStrong"]>) {
    if (source.startsWith("_")) return this.#underscores(source, masked, previous);
    if (!source.startsWith("*")) return undefined;
    const at = masked.length - source.length;
    const { pairs } = this.#emphasisOf(masked);
    const pair = this.#depth < deepestEmphasis ? pairs.get(at) : undefined;
    if (!pair) return asText(runOf(source, (length) => pairs.has(at + length)));
    const raw = source.slice(0, pair.to - at);
    const text = raw.slice(pair.size, -pair.size);
    return { type: pair.size === 2 ? "strong" : "em", raw, text, tokens: this.#inside(text) } as
      | ReturnType<Tokenizer["emStrong"]>
      | undefined;
  }

  #underscores(source: string, masked: string, previous: string) {
    if (/[\p{L}\p{N})\]]/u.test(previous)) return asText(runOf(source, () => false));
    const token = super.emStrong(source, masked, previous);
    return token && /^[\p{L}\p{N}(]/u.test(source.slice(token.raw.length)) ? undefined : token;
  }

  #inside(text: string) {
    this.#depth += 1;
    try {
      return this.lexer.inlineTokens(text);
    } finally {
      this.#depth -= 1;
    }
  }

  #emphasisOf(masked: string): EmphasisOf {
    const known = this.#emphasis.get(masked);
    if (known) return known;
    const found = findEmphasis(masked);
    if (this.#emphasis.size > 100) this.#emphasis.clear();
    this.#emphasis.set(masked, found);
    return found;
  }

  /** A single tilde means "about". */
  override del(...args: Parameters<Tokenizer["del"]>) {
    return args[0].startsWith("~~") ? super.del(...args) : undefined;
  }
}

/** The first of its signs, as often as they stand there, up to a place where others begin. */
function runOf(source: string, stops: (length: number) => boolean): string {
  let length = 1;
  while (source[length] === source[0] && !stops(length)) length += 1;
  return source.slice(0, length);
}

/** Marked takes any token for what it finds; its types know only those of its own. */
function asText(text: string) {
  return { type: "text", raw: text, text, escaped: false } as unknown as ReturnType<
    Tokenizer["emStrong"]
  >;
}

function setUp(streaming: boolean): {
  readonly options: MarkedOptions;
  readonly tokenizer: MathTokenizer;
} {
  const marked = new Marked({ gfm: true, breaks: true });
  const tokenizer = new MathTokenizer();
  marked.use({
    extensions: [blockFormula(streaming), calculation, inlineFormula(streaming)],
    hooks: { emStrongMask: hideFormulas },
  });
  marked.setOptions({ tokenizer });
  return { options: marked.defaults, tokenizer };
}

/** A displayed formula on lines of its own, so that its lines are not taken for Markdown. */
function blockFormula(streaming: boolean): TokenizerExtension {
  return {
    name: "blockFormula",
    level: "block",
    tokenizer(text, before) {
      const indent = /^ {0,3}(?=\\\[|\$\$|\\begin\{)/.exec(text)?.[0];
      if (indent === undefined) return undefined;
      const last = before.at(-1);
      if (last?.type === "text" && endsInDisplay(last.raw)) return undefined;
      const match = matchFormula(text.slice(indent.length), !streaming);
      if (match === "open") return streaming ? openFormula(text) : undefined;
      if (!match?.display) return undefined;
      const end = /^[ \t]*(?:\n+|$)/.exec(text.slice(indent.length + match.raw.length))?.[0];
      return end === undefined ? undefined : formula(match, indent + match.raw + end);
    },
  };
}

/** Lines of a calculation, whose signs are no bullets. */
const calculation: TokenizerExtension = {
  name: "calculation",
  level: "block",
  tokenizer(text) {
    const raw = calculationLines(text);
    if (raw === undefined) return undefined;
    const lines = raw.replace(/\n$/, "");
    return { type: "paragraph", raw, text: lines, tokens: this.lexer.inline(lines) };
  },
};

function inlineFormula(streaming: boolean): TokenizerExtension {
  return {
    name: "inlineFormula",
    level: "inline",
    start: nextSign,
    tokenizer(text, before) {
      // Asked at each place of a text: what stands before it is put together only where it counts.
      if (text[0] !== "\\" && text[0] !== "$") return undefined;
      const match = matchFormula(text, !streaming, before.at(-1)?.raw.slice(-1));
      if (match === "open" || (match === null && mayBecomeFormula(text))) {
        return streaming ? openFormula(text) : undefined;
      }
      return match ? formula(match, match.raw) : undefined;
    },
  };
}

const signAfter = nextOfEnds((text) => text.search(/[\\$]/));

/** Where text may become a formula, or where to look again: what is far is not looked at for each word. */
function nextSign(text: string): number | undefined {
  const at = signAfter(text);
  if (at >= 0 && at < farAway) return at;
  if (text.length <= farAway) return undefined;
  const space = text.lastIndexOf(" ", farAway - 1);
  return space > 0 ? space : farAway;
}

const farAway = 400;

function formula(match: FormulaMatch, raw: string): FormulaToken {
  return { type: "formula", raw, tex: match.tex, display: match.display };
}

function openFormula(text: string): OpenFormulaToken {
  return { type: "openFormula", raw: text };
}

const whenWritten = setUp(false);
const whileWriting = setUp(true);
