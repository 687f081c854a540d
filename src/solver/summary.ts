import { extractAnswer } from "./answer";
import type { Form } from "./form/form";
import { openMathForm } from "./form/openmath-form";

/** A summary's last so many characters are kept: longer ones crowd out the other candidates. */
export const longestSummary = 3000;

/**
 * The summary that a sample wrote itself: its solution, if that holds exactly one `\boxed`, and that
 * with an answer; its end when it is long.
 * @returns null when there is none: the thinking is unclosed, nothing or several things are boxed, or
 * the box isn't in the end that is kept
 */
export function ownSummary(text: string, form: Form = openMathForm): string | null {
  const solution = form.solution(text);
  if (solution?.split("\\boxed").length !== 2) return null;
  const summary = cutAtParagraph(solution);
  return extractAnswer(summary) === null ? null : summary;
}

/** Its last {@link longestSummary} characters, from the beginning of a paragraph if one begins there. */
export function cutAtParagraph(text: string): string {
  if (text.length <= longestSummary) return text;
  const tail = text.slice(-longestSummary);
  const paragraph = tail.indexOf("\n\n");
  return (paragraph < 0 ? tail : tail.slice(paragraph)).trim();
}

/** The last resort: the end of the text without its tags, and the answer, if that isn't in it. */
export function plainSummary(text: string, answer: string): string {
  const plain = cutAtParagraph(text.replace(/<\/?(?:think|tool_call)>/g, "").trim());
  return extractAnswer(plain) === null ? `${plain}\n\n\\boxed{${answer}}`.trim() : plain;
}
