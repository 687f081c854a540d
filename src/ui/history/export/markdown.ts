import type { CodePart, Part } from "../../solve/transcript";
import { dollarFormula, fenced, plainText } from "./markdown-text";
import { formulaInCell, portableMath } from "./portable-markdown";
import type { Report } from "./report";

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
    answer === null ? words.noAnswer : dollarFormula(`\n${answer}\n`, true),
    ...(note === null ? [] : [plainText(note)]),
    facts.map((fact) => `- ${plainText(fact)}`).join("\n"),
    ...(votes.length > 1
      ? [
          `## ${words.votes}`,
          [
            `| ${words.answer} | ${words.votes} | ${words.samples} |`,
            "| --- | --- | --- |",
            ...votes.map(
              (vote) =>
                `| ${formulaInCell(vote.answer)} | ${vote.votes} | ${vote.samples.join(", ")} |`,
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
                `${number}. ${answers.map((one, place) => words.solution(place, dollarFormula(one, false))).join(", ")} — ${plainText(verdict)}`,
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
