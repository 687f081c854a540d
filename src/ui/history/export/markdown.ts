import { normaliseFormula } from "../../math/normalise-formula";
import type { CodePart, Part } from "../../solve/transcript";
import type { Report } from "./report";
import { type Piece, splitMath } from "./split-math";

/** A run as Markdown with formulas in dollar signs, as GitHub, Jupyter and Pandoc read them. */
export function exportMarkdown(report: Report): string {
  const { samples, words } = report;
  const blocks = [
    ...reportHead(report),
    ...samples.flatMap((sample) => [
      sampleHeading(sample, words),
      ...sample.parts.flatMap((part) => partBlocks(part, words)),
    ]),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** All but the samples, in blocks. */
export function reportHead(report: Report): string[] {
  const { words, title, problem, answer, note, facts, votes, comparisons } = report;
  return [
    `# ${title === null ? words.problem : plainText(title)}`,
    portableMath(problem),
    `## ${words.answer}`,
    answer === null ? words.noAnswer : `$$\n${inDollars(answer, true)}\n$$`,
    ...(note === null ? [] : [plainText(note)]),
    facts.map((fact) => `- ${plainText(fact)}`).join("\n"),
    ...(votes.length > 1
      ? [
          `## ${words.votes}`,
          [
            `| ${words.answer} | ${words.votes} | ${words.samples} |`,
            "| --- | --- | --- |",
            ...votes.map(
              (vote) => `| ${inCell(vote.answer)} | ${vote.votes} | ${vote.samples.join(", ")} |`,
            ),
          ].join("\n"),
        ]
      : []),
    ...(comparisons.length > 0
      ? [
          `## ${words.comparisons}`,
          comparisons
            .map(
              ({ number, answers, verdict }) =>
                `${number}. ${answers.map((one, place) => words.solution(place, `$${inDollars(one, false)}$`)).join(", ")} — ${plainText(verdict)}`,
            )
            .join("\n"),
        ]
      : []),
  ];
}

export function sampleHeading(
  { number, state, note }: Report["samples"][number],
  words: Report["words"],
): string {
  const heading = `## ${words.sample(number, state)}`;
  return note === null ? heading : `${heading}\n\n${plainText(note)}`;
}

export function partBlocks(part: Part, words: Report["words"]): string[] {
  return part.kind === "code" ? codeBlocks(part, words) : [portableMath(part.text)];
}

function codeBlocks({ code, state }: CodePart, words: Report["words"]): string[] {
  const block = fenced(code, "python");
  if (state.kind !== "finished") return [block, `*${words.notRun}*`];
  const { stdout, stderr, figures = [] } = state.result;
  const output = stdout + stderr;
  const pictures = figures.map(
    ({ png, alt }) => `![${plainText(alt)}](data:image/png;base64,${png})`,
  );
  if (output.trim()) return [block, fenced(output, "text"), ...pictures];
  return [block, ...(pictures.length > 0 ? pictures : [`*${words.printedNothing}*`])];
}

/** A fence that the text can't close. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/, "")}\n${fence}`;
}

/** Markdown whose formulas all stand in dollar signs, and whose other dollars are none. */
export function portableMath(markdown: string): string {
  return splitMath(markdown.trim()).map(portable).join("");
}

function portable(piece: Piece): string {
  switch (piece.kind) {
    case "code":
      return piece.text;
    case "text":
      return piece.text.replace(/(?<!\\)\$/g, "\\$");
    case "formula":
      if (piece.display) return `$$${inDollars(piece.tex, true)}$$`;
      return piece.cell ? inCell(piece.tex) : `$${inDollars(piece.tex, false)}$`;
  }
}

/** Environments that make a display of their own have others for inside of one. */
function inDollars(tex: string, display: boolean): string {
  return normaliseFormula(tex, display)
    .replace(/\\(begin|end)\{(align|gather|alignat)\*?\}/g, "\\$1{$2ed}")
    .replace(/\\(?:begin|end)\{equation\*?\}/g, "");
}

function inCell(tex: string): string {
  const bars = inDollars(tex, false).replaceAll("\\|", "\\Vert ").replaceAll("|", "\\vert ");
  return `$${bars}$`;
}

/** Text that has no formulas and is no Markdown. */
function plainText(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#$|]/g, "\\$&");
}
