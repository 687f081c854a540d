import { type Box, findBoxes, joinLast } from "./boxes";
import { ownWords, type Span } from "./own-words";
import { saidAnswer, saidChoice } from "./said-answer";

/** What a text answers, and how it says so. */
export interface ReadAnswer {
  /** As it stands there, without the box; null: the text has no answer. */
  readonly answer: string | null;
  /**
   * `box`: the model boxed it. `said`: no box, but words such as "Answer: 42". `printed`: only what
   * the model quotes, or what its code printed, has a box.
   */
  readonly from: "box" | "said" | "printed" | null;
}

const none: ReadAnswer = { answer: null, from: null };

/**
 * What the text answers, as its solution says it: the part after the model's last `</think>`, or all.
 * Code, tool calls and output don't count (code within a line only where nothing else is boxed), nor do boxes that hold a placeholder. A last box that is
 * never closed makes the text unfinished: it has no answer. Linear in the text.
 *
 * @param printed what the text holds that the model did not write, in order. Without it, output is told
 * by its fence.
 */
export function readAnswer(text: string, printed: readonly Span[] = []): ReadAnswer {
  const { start, own, shown } = ownWords(text, printed);
  const { boxes, cutOff } = findBoxes(withoutInlineCode(own), start);
  if (cutOff) return none;
  // Some models put their box between backticks.
  const counted = countedBoxes(boxes.length > 0 ? boxes : findBoxes(own, start).boxes);
  const last = counted.at(-1);
  if (last) {
    const choice = choiceAfter(own, last);
    return { answer: choice ?? joinLast(own, counted), from: "box" };
  }
  const said = saidAnswer(own.slice(start));
  if (said !== null) return { answer: said, from: "said" };
  const inOutput = countedBoxes(findBoxes(shown, start).boxes);
  const answer = joinLast(shown, inOutput);
  return answer === null ? none : { answer, from: "printed" };
}

/** The answer of {@link readAnswer}, wherever it is from; null: the text has none. */
export function extractAnswer(text: string): string | null {
  return readAnswer(text).answer;
}

/** What the model itself boxed; null where it boxed nothing, or its last box is unfinished. */
export function boxedAnswer(text: string, printed: readonly Span[] = []): string | null {
  const { answer, from } = readAnswer(text, printed);
  return from === "box" ? answer : null;
}

/** Blanks what stands between backticks in a line. */
function withoutInlineCode(text: string): string {
  return text.replace(/`[^`\n]{1,200}`/g, (code) => " ".repeat(code.length));
}

/** An `\fbox` frames all sorts of things: it counts where nothing is `\boxed`. */
function countedBoxes(boxes: readonly Box[]): readonly Box[] {
  const boxed = boxes.filter(({ command }) => command === "boxed");
  return boxed.length > 0 ? boxed : boxes;
}

/**
 * Of a multiple choice, the letter that the text ends with: "**Answer: D**" after a box that holds the
 * choice's text.
 */
function choiceAfter(own: string, { content, to }: Box): string | null {
  const choice = saidChoice(own.slice(to));
  return choice !== null && !/^\\?(?:text\{)?\(?[A-J]\)?\}?$/.test(content) ? choice : null;
}
