import { functions, symbols } from "./harmless-latex";
import { signs } from "./latex-signs";

export interface PreparedFormula {
  readonly tex: string;
  /** It is a display by itself, and needs no brackets around it. */
  readonly ownDisplay: boolean;
}

/** What a formula is inside of: braces, an environment, or a formula in a text. */
interface Group {
  readonly text: boolean;
  /** Null for braces. */
  readonly environment: string | null;
  readonly maxColumns: number;
  /** In the row so far. */
  columns: number;
  tags: number;
}

/** All of a formula is one environment that is a display of its own. */
const whole =
  /^\\begin\{((?:align|alignat|gather|equation)\*?)\}(?:(?!\\(?:begin|end)\{\1\})[\s\S])*\\end\{\1\}$/;

/** In place of such an environment inside of a formula; "" for none. */
const inner: Readonly<Record<string, string>> = {
  ...{ align: "aligned", "align*": "aligned", gather: "gathered", "gather*": "gathered" },
  ...{ alignat: "alignedat", "alignat*": "alignedat", equation: "", "equation*": "" },
};

/** What the document's head allows, and LaTeX in some environments. */
const maxColumns = 50;
const maxColumnsOf: Readonly<Record<string, number>> = {
  ...{ gather: 1, "gather*": 1, gathered: 1, equation: 1, "equation*": 1, subarray: 1 },
  ...{ split: 2, cases: 2, dcases: 2, rcases: 2 },
};

const ruled = /^(?:array|[bBpvV]?matrix)$/;
const textFunction = /^(?:text(?!color)[a-z]*|emph|fbox|tag)$/;
/** KaTeX has these in texts too. */
const formulasOnly = /^(?:dots[bcimo]|degree|(?:display|text|script|scriptscript)style)$/;
/** Fractions of TeX can't stand in those of amsmath. */
const twoFractions =
  /(?=[\s\S]*\\(?:over|atop|choose)(?![A-Za-z]))(?=[\s\S]*\\(?:[cdt]?frac|[dt]?binom)(?![A-Za-z]))/y;

/**
 * A formula of harmless commands as LaTeX takes it: displays inside of it become parts of it, signs
 * get their names. Both are needed because LaTeX is stricter than KaTeX.
 * @returns null where LaTeX would stop with an error
 */
export function prepareFormula(tex: string, displayed: boolean): PreparedFormula | null {
  twoFractions.lastIndex = 0;
  if (twoFractions.test(tex)) return null;
  const ownDisplay = displayed && whole.test(tex);
  const prepared = new Preparation(tex, displayed, ownDisplay).run();
  return prepared === null ? null : { tex: prepared, ownDisplay };
}

function group(text: boolean, environment: string | null, max = maxColumns): Group {
  return { text, environment, maxColumns: max, columns: 1, tags: 0 };
}

function isEnvironment({ environment }: Group): boolean {
  return environment !== null && environment !== "$";
}

class Preparation {
  readonly #tex: string;
  readonly #displayed: boolean;
  readonly #ownDisplay: boolean;
  readonly #groups: Group[] = [group(false, null)];
  #at = 0;
  #out = "";
  /** The next braces hold text. */
  #textNext = false;

  constructor(tex: string, displayed: boolean, ownDisplay: boolean) {
    this.#tex = tex;
    this.#displayed = displayed;
    this.#ownDisplay = ownDisplay;
  }

  run(): string | null {
    while (this.#at < this.#tex.length) {
      const [token = ""] = this.#match(/\\(?:[A-Za-z]+|[\s\S])|[\s\S]/uy);
      this.#at += token.length;
      if (!this.#take(token)) return null;
    }
    return this.#groups.length === 1 ? this.#out : null;
  }

  /** False where LaTeX would stop. */
  #take(token: string): boolean {
    const text = this.#textNext;
    if (!/^\s$/.test(token)) this.#textNext = false;
    if (/^\\[A-Za-z]/.test(token)) return this.#command(token, token.slice(1));
    switch (token) {
      case "{":
        // Its braces hold rows.
        return this.#out.endsWith("\\substack")
          ? this.#open(token, group(false, "substack"))
          : this.#open(token, group(text || this.#group.text, null));
      case "}":
        return this.#close(token);
      case "\\(":
        return this.#open(token, group(false, null));
      case "\\)":
        return this.#close(token);
      case "$": {
        if (this.#tex[this.#at] === "$") return false;
        return this.#group.text ? this.#open(token, group(false, "$")) : this.#close(token);
      }
      case "&":
        this.#group.columns += 1;
        this.#out += token;
        return this.#group.columns <= this.#group.maxColumns;
      case "\\\\":
        // In braces a row can't end.
        if (this.#group.environment === null && this.#groups.some(isEnvironment)) return false;
        this.#group.columns = 1;
        this.#group.tags = 0;
        // What follows is content, and no option of the break.
        this.#out += this.#match(/\s+\[|\s*\*/y).length > 0 ? "\\\\{}" : token;
        return true;
      case "^":
      case "_":
        this.#out += token;
        return this.#argument();
      default:
        this.#out += /^[\n -~]/.test(token) ? token : this.#sign(token, text);
        return true;
    }
  }

  #command(token: string, name: string): boolean {
    if (name === "begin") return this.#begin();
    if (name === "end") return this.#end();
    if (name === "tag" && !this.#tag()) return false;
    if (name === "cfrac" && this.#match(/\s*\[/y).length > 0) return false;
    if (/^math(?:bin|rel|op|ord|open|close|punct|inner)$/.test(name)) {
      const [, next = ""] = this.#match(/\s*\\([A-Za-z]+)/y);
      if (functions.has(next)) return false;
    }
    // A row can't end between them.
    if (name === "left") return this.#open(token, group(false, null));
    if (name === "right") return this.#close(token);
    if (name === "hline" && !ruled.test(this.#group.environment ?? "")) return false;
    if (this.#group.text && formulasOnly.test(name)) return false;
    if (functions.has(name) && this.#match(/\s*(?:[&}\]^_'"|]|\\\\|$)/y).length > 0) return false;
    this.#textNext = textFunction.test(name);
    this.#out += token;
    return functions.has(name) ? this.#argument() : true;
  }

  /** LaTeX needs braces around what is made of several commands. */
  #argument(): boolean {
    if (this.#match(/\s*(?:~|\\ |\\(?:p?mod|pod)(?![A-Za-z]))/y).length > 0) return false;
    const [found, name = ""] = this.#match(/\s*\\([A-Za-z]+)/y);
    if (found === undefined || !symbols.has(name)) return true;
    if (this.#textNext && formulasOnly.test(name)) return false;
    this.#textNext = false;
    this.#at += found.length;
    this.#out += `{\\${name}}`;
    return true;
  }

  #sign(sign: string, text: boolean): string {
    const name = signs[sign];
    if (text || this.#group.text || name === undefined) return `{${sign}}`;
    if (/^\\[A-Za-z]+$/.test(name)) {
      return /[\^_]\s*$/.test(this.#out) ? `{${name}}` : `${name} `;
    }
    return name.startsWith("^") ? `{{}${name}}` : `{${name}}`;
  }

  #begin(): boolean {
    const [found = "", name = "", argument = ""] = this.#match(
      /\{([a-z]+\*?)\}((?<=\{(?:array|subarray|align(?:ed)?at\*?)\})\{[^}]*\})?/iy,
    );
    this.#at += found.length;
    // Its lines are set in a way that can't be nested.
    if (this.#groups.some((one) => one.environment === "subarray")) return false;
    const outermost = this.#ownDisplay && this.#groups.length === 1;
    const environment = outermost ? name : (inner[name] ?? name);
    if (environment !== "") this.#out += `\\begin{${environment}}${argument}`;
    // A bracket is content, and no option of the environment.
    if (this.#match(/\s*\[/y).length > 0) this.#out += "{}";
    const columns = /^array/.test(name)
      ? argument.replace(/[^lcr]/g, "").length
      : 2 * Number(/\d+/.exec(argument)?.[0] ?? 0);
    this.#groups.push(group(false, name, columns || maxColumnsOf[name]));
    return true;
  }

  #end(): boolean {
    const [found = "", name = ""] = this.#match(/\{([a-z]+\*?)\}/iy);
    this.#at += found.length;
    if (this.#group.environment !== name || this.#groups.length === 1) return false;
    this.#groups.pop();
    const outermost = this.#ownDisplay && this.#groups.length === 1;
    const environment = outermost ? name : (inner[name] ?? name);
    if (environment !== "") this.#out += `\\end{${environment}}`;
    return true;
  }

  /** Only where LaTeX numbers a row, and once there. */
  #tag(): boolean {
    this.#group.tags += 1;
    return (
      this.#displayed &&
      this.#groups.length === (this.#ownDisplay ? 2 : 1) &&
      this.#group.tags === 1 &&
      this.#match(/\*?\{[^{}$\\^_&#%]*\}/y).length > 0
    );
  }

  #open(token: string, opened: Group): boolean {
    this.#groups.push(opened);
    this.#out += token;
    return true;
  }

  #close(token: string): boolean {
    if (this.#groups.length === 1) return false;
    this.#groups.pop();
    this.#out += token;
    return true;
  }

  get #group(): Group {
    const group = this.#groups.at(-1);
    if (!group) throw new Error("The formula itself is never closed.");
    return group;
  }

  /** What a sticky pattern finds here; empty for nothing. */
  #match(pattern: RegExp): readonly string[] {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#tex) ?? [];
  }
}
