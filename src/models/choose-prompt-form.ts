import type { PromptForm } from "../engine/prompt-form";
import { ChatTemplateError, readChatFrame } from "./chat-template";

/** What a model's file says of how it wants to be asked. */
export interface ModelSelfDescription {
  /** What it is called: in the file's metadata, and the file itself. */
  readonly names: readonly string[];
  readonly chatTemplate: string | null;
}

/** Without spaces, dots and dashes, which converters write as they like. */
const openMath = /openmathnemotron|mathsolverdemo/;
const qwenMath = /qwen25math.*instruct/;

const chatMl = { prefix: "<|im_start|>user\n", suffix: "<|im_end|>\n<|im_start|>assistant\n" };

/**
 * How a model is asked. Its name goes first: OpenMath models carry the chat template of the model that
 * they were made from, which is not what they were trained on.
 */
export function choosePromptForm(model: ModelSelfDescription): PromptForm {
  const names = model.names.map((name) => name.toLowerCase().replace(/[^a-z0-9]/g, ""));
  if (names.some((name) => openMath.test(name))) return { kind: "openmath", assumed: false };
  if (names.some((name) => qwenMath.test(name))) return { kind: "qwen-math" };
  if (!model.chatTemplate?.trim()) return { kind: "openmath", assumed: true };
  try {
    return { kind: "chat", ...readChatFrame(model.chatTemplate), fault: null };
  } catch (error) {
    if (!(error instanceof ChatTemplateError)) throw error;
    return { kind: "chat", ...chatMl, fault: error.message };
  }
}
