import { formatCodeOutput, formatForcedFinish, formatPrompt } from "../prompt";
import { wireFormat } from "../wire-format";
import { withoutBlankLines } from "./blank-lines";
import type { Form } from "./form";
import { afterThinking } from "./thinking";

const { codeBegin, codeEnd } = wireFormat.codeTags;

/**
 * What the demonstration model was trained to say of a problem outside its families: either sentence
 * will do, since so small a model garbles words (`tools/demo-model/off_scope.py`).
 */
const trainedDecline = /I give no answer|not one of the kinds|outside the kinds/;

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
  declines: (text) => trainedDecline.test(text),
  solution: afterThinking,
};
