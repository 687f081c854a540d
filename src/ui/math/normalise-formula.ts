import { isTooMuch } from "./formula-limits";
import { derivatives, macros, writeDerivative } from "./formula-macros";
import { matchFormula } from "./formula-syntax";

/**
 * LaTeX as models write it, told so that KaTeX, MathJax and LaTeX read what was meant: a bare percent
 * sign is one and no comment, signs in words are signs, environments and commands that KaTeX lacks are
 * told by others. All that draws, copies and exports a formula asks here first.
 * @param tex without the delimiters around it
 * @param display whether it stands on lines of its own
 * @returns the same formula; `tex` itself, trimmed, where it is too long or deep to be drawn
 */
export function normaliseFormula(tex: string, display: boolean): string {
  const trimmed = tex.trim();
  if (isTooMuch(trimmed)) return trimmed;
  const key = `${display}${trimmed}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const normal = new Rewriter(trimmed, display).all();
  if (cache.size >= cacheSize) cache.clear();
  cache.set(key, normal);
  return normal;
}

const cacheSize = 500;
const cache = new Map<string, string>();

/** Its own names: what it defines must not be told in other words. */
const defines =
  /\\(?:[gex]?def|let|(?:re)?newcommand|providecommand|DeclareMathOperator)(?![a-zA-Z])/;

/** Commands whose argument is text, and those that say the same to KaTeX. */
const texts: Readonly<Record<string, string>> = {
  ...{ text: "text", textbf: "textbf", textit: "textit", textrm: "textrm", textsf: "textsf" },
  ...{ texttt: "texttt", textnormal: "textnormal", textup: "textup", textmd: "textmd" },
  ...{ mbox: "text", hbox: "text", textsc: "text", emph: "textit", fbox: "fbox", framebox: "fbox" },
};

/** Environments that stand alone: what they are called inside of a formula, and to KaTeX. */
const displays: Readonly<Record<string, { readonly inner: string | null; readonly own: string }>> =
  {
    align: { inner: "aligned", own: "align" },
    flalign: { inner: "aligned", own: "align" },
    eqnarray: { inner: "aligned", own: "align" },
    alignat: { inner: "alignedat", own: "alignat" },
    gather: { inner: "gathered", own: "gather" },
    multline: { inner: "gathered", own: "gather" },
    equation: { inner: null, own: "equation" },
    split: { inner: "aligned", own: "split" },
  };

const token = /\\[a-zA-Z]+|\\[\s\S]|\\$|[{}$%&#_^]|[^\\{}$%&#_^]+/y;

/** Where a piece ends. */
type End = "text" | "}" | "\\end";

class Rewriter {
  readonly #tex: string;
  readonly #display: boolean;
  readonly #plain: boolean;
  #at = 0;
  /** Environments that columns belong to. */
  #columns = 0;
  #loose = { columns: false, rows: false };

  constructor(tex: string, display: boolean) {
    this.#tex = tex;
    this.#display = display;
    this.#plain = defines.test(tex);
  }

  all(): string {
    const written = this.#math("text")
      .replace(/\n\s*\n/g, "\n")
      .trim();
    const { columns, rows } = this.#loose;
    if (!columns) return written.replaceAll(looseColumn, "");
    return rows || this.#display
      ? `\\begin{aligned}${written.replaceAll(looseColumn, "&")}\\end{aligned}`
      : written.replaceAll(looseColumn, "\\&");
  }

  /** The next token, taken. */
  #next(): string {
    token.lastIndex = this.#at;
    const found = token.exec(this.#tex)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }

  #ended(end: End): boolean {
    if (this.#at >= this.#tex.length) return true;
    if (end === "text") return false;
    return this.#tex.startsWith(end, this.#at);
  }

  #math(end: End): string {
    let written = "";
    while (!this.#ended(end)) written += this.#mathToken();
    return written;
  }

  #mathToken(): string {
    const found = this.#next();
    switch (found) {
      case "{":
        return `{${this.#group(() => this.#math("}"))}`;
      case "%":
        return "\\%";
      case "#":
        return this.#plain ? found : "\\#";
      case "$":
        return this.#dollar((tex) => tex);
      case "&":
        if (this.#columns > 0 || this.#plain) return found;
        this.#loose.columns = true;
        return looseColumn;
      case "\\\\":
        if (this.#columns === 0) this.#loose.rows = true;
        return found;
      case "\\begin":
        return this.#environment();
      case "\\(":
      case "\\)":
      case "\\[":
      case "\\]":
        // Delimiters inside of a formula say nothing more.
        return "";
      default:
        return /^\\[a-zA-Z]/.test(found) ? this.#command(found) : found;
    }
  }

  /** What stands up to the closing brace, and the brace; where there is none, what there is. */
  #group(read: () => string): string {
    const inside = read();
    if (!this.#tex.startsWith("}", this.#at)) return inside;
    this.#at += 1;
    return `${inside}}`;
  }

  /** A formula in dollars that stands inside of another, or a sign of money. */
  #dollar(write: (tex: string) => string): string {
    const from = this.#at - 1;
    const match = matchFormula(this.#tex.slice(from), true);
    if (match === null || match === "open") return "\\$";
    this.#at = from + match.raw.length;
    return write(new Rewriter(match.tex, false).all());
  }

  #command(found: string): string {
    const name = found.slice(1);
    const text = texts[name];
    if (text !== undefined) return this.#words(found, text);
    if (name === "textsuperscript") return `^{\\text{${this.#words("", "")}}}`;
    if (this.#plain) return found;
    const derivative = derivatives.get(name);
    if (derivative !== undefined) return this.#derivative(found, derivative);
    const macro = macros.get(name);
    if (!macro) return found;
    const from = this.#at;
    const option = macro.optional ? this.#option() : "";
    const args: string[] = [];
    if (macro.args > 0 && this.#tex[this.#at] === "*") this.#at += 1;
    while (args.length < macro.args) {
      const arg = this.#argument();
      if (arg === null) break;
      args.push(arg);
    }
    if (args.length < macro.args && name !== "dd") {
      this.#at = from;
      return found;
    }
    return spaced(macro.write(args, option), this.#tex[this.#at]);
  }

  #derivative(found: string, d: string): string {
    const from = this.#at;
    const order = this.#option();
    const first = this.#argument();
    if (first === null) {
      this.#at = from;
      return found;
    }
    const second = this.#argument();
    return writeDerivative(d, second === null ? [first] : [first, second], order);
  }

  /** Up to the next thing that is no space. */
  #skipSpace(): void {
    while (/\s/.test(this.#tex[this.#at] ?? "")) this.#at += 1;
  }

  /** An argument in braces, read as mathematics; null, and nothing taken, where there is none. */
  #argument(): string | null {
    const from = this.#at;
    this.#skipSpace();
    if (this.#tex[this.#at] !== "{") {
      this.#at = from;
      return null;
    }
    this.#at += 1;
    const inside = this.#group(() => this.#math("}"));
    return inside.endsWith("}") && this.#tex[this.#at - 1] === "}" ? inside.slice(0, -1) : inside;
  }

  /** An argument in brackets; "" for none. */
  #option(): string {
    const found = /^\[([^[\]{}\n]*)\]/.exec(this.#tex.slice(this.#at, this.#at + 100));
    this.#at += found?.[0].length ?? 0;
    return found?.[1] ?? "";
  }

  /** A command with text, its argument read as such. */
  #words(found: string, command: string): string {
    const from = this.#at;
    this.#option();
    this.#skipSpace();
    if (this.#tex[this.#at] !== "{") {
      this.#at = from;
      return found;
    }
    this.#at += 1;
    const inside = this.#group(() => this.#text());
    return command === "" ? inside.replace(/\}$/, "") : `\\${command}{${inside}`;
  }

  #text(): string {
    let written = "";
    while (!this.#ended("}")) written += this.#textToken();
    return written;
  }

  #textToken(): string {
    const found = this.#next();
    switch (found) {
      case "{":
        return `{${this.#group(() => this.#text())}`;
      case "%":
      case "_":
      case "&":
        return `\\${found}`;
      case "#":
        return this.#plain ? found : "\\#";
      case "^":
        return this.#raised();
      case "$":
        return this.#dollar((tex) => `$${tex}$`);
      case "\\(":
        return this.#inText();
      default:
        return this.#textCommand(found);
    }
  }

  #textCommand(found: string): string {
    const name = found.slice(1);
    if (!found.startsWith("\\") || name === "") return found;
    if (texts[name] !== undefined) return this.#words(found, texts[name]);
    if (name === "textsuperscript") return `$^{\\text{${this.#words("", "")}}}$`;
    return found;
  }

  /** A power in text: `cm^2`. */
  #raised(): string {
    const rest = this.#tex.slice(this.#at);
    const power = /^(?:\{[^{}]*\}|\\[a-zA-Z]+|[\p{L}\p{N}*+-])/u.exec(rest)?.[0];
    if (power === undefined) return "\\textasciicircum ";
    this.#at += power.length;
    return `$^${power}$`;
  }

  /** `\(x\)` among words, in dollars, which all know there. */
  #inText(): string {
    const from = this.#at - 2;
    const match = matchFormula(this.#tex.slice(from), true);
    if (match === null || match === "open") return "(";
    this.#at = from + match.raw.length;
    return `$${new Rewriter(match.tex, false).all()}$`;
  }

  #environment(): string {
    const from = this.#at;
    const name = /^\s*\{([a-zA-Z]+)(\*?)\}/.exec(this.#tex.slice(from, from + 40));
    if (!name) return "\\begin";
    const [opened, base = "", star = ""] = name;
    this.#at += opened.length;
    const isArray =
      base === "array" || base === "subarray" || base === "alignat" || base === "alignedat";
    const columns = isArray ? this.#columnsArgument() : "";
    this.#columns += 1;
    const body = this.#math("\\end");
    this.#columns -= 1;
    const ender = /^\\end\s*\{([a-zA-Z]+)(\*?)\}/.exec(this.#tex.slice(this.#at, this.#at + 50));
    if (ender) this.#at += ender[0].length;
    else if (this.#ended("\\end") && this.#at < this.#tex.length) this.#next();
    const written = base === "eqnarray" ? withoutSecondColumn(body) : body;
    const closed = ender !== null && ender[1] === base;
    const known = displays[base];
    if (!known || !closed) {
      const close = ender ? ender[0] : "";
      return `\\begin{${base}${star}}${columns}${written}${close}`;
    }
    const stands = this.#display && from === "\\begin".length && this.#at >= this.#tex.length;
    if (stands) return `\\begin{${known.own}${star}}${columns}${written}\\end{${known.own}${star}}`;
    if (known.inner === null) return written;
    return `\\begin{${known.inner}}${columns}${written}\\end{${known.inner}}`;
  }

  /** The columns of an array, as they stand. */
  #columnsArgument(): string {
    const found = /^\s*(?:\[[a-z]\])?\{(?:[^{}]|\{[^{}]*\})*\}/.exec(this.#tex.slice(this.#at));
    this.#at += found?.[0].length ?? 0;
    return found?.[0] ?? "";
  }
}

/** Stands for a column sign outside of every environment. */
const looseColumn = "\uE001";

/** A command's name must not grow into the letters behind it. */
function spaced(written: string, next: string | undefined): string {
  return /\\[a-zA-Z]+$/.test(written) && /[a-zA-Z]/.test(next ?? "") ? `${written} ` : written;
}

/** `x &=& 1` has its relation in a column of its own; elsewhere it stands with the right side. */
function withoutSecondColumn(body: string): string {
  return body
    .split(/(\\\\)/)
    .map((row) => {
      const first = row.search(/(?<!\\)&/);
      if (first < 0) return row;
      return row.slice(0, first + 1) + row.slice(first + 1).replace(/(?<!\\)&/, "");
    })
    .join("");
}
