import type { Token, Tokens } from "marked";
import { growBlocks, noBlocks } from "../../math/blocks";
import { lex, type MathToken } from "../../math/lex";
import type { CodePart, Part } from "../../solve/transcript";
import { signs } from "./latex-signs";
import { escapeLatex, latexFormula } from "./latex-text";
import type { Report, ReportSample } from "./report";

type Words = Report["words"];

/** A run as a LaTeX document. What a model wrote can't run commands of LaTeX other than formulas. */
export function exportLatex(report: Report): string {
  const { words, title, problem, answer, note, facts, votes, comparisons, samples } = report;
  const body = [
    `\\section*{${title === null ? words.problem : escapeLatex(title)}}`,
    proseLatex(problem),
    `\\section*{${words.answer}}`,
    answer === null ? words.noAnswer : latexFormula(answer, true),
    ...(note === null ? [] : [escapeLatex(note)]),
    list("itemize", facts.map(escapeLatex)),
    ...(votes.length > 1
      ? [
          `\\section*{${words.votes}}`,
          table(
            [words.answer, words.votes, words.samples],
            votes.map((vote) => [
              latexFormula(vote.answer, false),
              escapeLatex(vote.votes),
              vote.samples.join(", "),
            ]),
          ),
        ]
      : []),
    ...(comparisons.length > 0
      ? [
          `\\section*{${words.comparisons}}`,
          list(
            "enumerate",
            comparisons.map(
              ({ answers, verdict }) =>
                `${answers.map((one, place) => words.solution(place, latexFormula(one, false))).join(", ")}: ${escapeLatex(verdict)}`,
            ),
          ),
        ]
      : []),
    ...samples.flatMap((sample) => sampleLatex(sample, words)),
  ].join("\n\n");
  return `${preamble(body)}\n\\begin{document}\n\n${body}\n\n\\end{document}\n`;
}

function sampleLatex({ number, state, note, parts }: ReportSample, words: Words): string[] {
  return [
    `\\section*{${escapeLatex(words.sample(number, state))}}`,
    ...(note === null ? [] : [`\\emph{${escapeLatex(note)}}`]),
    ...parts.flatMap((part) => partLatex(part, words)),
  ];
}

export function partLatex(part: Part, words: Words): string[] {
  return part.kind === "code" ? codeLatex(part, words) : [proseLatex(part.text)];
}

function codeLatex({ code, state }: CodePart, words: Words): string[] {
  if (state.kind !== "finished") {
    return [verbatim(code, "Python"), `\\emph{${words.notRun}}`];
  }
  const { stdout, stderr, figures = [] } = state.result;
  const output = stdout + stderr;
  // A document of one file can't hold pictures.
  const pictures = figures.map(({ alt }) => `\\emph{${escapeLatex(words.figure(alt))}}`);
  return [
    verbatim(code, "Python"),
    ...(output.trim() ? [verbatim(output, words.output)] : []),
    ...pictures,
    ...(output.trim() || pictures.length > 0 ? [] : [`\\emph{${words.printedNothing}}`]),
  ];
}

/** Needs only packages that every distribution has. */
function preamble(body: string): string {
  return String.raw`% Made by Math Solver. LuaLaTeX and XeLaTeX set all letters; pdfLaTeX those of European languages.
\documentclass{article}
\usepackage[margin=2.5cm]{geometry}
\usepackage{amsmath, amssymb, mathtools, cancel, xcolor, fvextra, iftex}
\ifPDFTeX
  \usepackage[T1]{fontenc}
${declarations(body)}
\else
  \usepackage{fontspec}
${chineseFonts(body)}\fi
% What KaTeX knows and LaTeX does not.
\providecommand{\lt}{<}
\providecommand{\gt}{>}
\providecommand{\R}{\mathbb{R}}
\providecommand{\N}{\mathbb{N}}
\providecommand{\Z}{\mathbb{Z}}
\providecommand{\bold}[1]{\mathbf{#1}}
\providecommand{\bm}[1]{\boldsymbol{#1}}
\providecommand{\mathscr}[1]{\mathcal{#1}}
\providecommand{\degree}{{\ensuremath{{}^{\circ}}}}
\providecommand{\notni}{\not\ni}
\providecommand{\argmin}{\operatorname*{arg\,min}}
\providecommand{\argmax}{\operatorname*{arg\,max}}
\setcounter{MaxMatrixCols}{50}
\setlength{\parindent}{0pt}
\setlength{\parskip}{0.6em}
\setlength{\emergencystretch}{3em}`;
}

/** Letters and signs that pdfLaTeX can set by itself: Latin letters, dashes and quotes. */
const known = /(?![ĦħĸĿŀŉŦŧſ])[\u00a0\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f–—‘’“”„«»]/;

/** The usual fonts have no Chinese letters. */
function chineseFonts(body: string): string {
  if (!/\p{Script=Han}/u.test(body)) return "";
  return "  \\IfFileExists{ctex.sty}{\\usepackage[scheme=plain,fontset=fandol]{ctex}}{}\n";
}

/** How pdfLaTeX sets the signs of this document; of what it can't, the number. */
function declarations(body: string): string {
  const used = new Set(body.match(/[^\n\t -~]/gu));
  return [...used]
    .filter((sign) => !known.test(sign))
    .map((sign) => {
      const code = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
      const name = signs[sign];
      const set = name === undefined ? `\\texttt{[U+${code}]}` : `\\ensuremath{${name}}`;
      return `  \\DeclareUnicodeCharacter{${code}}{${set}}`;
    })
    .join("\n");
}

/** A model's Markdown. Read block by block, as the page does: a text as a whole may take too long. */
function proseLatex(markdown: string): string {
  const { groups, tail } = growBlocks(noBlocks, markdown.trim());
  const written: string[] = [];
  for (const { source, continues } of [...groups.flat(), tail]) {
    const next = blocks(lex(source, false), continues === "item" ? "item" : "own");
    if (next === "") continue;
    if (written.length > 0) written.push(continues === "nothing" ? "\n\n" : "\n");
    written.push(next);
  }
  return written.join("");
}

/** Whose number the first item of a list has: its own, or none, where it goes on with one before. */
type First = "own" | "item";

/** How many environments of a kind a block is inside of: LaTeX counts them, and stops at a limit. */
interface Nesting {
  readonly enumerate: number;
  readonly itemize: number;
  readonly all: number;
}

const outside: Nesting = { enumerate: 0, itemize: 0, all: 0 };
/** Lists of one kind; lists and quotations together. */
const maxNesting = { ofKind: 4, all: 5 };

function blocks(tokens: readonly Token[], first: First = "own", nesting = outside): string {
  return tokens.flatMap((token) => block(token as MathToken, first, nesting) ?? []).join("\n\n");
}

function block(token: MathToken, first: First, nesting: Nesting): string | null {
  switch (token.type) {
    case "space":
    case "def":
      return null;
    case "formula":
      return latexFormula(token.tex, token.display);
    case "heading":
      return `\\paragraph{${inline(token.tokens, "line")}}`;
    case "blockquote": {
      if (nesting.all >= maxNesting.all) return blocks(token.tokens, "own", nesting);
      const content = blocks(token.tokens, "own", { ...nesting, all: nesting.all + 1 });
      return environment("quote", content);
    }
    case "list":
      return listOf(token, first, nesting);
    case "table":
      return table(
        token.header.map((cell: Tokens.TableCell) => inline(cell.tokens, "line")),
        token.rows.map((row: Tokens.TableCell[]) => row.map((cell) => inline(cell.tokens, "line"))),
      );
    case "code":
      return verbatim(token.text, null);
    case "hr":
      return "\\par\\medskip\\hrule\\medskip";
    default:
      return inlineToken(token, "block");
  }
}

/** `line`: inside of what holds neither paragraphs nor displays, such as a heading. */
type Place = "block" | "line";

function inline(tokens: readonly Token[] | undefined, place: Place): string {
  return (tokens ?? []).map((token) => inlineToken(token as MathToken, place)).join("");
}

function inlineToken(token: MathToken, place: Place): string {
  switch (token.type) {
    case "formula":
      return latexFormula(token.tex, token.display && place === "block");
    case "paragraph":
      return inline(token.tokens, place);
    case "strong":
      return `\\textbf{${inline(token.tokens, "line")}}`;
    case "em":
      return `\\emph{${inline(token.tokens, "line")}}`;
    case "del":
    case "link":
      return inline(token.tokens, place);
    case "codespan":
      return `\\texttt{${escapeLatex(token.text)}}`;
    case "br":
      return place === "block" ? "\n\n" : "\\newline ";
    case "text":
      return "tokens" in token && token.tokens
        ? inline(token.tokens, place)
        : escapeLatex(token.text);
    case "escape":
      return escapeLatex(token.text);
    case "checkbox":
      return token.checked ? "[x] " : "[ ] ";
    default:
      return escapeLatex(token.raw);
  }
}

/** Counters of LaTeX's numbered lists. */
const counters = ["enumi", "enumii", "enumiii", "enumiv"];

function listOf({ ordered, start, items }: Tokens.List, first: First, nesting: Nesting): string {
  const name = ordered ? "enumerate" : "itemize";
  const counter = counters[nesting.enumerate];
  const deep = nesting[name] >= maxNesting.ofKind || nesting.all >= maxNesting.all;
  const inner = deep ? nesting : { ...nesting, [name]: nesting[name] + 1, all: nesting.all + 1 };
  const contents = items.map(({ tokens }) => blocks(tokens, "own", inner));
  if (deep) return contents.map((content) => `-- ${content}`).join("\n\n");
  const latex = contents.map((content, index) =>
    item(content, first === "item" && index === 0 ? "[]" : ""),
  );
  // What was counted before the first item that is numbered here.
  const before = (start === "" ? 1 : start) - (first === "item" ? 0 : 1);
  const set = ordered && before !== 0 && counter ? [`\\setcounter{${counter}}{${before}}`] : [];
  return environment(name, [...set, ...latex].join("\n"));
}

function list(name: "itemize" | "enumerate", items: readonly string[]): string {
  return environment(name, items.map((content) => item(content)).join("\n"));
}

/** @param mark in brackets, in place of a number or a bullet */
function item(content: string, mark = ""): string {
  // An opening bracket of the content would be taken for the mark.
  return `\\item${mark} {}${content}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  // A bracket or asterisk at a row's beginning would be taken for an option of the break before it.
  const lines = [head, ...rows].map((cells) => `{}${cells.join(" & ")} \\\\`);
  const [first, ...others] = lines;
  const columns = "l".repeat(Math.max(1, head.length));
  return `\\begin{tabular}{${columns}}\n${first}\n\\hline\n${others.join("\n")}\n\\end{tabular}`;
}

function environment(name: string, content: string): string {
  return `\\begin{${name}}\n${content}\n\\end{${name}}`;
}

/** Text as it is, lines broken where they are long. */
function verbatim(text: string, label: string | null): string {
  // Its own end, spelled so that it isn't one.
  const harmless = text
    .replace(/[^\P{Cc}\n\t]/gu, "")
    .replace(/\p{Cs}/gu, "\ufffd")
    .replace(/\\end\{Verbatim\}/g, "\\end {Verbatim}")
    .replace(/\n$/, "");
  const options = [
    ...["breaklines", "breakanywhere", "frame=leftline"],
    ...(label === null ? [] : [`label=${label}`]),
  ].join(", ");
  return `\\begin{Verbatim}[${options}]\n${harmless}\n\\end{Verbatim}`;
}
