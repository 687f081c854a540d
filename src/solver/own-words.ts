/** A part of a text. */
export interface Span {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** A sample's solution, apart from what stands in it but isn't the model's own word. */
export interface OwnWords {
  /** Where the solution begins: after the last `</think>` that the model wrote itself. */
  readonly start: number;
  /** The text with code, quotations and output blanked out; as long as the text. */
  readonly own: string;
  /** The same, but only code is blanked out. */
  readonly shown: string;
}

/** What one block holds: `own` is the model's word, as math set apart. */
type BlockKind = "code" | "shown" | "own";

interface Token extends Span {
  readonly kind: "call" | "call-end" | "reply" | "reply-end" | "think-end" | "fence" | "printed";
  /** Of a fence: its sign, repeated. */
  readonly fence: string;
  /** What follows an opening fence: a language. */
  readonly info: string;
}

/** An open block, and whether something later in the text can close it. */
interface OpenBlock {
  readonly from: number;
  readonly kind: BlockKind;
  /** What opened it: a fence, or one of the tags. */
  readonly opener: "call" | "reply" | "fence";
  readonly fence: string;
  readonly closable: boolean;
}

/**
 * A tool call's tags, the end of thinking, and fences: at the beginning of a line (of a list or a
 * quotation, too), or wherever a block of Python or its output begins.
 */
const tokens =
  /<\/?tool_(?:call|response)>|<\/think>|(?:^|\n)[ \t>*+\-\d.)]{0,20}(`{3,}|~{3,})([^\n`]*)(?=\n|$)|(```)((?:python|py)3?|output)[^\S\n]*(?=\n)/gi;

/** Languages of blocks that show something rather than compute it. */
const shownLanguages = new Set([
  ...["", "output", "console", "stdout", "text", "txt", "plaintext", "system"],
  ...["latex", "tex", "markdown", "md"],
]);

/**
 * Tells the model's own words from code, quotations and what code printed. One pass: linear in the
 * text.
 *
 * A tool call goes from `<tool_call>` to `</tool_call>`, its reply likewise, a fenced block as in CommonMark. A ```math
 * block is the model's own word. A block that nothing closes ends at `</think>`, else with the text.
 *
 * @param printed what the text holds that the model did not write, such as output, in order
 */
export function ownWords(text: string, printed: readonly Span[] = []): OwnWords {
  const found = withPrinted(findTokens(text), printed);
  const code: Span[] = [];
  const foreign: Span[] = [];
  let open: OpenBlock | null = null;
  let start = 0;
  let passed = 0;
  const close = (to: number) => {
    if (open && open.kind !== "own") {
      foreign.push({ from: open.from, to });
      if (open.kind === "code") code.push({ from: open.from, to });
    }
    open = null;
  };
  const closers = closersAfter(found);
  for (const [index, token] of found.entries()) {
    if (token.from < passed) continue;
    passed = token.to;
    const current: OpenBlock | null = open;
    if (token.kind === "printed") {
      close(token.from);
      foreign.push(token);
    } else if (current === null) {
      if (token.kind === "think-end") start = token.to;
      open = opened(token, closers[index] ?? noClosers);
    } else if (closes(token, current)) {
      close(token.to);
    } else if (token.kind === "think-end" && !current.closable) {
      close(token.from);
      start = token.to;
    } else if (isOutput(token)) {
      // A block that the model forgot to close.
      close(token.from);
      open = opened(token, closers[index] ?? noClosers);
    }
  }
  close(text.length);
  return { start, own: blank(text, foreign), shown: blank(text, code) };
}

function findTokens(text: string): Token[] {
  return Array.from(text.matchAll(tokens), (match) => {
    const [whole, lineFence, lineInfo, fence = lineFence ?? "", info = lineInfo ?? ""] = match;
    // The line before ends there.
    const from = match.index + (whole.startsWith("\n") ? 1 : 0);
    const to = match.index + whole.length;
    return { from, to, kind: kindOf(whole), fence, info: info.trim().toLowerCase() };
  });
}

function kindOf(whole: string): Token["kind"] {
  switch (whole.toLowerCase()) {
    case "<tool_call>":
      return "call";
    case "</tool_call>":
      return "call-end";
    case "<tool_response>":
      return "reply";
    case "</tool_response>":
      return "reply-end";
    case "</think>":
      return "think-end";
    default:
      return "fence";
  }
}

function withPrinted(found: readonly Token[], printed: readonly Span[]): Token[] {
  if (printed.length === 0) return [...found];
  const spans = printed.map(
    ({ from, to }): Token => ({ from, to, kind: "printed", fence: "", info: "" }),
  );
  return [...found, ...spans].sort((a, b) => a.from - b.from || a.to - b.to);
}

/** What closes blocks later in a text: tool calls, and fences up to a length. */
interface Closers {
  readonly call: boolean;
  readonly reply: boolean;
  readonly backticks: number;
  readonly tildes: number;
}

const noClosers: Closers = { call: false, reply: false, backticks: 0, tildes: 0 };

/** For each token, what closes blocks after it. */
function closersAfter(found: readonly Token[]): Closers[] {
  let later = noClosers;
  const closers: Closers[] = [];
  for (const { kind, fence, info } of found.toReversed()) {
    closers.push(later);
    const length = kind === "fence" && info === "" ? fence.length : 0;
    later = {
      call: later.call || kind === "call-end",
      reply: later.reply || kind === "reply-end",
      backticks: fence.startsWith("`") ? Math.max(later.backticks, length) : later.backticks,
      tildes: fence.startsWith("~") ? Math.max(later.tildes, length) : later.tildes,
    };
  }
  return closers.reverse();
}

function opened({ kind, from, fence, info }: Token, closers: Closers): OpenBlock | null {
  const tag = { from, fence: "" };
  if (kind === "call") return { ...tag, opener: kind, kind: "code", closable: closers.call };
  if (kind === "reply") return { ...tag, opener: kind, kind: "shown", closable: closers.reply };
  if (kind !== "fence") return null;
  const longest = fence.startsWith("`") ? closers.backticks : closers.tildes;
  const [language = ""] = info.split(/[\s{]/);
  const shown: BlockKind = shownLanguages.has(language) ? "shown" : "code";
  const closable = longest >= fence.length;
  return { from, opener: kind, kind: language === "math" ? "own" : shown, fence, closable };
}

function closes({ kind, fence, info }: Token, open: OpenBlock): boolean {
  if (open.opener !== "fence") return kind === `${open.opener}-end`;
  return kind === "fence" && info === "" && fence.startsWith(open.fence);
}

function isOutput({ kind, info }: Token): boolean {
  return kind === "fence" && info === "output";
}

function blank(text: string, spans: readonly Span[]): string {
  let at = 0;
  let result = "";
  for (const { from, to } of spans) {
    result += text.slice(at, from) + " ".repeat(to - from);
    at = to;
  }
  return result + text.slice(at);
}
