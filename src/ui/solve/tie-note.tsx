import { createElement } from "react";
import type { RunOutcome } from "../../solver/run-events";
import { useTexts } from "../texts/use-texts";
import { AnswerFormula } from "./answer-value";
import { describeTie } from "./outcome-notes";

/** No text has it: answers stand between two of them. */
const mark = "\u0000";

/** That several answers were level, where the answer is; nothing where one leads. */
export function TieNote({ outcome }: { readonly outcome: RunOutcome }) {
  const texts = useTexts();
  const sentences = describeTie(outcome, texts, (answer) => `${mark}${answer}${mark}`);
  if (sentences.length === 0) return null;
  const pieces = texts.run.sentences(sentences).split(mark);
  // Every second piece is an answer.
  const nodes = pieces.map((piece, place) =>
    place % 2 === 1 ? createElement(AnswerFormula, { answer: piece }) : piece,
  );
  // As children one by one they need no keys: the same answer may come twice.
  return createElement("p", { className: "tie-note" }, ...nodes);
}
