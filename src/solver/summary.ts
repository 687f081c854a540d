import { extractAnswer } from "./answer";
import type { Form } from "./form/form";
import { openMathForm } from "./form/openmath-form";
import { estimateTokens } from "./heats";

/**
 * The least of a summary that a comparison shows, in characters, where solutions are many. Its end:
 * the reference (NVIDIA NeMo-Skills) keeps the last 5000.
 */
export const shortSummary = 3000;
/** The most that is kept of one, for comparisons with room. */
export const longestSummary = 16_000;

/**
 * The summary that a sample wrote itself: its solution, if that holds exactly one `\boxed`, and that
 * with an answer; its end when it is long.
 * @returns null when there is none: the thinking is unclosed, nothing or several things are boxed, or
 * the box isn't in the end that any comparison shows
 */
export function ownSummary(text: string, form: Form = openMathForm): string | null {
  const solution = form.solution(text);
  if (solution?.split("\\boxed").length !== 2) return null;
  return extractAnswer(cutAtParagraph(solution)) === null
    ? null
    : cutAtParagraph(solution, longestSummary);
}

/** Where a text may be cut, the best first; what follows the match is kept. */
const boundaries = [/\n[ \t]*\n\s*/g, /\n\s*/g, /[.!?。！？][)"'”’]?\s+/g, /\s+/g];
/** Of what may be kept, the most that is given up for a better boundary. */
const givenUp = 0.25;

/**
 * The end of a text that is too long: its last characters, from the beginning of a paragraph, else of
 * a line, a sentence or a word. At least three quarters of what may be kept are kept, so that no
 * boundary near the end costs the working.
 */
export function cutAtParagraph(text: string, characters = shortSummary): string {
  if (text.length <= characters) return text;
  const tail = text.slice(-characters);
  const latest = Math.floor(characters * givenUp);
  for (const boundary of boundaries) {
    const first = [...tail.slice(0, latest).matchAll(boundary)][0];
    const end = first && first.index + first[0].length;
    // A run of spaces that reaches beyond may go on there.
    if (end !== undefined && end < latest) return tail.slice(end).trimEnd();
  }
  return wholeCharacters(tail).trim();
}

/** Without the second half of a character that was cut in two. */
function wholeCharacters(text: string): string {
  return /^[\uDC00-\uDFFF]/.test(text) ? text.slice(1) : text;
}

/** Its end of about so many tokens. */
export function cutToTokens(text: string, tokens: number): string {
  let cut = text;
  let characters = text.length;
  for (let size = estimateTokens(cut); size > tokens; size = estimateTokens(cut)) {
    // Never the same length again, or it would not end.
    characters = Math.min(characters - 1, Math.floor((cut.length * tokens) / size));
    if (characters <= 0) return "";
    cut = cutAtParagraph(text, characters);
  }
  return cut;
}

/** The last resort: the end of the text without its tags, and the answer, if that isn't in it. */
export function plainSummary(text: string, answer: string): string {
  const plain = cutAtParagraph(text.replace(/<\/?(?:think|tool_call)>/g, "").trim());
  return extractAnswer(plain) === null ? `${plain}\n\n\\boxed{${answer}}`.trim() : plain;
}
