/**
 * Commands that models write and KaTeX lacks, told by those that KaTeX, MathJax and LaTeX with amsmath
 * all have: so what is drawn, copied and exported needs no package.
 */
export interface Macro {
  /** Arguments in braces. */
  readonly args: number;
  /** Takes one in brackets before them. @default false */
  readonly optional?: boolean;
  /**
   * @param args in the order they stand in
   * @param option what stood in the brackets; "" for none
   */
  readonly write: (args: readonly string[], option: string) => string;
}

const operators = [
  ...[
    "lcm",
    "lcd",
    "hcf",
    "sgn",
    "sign",
    "ord",
    "rank",
    "rk",
    "tr",
    "Tr",
    "diag",
    "card",
    "Var",
    "Cov",
  ],
  ...["cis", "sech", "csch", "arcsec", "arccsc", "arccot", "arsinh", "arcosh", "artanh", "arcsinh"],
  ...[
    "arccosh",
    "arctanh",
    "erf",
    "Res",
    "Span",
    "spn",
    "Null",
    "im",
    "id",
    "vol",
    "conv",
    "supp",
    "proj",
  ],
];

const words: Readonly<Record<string, string>> = {
  ...{
    Q: "\\mathbb{Q}",
    C: "\\mathbb{C}",
    eps: "\\varepsilon",
    divides: "\\mid",
    ndivides: "\\nmid",
  },
  ...{
    qed: "\\square",
    qedsymbol: "\\square",
    celsius: "{}^{\\circ}\\mathrm{C}",
    euro: "\\text{€}",
  },
  ...{ cent: "\\text{¢}", textcent: "\\text{¢}", hfill: "\\quad ", permil: "\\text{‰}" },
  ...{ strut: "", noindent: "", centering: "", protect: "", allowdisplaybreaks: "" },
};

const one = (write: (arg: string) => string): Macro => ({
  args: 1,
  write: ([arg = ""]) => write(arg),
});
const two = (write: (first: string, second: string) => string): Macro => ({
  args: 2,
  write: ([first = "", second = ""]) => write(first, second),
});
const nothing = one(() => "");
const fraction = two((above, below) => `\\tfrac{${above}}{${below}}`);
const blackboard = one((letter) => `\\mathbb{${letter}}`);
const arc = one((points) => `\\overset{\\frown}{${points}}`);
const number = one(readNumber);
const unit = one(writeUnit);
const quantity: Macro = {
  args: 2,
  optional: true,
  write: ([value = "", of = ""]) => `${readNumber(value)}\\,${writeUnit(of)}`,
};

/** By name, without the backslash. */
export const macros: ReadonlyMap<string, Macro> = new Map<string, Macro>([
  ...operators.map((name): [string, Macro] => [name, constant(`\\operatorname{${name}}`)]),
  ...Object.entries(words).map(([name, text]): [string, Macro] => [name, constant(text)]),
  ["abs", one((inside) => `\\left|${inside}\\right|`)],
  ["norm", one((inside) => `\\left\\|${inside}\\right\\|`)],
  ["floor", one((inside) => `\\left\\lfloor ${inside}\\right\\rfloor `)],
  ["ceil", one((inside) => `\\left\\lceil ${inside}\\right\\rceil `)],
  ["nicefrac", fraction],
  ["sfrac", fraction],
  ["flatfrac", fraction],
  ["mathds", blackboard],
  ["mathbbm", blackboard],
  ["wideparen", arc],
  ["overarc", arc],
  ["label", nothing],
  ["require", nothing],
  ["vspace", nothing],
  ["cline", one(() => "\\hline ")],
  ["ensuremath", one((inside) => inside)],
  ["ref", one((name) => `\\text{${name}}`)],
  ["eqref", one((name) => `\\text{(${name})}`)],
  ["uline", one((inside) => `\\underline{${inside}}`)],
  ["intertext", one((text) => `\\text{${text}} \\\\ `)],
  ["shortintertext", one((text) => `\\text{${text}} \\\\ `)],
  ["displaylines", one((rows) => `\\begin{gathered}${rows}\\end{gathered}`)],
  ["ang", one(writeAngle)],
  ["num", number],
  ["si", unit],
  ["unit", unit],
  ["SI", quantity],
  ["qty", quantity],
  ["enclose", two(writeEnclosed)],
  [
    "multicolumn",
    {
      args: 3,
      write: ([columns = "1", , inside = ""]) =>
        `{${inside}}${" & ".repeat(Math.min(50, Math.max(0, Number(columns) - 1)))}`,
    },
  ],
  [
    "dd",
    { args: 1, optional: true, write: ([of = ""], power) => `\\,\\mathrm{d}${raised(power)}${of}` },
  ],
]);

/** Derivatives, which have one argument or two: `\dv{x}`, `\dv{f}{x}`. */
export const derivatives: ReadonlyMap<string, string> = new Map([
  ["dv", "\\mathrm{d}"],
  ["odv", "\\mathrm{d}"],
  ["pdv", "\\partial "],
]);

/** @param order as in `\dv[2]{f}{x}`; "" for the first */
export function writeDerivative(d: string, args: readonly string[], order: string): string {
  const [of, by] = args.length > 1 ? args : ["", args[0] ?? ""];
  return `\\frac{${d}${raised(order)}${of}}{${d}${by}${raised(order)}}`;
}

function constant(text: string): Macro {
  return { args: 0, write: () => text };
}

function raised(power: string): string {
  return power === "" ? "" : `^{${power}}`;
}

function writeEnclosed(notation: string, inside: string): string {
  return notation.includes("longdiv") ? `\\overline{)${inside}}` : `\\boxed{${inside}}`;
}

/** Degrees, minutes and seconds: `45;30;0`. */
function writeAngle(text: string): string {
  return text
    .split(";")
    .map((part, at) =>
      part.trim() === "" ? "" : `${part.trim()}${["^\\circ", "'", "''"][at] ?? ""}`,
    )
    .join("");
}

/** A number as siunitx takes it: `1.5e-3`, `2x3`. */
function readNumber(text: string): string {
  return text
    .trim()
    .replace(/(\d)[eE]([+-]?\d+)$/, "$1\\times 10^{$2}")
    .replace(/^[eE]([+-]?\d+)$/, "10^{$1}")
    .replace(/(\d)\s*x\s*(?=\d)/g, "$1\\times ");
}

const prefixes: Readonly<Record<string, string>> = {
  ...{ tera: "T", giga: "G", mega: "M", kilo: "k", hecto: "h", deca: "da", deci: "d", centi: "c" },
  ...{ milli: "m", micro: "\\mu ", nano: "n", pico: "p" },
};

const units: Readonly<Record<string, string>> = {
  ...{ metre: "m", meter: "m", second: "s", gram: "g", kilogram: "kg", ampere: "A", kelvin: "K" },
  ...{ mole: "mol", candela: "cd", hertz: "Hz", newton: "N", pascal: "Pa", joule: "J", watt: "W" },
  ...{ coulomb: "C", volt: "V", ohm: "\\Omega ", litre: "l", liter: "L", minute: "min", hour: "h" },
  ...{ day: "d", degree: "{}^{\\circ}", percent: "\\%", celsius: "{}^{\\circ}C", tonne: "t" },
  ...{ degreeCelsius: "{}^{\\circ}C", radian: "rad", bar: "bar", km: "km", cm: "cm", mm: "mm" },
  ...{ kg: "kg", electronvolt: "eV", tesla: "T", farad: "F", henry: "H", lumen: "lm" },
};

/** A unit as siunitx takes it: `\metre\per\second\squared`, `m/s^2`, `kg.m`. */
function writeUnit(text: string): string {
  const plain = text
    .replace(/\\([a-zA-Z]+)\s*/g, (command, name: string) => {
      if (name === "per") return "/";
      if (name === "squared") return "^2";
      if (name === "cubed") return "^3";
      return prefixes[name] ?? (units[name] === undefined ? command : `${units[name]}\u2009`);
    })
    .replace(/\u2009(?=[/^]|$)/g, "")
    .replace(/[\u2009.~]/g, "\\,")
    .trim();
  return `\\mathrm{${plain}}`;
}
