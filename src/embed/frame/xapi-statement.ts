import { writeProblemLink } from "../../ui/solve/problem-link";
import type { WidgetAnswer } from "../protocol/state";

interface StatementOptions {
  readonly answer: WidgetAnswer;
  /** Of the framed page, without its fragment. */
  readonly solver: string;
  readonly id: string;
  readonly time: Date;
}

/**
 * An answer as an xAPI statement (IEEE 9274.1.1). Its actor is nobody: the host knows who it is, and puts
 * them in before it sends the statement to a record store.
 */
export function xapiStatement({ answer, solver, id, time }: StatementOptions) {
  const extension = (name: string) => `${solver}#xapi-${name}`;
  return {
    id,
    actor: { objectType: "Agent", account: { homePage: solver, name: "anonymous" } },
    verb: { id: "http://adlnet.gov/expapi/verbs/answered", display: { en: "answered" } },
    object: {
      objectType: "Activity",
      id: `${solver}${writeProblemLink(answer.problem, "")}`,
      definition: {
        type: "http://adlnet.gov/expapi/activities/cmi.interaction",
        interactionType: "other",
        description: { und: answer.problem },
      },
    },
    result: {
      completion: !answer.stopped,
      ...(answer.answer === null ? {} : { response: answer.answer }),
      duration: `PT${Math.round(answer.seconds * 100) / 100}S`,
      extensions: {
        [extension("votes")]: answer.votes,
        [extension("all-votes")]: answer.allVotes,
        [extension("samples")]: answer.samples,
        [extension("model")]: answer.model,
      },
    },
    timestamp: time.toISOString(),
  };
}
