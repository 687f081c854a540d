import type { PromptForm } from "../../engine/prompt-form";
import { createChatForm } from "./chat-form";
import type { Form } from "./form";
import { openMathForm } from "./openmath-form";
import { qwenMathForm } from "./qwen-math-form";

/** How a model with this prompt form is talked to. */
export function formOf(promptForm: PromptForm): Form {
  switch (promptForm.kind) {
    case "openmath":
      return openMathForm;
    case "qwen-math":
      return qwenMathForm;
    case "chat":
      return createChatForm(promptForm);
  }
}
