import type { ListedRun } from "../../journal/journal";
import type { Texts } from "../texts/texts";

/** When, with what, and at what cost. */
export function describeRun({ record }: ListedRun, { format, message, run }: Texts): string {
  const { createdAt, engine, request, tokens, seconds } = record;
  return [
    format.moment(createdAt),
    message(engine.modelName),
    run.samples(request.samples),
    run.tokens(tokens),
    format.seconds(seconds),
  ].join(" · ");
}
