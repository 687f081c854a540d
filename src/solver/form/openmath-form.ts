import { formatCodeOutput, formatForcedFinish, formatPrompt } from "../prompt";
import { wireFormat } from "../wire-format";
import { withoutBlankLines } from "./blank-lines";
import type { Form } from "./form";
import { afterThinking } from "./thinking";

const { codeBegin, codeEnd } = wireFormat.codeTags;

/** OpenMath's wire format: thinking first, code in `<tool_call>` tags, a line on the calls left. */
export const openMathForm: Form = {
  prompt: formatPrompt,
  codeStops: [codeEnd],
  calledCode(text) {
    if (!text.endsWith(codeEnd)) return null;
    const body = text.slice(0, text.length - codeEnd.length);
    const begin = body.lastIndexOf(codeBegin);
    if (begin < 0 || body.lastIndexOf(codeEnd) > begin) return null;
    return withoutBlankLines(body.slice(begin + codeBegin.length));
  },
  codeOutput: (_, { stdout, stderr }, executionsLeft) =>
    formatCodeOutput(stdout + stderr, executionsLeft),
  forcedFinish: formatForcedFinish,
  solution: afterThinking,
};
